import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const hashFolder = (folder: string, wanted: (path: string) => boolean): string => {
  const hash = createHash('sha256')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(wanted)
    .sort()
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0')
  return hash.digest('hex')
}

/**
 * SHA-256 of the names and bytes of all files in each folder of specifications, of the scenario documents, and of the
 * lock file: what the code and the loads of a run were made from, also where nothing was committed.
 */
export const hashDocuments = (projectRoot: string): Record<string, string> => {
  const specs = join(projectRoot, 'specs')
  const folders = existsSync(specs)
    ? readdirSync(specs, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : []
  const scenarios = join(projectRoot, 'scenarios')
  const lock = join(projectRoot, 'package-lock.json')
  return {
    ...Object.fromEntries(folders.map(({ name }) => [`specs/${name}`, hashFolder(join(specs, name), () => true)])),
    ...(existsSync(scenarios)
      ? { 'scenarios/*.yaml': hashFolder(scenarios, (path) => path.endsWith('.yaml') && !path.includes('/')) }
      : {}),
    ...(existsSync(lock) ? { 'package-lock.json': createHash('sha256').update(readFileSync(lock)).digest('hex') } : {}),
  }
}
