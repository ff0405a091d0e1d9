import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Sceau } from '../domain/chaine.ts'

/** That a day is about to be removed: written before the database does it, so that no removal is without its line. */
export type Retrait = { readonly retrait: string; readonly annonce_ms: number }

/** What the anchor holds: every seal in its order, and the announcements of removals. */
export type Ancre = { readonly sceaux: readonly Sceau[]; readonly retraits: readonly Retrait[] }

/** Reads the anchor, one JSON object a line. A file that does not exist holds nothing. */
export const lireAncre = async (path: string): Promise<Ancre> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').filter((line) => line !== '')
  const read = lines.map((line, index) => {
    try {
      return JSON.parse(line) as Sceau | Retrait
    } catch (cause) {
      throw new Error(`${path}, line ${index + 1} is not a seal`, { cause })
    }
  })
  const estRetrait = (line: Sceau | Retrait): line is Retrait => 'retrait' in line
  return {
    sceaux: read.filter((line): line is Sceau => !estRetrait(line)),
    retraits: read.filter(estRetrait),
  }
}

/** Adds lines to the end of the anchor; they are on disk when this resolves. */
export const ecrireAncre = async (path: string, lines: readonly (Sceau | Retrait)[]): Promise<void> => {
  if (lines.length === 0) return
  await mkdir(dirname(path), { recursive: true })
  const file: FileHandle = await open(path, 'a')
  try {
    await file.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    await file.datasync()
  } finally {
    await file.close()
  }
}
