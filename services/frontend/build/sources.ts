import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')

const sources = [
  'services/frontend/{build,web}/**/*.*',
  'services/checkout-agreement.ts',
  'generated/*/{client,types}.ts',
  'generated/{problems,roles}.ts',
  'platform/http/*.ts',
  'sdk/*.ts',
  'package-lock.json',
]

/** Everything that the page is built from, as paths below the root. */
export const files = (): string[] =>
  globSync(sources, { cwd: root })
    .filter((path) => !/\.(test\.ts|md)$/.test(path))
    .sort()

/** The hash of everything that the page is built from. */
export const hashOfSources = (): string => {
  const hash = createHash('sha256')
  for (const path of files()) hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  return hash.digest('hex').slice(0, 16)
}

/** Changes whenever a source changes; cheaper than the hash. */
export const stateOfSources = (): string =>
  files()
    .map((path) => `${path} ${statSync(join(root, path)).mtimeMs}`)
    .join('\n')
