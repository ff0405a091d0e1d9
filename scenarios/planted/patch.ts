import { existsSync, readFileSync } from 'node:fs'

/** A bug as a change of one source file in some services; `find` occurs in the file exactly once. */
export type Patch = { services: readonly string[]; file: string; find: string; replace: string }

/** The file with a process's changes, read when the process starts. */
export const patchFile = (folder: string, service: string): string => `${folder}/${service}.json`

export const readPatches = (file: string): Patch[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Patch[]) : []

/** The changed source. @throws Error if `find` occurs not exactly once: the patch is out of date. */
export const applyPatch = (source: string, { file, find, replace }: Patch): string => {
  const [before, after, ...more] = source.split(find)
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file} must contain this exactly once: ${find}`)
  }
  return `${before}${replace}${after}`
}
