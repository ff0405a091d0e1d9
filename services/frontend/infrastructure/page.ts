import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

export type Encoding = 'identity' | 'br' | 'gzip'

/** A file of the page in memory, with its compressed forms. */
export type Asset = {
  readonly type: string
  readonly etag: string
  /** Its name contains its hash, so its contents never change. */
  readonly isImmutable: boolean
  readonly encoded: Readonly<Partial<Record<Encoding, Buffer>>>
}

export type Page = {
  /** The file at this path; undefined if there is none. */
  readonly file: (path: string) => Asset | undefined
  readonly index: () => Promise<Asset>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

const readAsset = (folder: string, path: string, files: ReadonlySet<string>): Asset => {
  const bytes = readFileSync(join(folder, path))
  const compressed = (suffix: string): Buffer | undefined =>
    files.has(path + suffix) ? readFileSync(join(folder, path + suffix)) : undefined
  const [br, gzip] = [compressed('.br'), compressed('.gz')]
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isImmutable: path.startsWith('assets/'),
    encoded: { identity: bytes, ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) },
  }
}

/** Reads every built file into memory, so that no request names a file of the disk. */
const readAll = (folder: string): ReadonlyMap<string, Asset> => {
  const files = new Set(globSync('**/*.*', { cwd: folder }).map((path) => path.replaceAll('\\', '/')))
  const plain = [...files].filter((path) => !/\.(br|gz)$/.test(path))
  return new Map(plain.map((path) => [`/${path}`, readAsset(folder, path, files)]))
}

/**
 * The built page, read again when its folder changes, which happens where its sources are: on a developer's machine.
 * @throws Error if it isn't built and can't be
 */
export const openPage = async (findFolder: () => Promise<string>): Promise<Page> => {
  let folder = await findFolder()
  let files = readAll(folder)
  const index = (): Asset => {
    const found = files.get('/index.html')
    if (found === undefined) throw new Error(`${folder} has no index.html; remove this folder`)
    return found
  }
  index()
  return {
    file: (path) => (path === '/index.html' ? undefined : files.get(path)),
    index: async () => {
      const now = await findFolder()
      if (now !== folder) files = readAll(now)
      folder = now
      return index()
    },
  }
}
