import { existsSync, readFileSync } from 'node:fs'

/** A bug as a change of one source file, for some services: `find` stands in the file exactly once. */
export type Patch = { services: readonly string[]; file: string; find: string; replace: string }

/** Which changes a process gets; a file of its own, read when the process starts. */
export const patchFile = (folder: string, service: string): string => `${folder}/${service}.json`

export const readPatches = (file: string): Patch[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Patch[]) : []

/** The changed source. @throws Error where the place to change is gone or no longer the only one: the plant went stale. */
export const applyPatch = (source: string, { file, find, replace }: Patch): string => {
  const [before, after, ...more] = source.split(find)
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file} has no single place that reads: ${find}`)
  }
  return `${before}${replace}${after}`
}
