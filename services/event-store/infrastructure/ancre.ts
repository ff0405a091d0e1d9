import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Sceau } from '../domain/chaine.ts'

/** The lines of the anchor: every seal in its order, as JSON. A file that is not there has none. */
export const lireAncre = async (path: string): Promise<Sceau[]> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line) as Sceau
      } catch (cause) {
        throw new Error(`${path}, line ${index + 1} is not a seal`, { cause })
      }
    })
}

/** Adds seals to the end of the anchor; they are on disk when this resolves. */
export const ecrireAncre = async (path: string, sceaux: readonly Sceau[]): Promise<void> => {
  if (sceaux.length === 0) return
  await mkdir(dirname(path), { recursive: true })
  const file: FileHandle = await open(path, 'a')
  try {
    await file.write(sceaux.map((sceau) => `${JSON.stringify(sceau)}\n`).join(''))
    await file.datasync()
  } finally {
    await file.close()
  }
}
