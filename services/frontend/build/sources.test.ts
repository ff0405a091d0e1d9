import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { files, root } from './sources.ts'

const imports = /^(?:import|export) (?!type )[^'\n]*(?:\n[^'\n]*)*? from '([#.][^']+)'|^import '([#.][^']+)'/gm

/** The files that a file imports, without those of which it imports types alone. */
const importedBy = (path: string): string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(imports)]
    .map(([, named, bare]) => named ?? bare ?? '')
    .map((name) => (name.startsWith('#') ? name.slice(1) : normalize(join(path, '..', name))))
    .filter((name) => existsSync(join(root, name)))

const reached = (): string[] => {
  const own = globSync('services/frontend/web/**/*.{ts,tsx}', { cwd: root })
  const seen = new Set(own.filter((path) => !path.endsWith('.test.ts')))
  for (const path of seen) for (const name of importedBy(path)) seen.add(name)
  return [...seen]
}

it('a change of anything that the page imports builds it again', () => {
  const paths = reached()
  expect(paths).toContain('services/checkout-agreement.ts')
  expect(paths).toContain('sdk/problems.ts')
  const known = new Set(files())
  expect(paths.filter((path) => !known.has(path))).toEqual([])
})

it('the stage of the image that builds the page copies everything that the page imports', () => {
  const [, stage = ''] =
    /^FROM \S+ AS page$([\s\S]*?)^FROM /m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8')) ?? []
  const copied = [...stage.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '))
  expect(copied).toContain('services/frontend')
  const isCopied = (path: string): boolean => copied.some((from) => path === from || path.startsWith(`${from}/`))
  expect(reached().filter((path) => !isCopied(path))).toEqual([])
})
