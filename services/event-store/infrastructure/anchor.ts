import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Sceau } from '../domain/chaine.ts'

/**
 * Announces the removal of a day. Written before the database removes it, so that every removal has its line. Its French
 * fields are those of anchor files that exist.
 */
export type Removal = { readonly retrait: string; readonly annonce_ms: number }

/** The content of the anchor: every seal in order, and the announced removals. */
export type AnchorContent = { readonly seals: readonly Sceau[]; readonly removals: readonly Removal[] }

/** Reads the anchor, one JSON object per line. A missing file counts as empty. */
export const readAnchor = async (path: string): Promise<AnchorContent> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').filter((line) => line !== '')
  const read = lines.map((line, index) => {
    try {
      return JSON.parse(line) as Sceau | Removal
    } catch (cause) {
      throw new Error(`${path}, line ${index + 1} is not a seal`, { cause })
    }
  })
  const isRemoval = (line: Sceau | Removal): line is Removal => 'retrait' in line
  return {
    seals: read.filter((line): line is Sceau => !isRemoval(line)),
    removals: read.filter(isRemoval),
  }
}

/** Appends lines to the anchor; they are on disk when this resolves. */
export const appendToAnchor = async (path: string, lines: readonly (Sceau | Removal)[]): Promise<void> => {
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
