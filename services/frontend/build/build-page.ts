import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { build } from 'vite'
import { removeUnusedBuilds } from './remove-builds.ts'
import { hashOfSources, root } from './sources.ts'
import { splitOperations } from './split-operations.ts'

/** Each build has its own folder, named after the hash of its sources, so that no process sees half a build. */
const builds = join(root, 'dist/frontend')

const compressed = /\.(css|html|js|json|svg|txt|webmanifest)$/

const compress = async (folder: string): Promise<void> => {
  for (const path of globSync('**/*.*', { cwd: folder }).filter((file) => compressed.test(file))) {
    const bytes = readFileSync(join(folder, path))
    writeFileSync(join(folder, `${path}.br`), await promisify(brotliCompress)(bytes))
    writeFileSync(join(folder, `${path}.gz`), await promisify(gzip)(bytes, { level: 9 }))
  }
}

const bundle = (folder: string) =>
  build({
    configFile: false,
    root: join(root, 'services/frontend/web'),
    logLevel: 'warn',
    publicDir: 'public',
    plugins: [splitOperations()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: 'manifest.json',
      license: false,
      rolldownOptions: {
        onLog: (_level, log) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') throw new Error(log.message) // libraries mark modules for servers
        },
      },
    },
  })

/** Builds the page unless that was done before, and removes old builds; returns its folder. */
export const buildPage = async (): Promise<string> => {
  const folder = join(builds, hashOfSources())
  if (existsSync(folder)) return folder
  const partial = `${folder}.${process.pid}`
  mkdirSync(builds, { recursive: true })
  try {
    await bundle(partial)
    await compress(partial)
    if (!existsSync(folder)) renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  removeUnusedBuilds(builds, folder, Date.now())
  return folder
}
