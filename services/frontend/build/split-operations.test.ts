import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './sources.ts'
import { operationIn, splitImports } from './split-operations.ts'
import { builtPage } from './testing.ts'

const clients = globSync('generated/*/client.ts', { cwd: root })

it('every operation of every generated client can be taken out of it', () => {
  const taken = clients.flatMap((path) => {
    const source = readFileSync(join(root, path), 'utf8')
    const names = [...source.matchAll(/^export const (\w+) = /gm)].map(([, name = '']) => name)
    return names.map((name) => [name, operationIn(source, name)] as const)
  })
  expect(taken.length).toBeGreaterThan(90)
  for (const [name, code] of taken) {
    expect(code.match(/^export const \w+/gm)).toEqual([`export const ${name}`])
    expect(code.match(/operationId: '\w+'/g)).toEqual([`operationId: '${name}'`])
    expect(code).toMatch(new RegExp(`transport\\.\\w+\\(${name}Operation,`))
  }
})

it('an operation that the client does not have is an error', () => {
  const source = readFileSync(join(root, clients[0] ?? ''), 'utf8')
  expect(() => operationIn(source, 'lireLaMeteo')).toThrow('the generated client has no operation lireLaMeteo')
})

it('imports of operations are split, types are left out, and other imports stay', () => {
  const other = `import { bodyOf } from '../../shell/api.ts'`
  expect(splitImports(`import { lireVente, type Vente } from '#generated/commandes/client.ts'\n${other}`)).toBe(
    `import { lireVente } from '#generated/commandes/client.ts?operation=lireVente'\n${other}`,
  )
})

it('the first load has no operation that only one view uses', async () => {
  const folder = await builtPage()
  const files = globSync('assets/*.js', { cwd: folder })
  const filesWith = (operation: string): string[] =>
    files.filter((path) => readFileSync(join(folder, path), 'utf8').includes(`operationId:\`${operation}\``))
  for (const operation of ['modifierPrix', 'transfererStock', 'rejeterDemande', 'relancerLettreMorte']) {
    const [only, ...others] = filesWith(operation)
    expect([only?.startsWith('assets/index-'), others], operation).toEqual([false, []])
  }
}, 60_000)
