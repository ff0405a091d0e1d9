import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Sceau } from '../domain/chaine.ts'

/** Announces the removal of a day. Written before the database removes it, so that every removal has its line. */
export type Retrait = { readonly retrait: string; readonly annonce_ms: number }

/** The content of the anchor: every seal in order, and the announced removals. */
export type Ancre = { readonly sceaux: readonly Sceau[]; readonly retraits: readonly Retrait[] }

/** Reads the anchor, one JSON object per line. A missing file counts as empty. */
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

/** Appends lines to the anchor; they are on disk when this resolves. */
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
