import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { frenchWords } from './support/french.ts'
import { camelCase, namesIn, wordsOf } from './support/names.ts'

/** Fields of files that users have: the event store appended lines with them to anchor files. */
const inFiles = ['retrait', 'annonce_ms']

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))
const read = (path: string): string => readFileSync(path, 'utf8')
const tokensOf = (path: string): string[] => read(path).match(/\w+/g) ?? []

const isDomain = (path: string): boolean => /^services\/[\w-]+\/domain\//.test(path)
const modules = tracked.filter((path) => /^(?!generated|reports|sdk).*\.tsx?$/.test(path) && !/\/fixtures\//.test(path))
const namesOf = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => namesIn(path, read(path)).map(({ text }) => text))

/** Names on the wire, in tables and in domain/. Other code may use them as they are, but not as a part of its own names. */
const wire = tracked
  .filter((path) => /^(specs\/(?!released).*\.yaml|generated\/.*\.ts|.*\.sql)$/.test(path))
  .flatMap(tokensOf)
const given = new Set([...wire, ...wire.map(camelCase), ...namesOf(modules.filter(isDomain)), ...inFiles])

/** The services have French names, which the names of their servers, databases and tests contain. */
const services = new Set(tracked.flatMap((path) => /^services\/([\w-]+)\/main\.ts$/.exec(path)?.[1] ?? []))

/** Words of operations and domain modules that are English too. */
const english = [
  'categories',
  'central',
  'checkout',
  'checkouts',
  'choreo',
  'compensation',
  'intervention',
  'reservation',
  'selection',
  'stock',
  'stocks',
  'validations',
]

/** The words of operations and domain modules that no name of the generic parts has: those parts contain no word of this shop. */
const shopWords = (() => {
  const operations = tracked
    .filter((path) => /^specs\/openapi\/.*\.yaml$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/operationId: (\w+)/g)].map(([, name = '']) => name))
  const domain = modules.filter(isDomain).map((path) => basename(path).replace(/(\.test)?\.tsx?$/, ''))
  const generic = namesOf(modules.filter((path) => /^(platform|saga|harness|generators)\//.test(path)))
  const known = new Set([...generic.flatMap(wordsOf), ...english])
  return new Set([...operations, ...domain].flatMap(wordsOf).filter((word) => word.length > 2 && !known.has(word)))
})()
const isFrench = (word: string): boolean => (frenchWords.has(word) || shopWords.has(word)) && !services.has(word)

const frenchIn = (name: string): string[] => (given.has(name) ? [] : wordsOf(name).filter(isFrench))

const findingsIn = (path: string): string[] => {
  const file = basename(path).replace(/(\.test)?\.tsx?$/, '')
  const names = [{ text: file, line: 1 }, ...namesIn(path, read(path))]
  return names.flatMap(({ text: name, line }) =>
    frenchIn(name).map((word) => `${path}:${line}: ${name} has the French word ${word}`),
  )
}

it('names are French on the wire and in domain/ only', () => {
  const checked = modules.filter((path) => !isDomain(path))
  expect([checked.length > 800, given.size > 1_000, services.size > 5, shopWords.size > 60]).toEqual(
    Array(4).fill(true),
  )
  const findings = checked.flatMap(findingsIn)
  expect(findings).toEqual([])
})

it.each([
  ['etapes_restantes', []],
  ['produitEnDouble', []],
  ['inventaireUrl', []],
  ['checkoutOfOrder', []],
  ['etapesOf', ['etapes']],
  ['preleverAll', ['prelever']],
  ['lireToutesLesVentes', ['lire', 'ventes']],
])('outside the wire and domain/, the French words of the name %s are %j', (name, words) => {
  expect(frenchIn(name)).toEqual(words)
})

it.each([...services])('services/%s/server.ts exports the factory of its server under the usual name', (service) => {
  const name = camelCase(`create-${service}-server`)
  expect(read(`services/${service}/server.ts`)).toContain(`export const ${name} =`)
})
