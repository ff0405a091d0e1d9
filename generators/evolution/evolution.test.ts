import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { differencesOf } from './compare.ts'
import { type Comparison, compareAll, compareDocuments, verdictOf } from './evolution.ts'
import { formatComparison, formatVerdict } from './format.ts'
import { pactCallers } from './pact-callers.ts'
import { readReviews, unusedReviews } from './reviewed.ts'
import { edited, fixtures } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'evolution-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, content: unknown): string => {
  const path = join(folder, file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : stringify(content))
  return path
}

const patterned = edited(
  fixtures.events,
  ['components', 'messages', 'Moved', 'payload', 'properties', 'book_id', 'pattern'],
  '^c',
)
const compare = (now: unknown, reviews = '') =>
  compareDocuments('asyncapi/books.yaml', write('old.yaml', fixtures.events), write('now.yaml', now), {
    reviews: reviews === '' ? [] : readReviews(write('reviews.yaml', reviews)),
  })

const entry = (key: string, is = 'compatible'): string =>
  `differences:\n  - { key: ${key}, document: asyncapi/books.yaml, is: ${is}, reason: Both accept the same ids. }\n`

it('an unknown difference fails until a review records its classification, and a review covers only that difference', async () => {
  const open = await compare(patterned)
  const key = open.changes[0]?.key ?? ''
  expect(verdictOf([open])).toBe('unknown')
  expect(formatComparison(open)).toContain(`key: ${key}`)
  const reviewed = await compare(patterned, entry(key))
  expect(verdictOf([reviewed])).toBe('compatible')
  expect(formatComparison(reviewed)).toContain('reviewed: Both accept the same ids.')
  expect(verdictOf([await compare(patterned, entry(key, 'breaking'))])).toBe('broken')
  const other = edited(
    patterned,
    ['components', 'messages', 'Moved', 'payload', 'properties', 'book_id', 'pattern'],
    '^d',
  )
  expect(verdictOf([await compare(other, entry(key))])).toBe('unknown')
})

it('a review can’t overrule a rule', async () => {
  const renamed = edited(fixtures.events, ['channels', 'books', 'address'], 'books.v2')
  const key = (await compare(renamed)).changes[0]?.key ?? ''
  expect(verdictOf([await compare(renamed, entry(key))])).toBe('broken')
})

it('a review without a reason or with an unknown kind is rejected with its line; an unused review is reported', async () => {
  const wrong = `differences:\n  - { key: a, document: b, is: fine, reason: c }\n  - { key: a, document: b, is: compatible }\n`
  const file = write('wrong.yaml', wrong)
  const mistakes = (() => {
    try {
      return readReviews(file)
    } catch (error) {
      return (error as AggregateError).errors.map(({ message }: Error) => message)
    }
  })()
  expect(mistakes).toEqual([
    expect.stringMatching(/wrong\.yaml:2: is: fine is not a valid classification/),
    expect.stringMatching(/wrong\.yaml:3: reason is missing/),
  ])
  expect(() => readReviews(write('broken.yaml', 'differences:\n  - { key: [a\n'))).toThrow(
    /broken\.yaml:\d+:\d+: invalid YAML/,
  )
  const stale = readReviews(write('stale.yaml', entry('d000000000000')))
  expect(unusedReviews(stale, (await compare(fixtures.events)).changes)).toEqual(stale)
})

const compareFolders = (
  name: string,
  specs: Record<string, unknown>,
  released: Record<string, unknown>,
): Promise<Comparison[]> => {
  const root = join(folder, name)
  for (const part of ['specs', 'released']) mkdirSync(join(root, part), { recursive: true })
  for (const [file, content] of Object.entries(specs)) write(`${name}/specs/${file}`, content)
  for (const [file, content] of Object.entries(released)) write(`${name}/released/${file}`, content)
  return compareAll({ specs: join(root, 'specs'), released: join(root, 'released') })
}

it('the verdict says so when there was nothing to compare', { timeout: 60_000 }, async () => {
  expect(verdictOf([])).toBe('nothing compared')
  const first = await compareFolders('first', { 'openapi/books.yaml': fixtures.http }, {})
  expect(verdictOf(first)).toBe('nothing compared')
  expect(formatComparison(first[0] as Comparison)).toContain('new, no release to compare it with')
  expect(formatVerdict('nothing compared')).toContain('Nothing was compared')
})

it('removing a document is breaking; adding one beside others is compatible', {
  timeout: 60_000,
}, async () => {
  const both = { 'openapi/books.yaml': fixtures.http, 'asyncapi/books.yaml': fixtures.events }
  const one = { 'openapi/books.yaml': fixtures.http }
  const gone = await compareFolders('gone', one, both)
  expect([verdictOf(gone), gone.at(-1)?.changes[0]?.rule]).toEqual(['broken', 'document-removed'])
  const more = await compareFolders('more', both, one)
  expect([verdictOf(more), more[0]?.changes[0]?.rule]).toEqual(['compatible', 'document-added'])
})

it('an empty released document counts as not compared', () => {
  const empty = { openapi: '3.1.0', info: { title: 'Books', version: '1.0.0' } }
  expect(differencesOf(empty, empty)).toMatchObject([{ kind: 'unknown', rule: 'nothing-to-compare' }])
  expect(differencesOf({}, {})).toMatchObject([{ kind: 'unknown' }])
  expect(differencesOf(fixtures.http, fixtures.events)).toMatchObject([
    { kind: 'breaking', rule: 'document-kind-changed' },
    { kind: 'unknown', rule: 'nothing-to-compare' },
  ])
})

it('callers are read from pacts of every version; a file that is not a pact is rejected', () => {
  const request = { method: 'get', path: '/books/b-1/' }
  write('pacts/desk.json', JSON.stringify({ consumer: { name: 'desk' }, interactions: [{ request }] }))
  write('pacts/shelf.json', JSON.stringify({ consumer: { name: 'shelf' }, messages: [{ description: 'Moved' }] }))
  expect(pactCallers(join(folder, 'pacts'))('GET', '/books/{book-id}/')).toEqual(['desk'])
  write('odd/odd.json', JSON.stringify({ consumer: { name: 'odd' } }))
  expect(() => pactCallers(join(folder, 'odd'))).toThrow(/odd\.json: the file is not a pact/)
  write('cut/cut.json', '{ "consumer":')
  expect(() => pactCallers(join(folder, 'cut'))).toThrow(/cut\.json: invalid JSON/)
})

it('documents in .yml and .json files are compared, too', { timeout: 60_000 }, async () => {
  const json = JSON.stringify(fixtures.http)
  const all = await compareFolders(
    'endings',
    { 'openapi/one.json': json, 'openapi/two.json': json, 'asyncapi/three.yml': fixtures.events },
    { 'openapi/one.json': json, 'openapi/two.json': json, 'asyncapi/three.yml': fixtures.events },
  )
  expect(all.map(({ document, compared }) => `${document} ${compared}`)).toEqual([
    'asyncapi/three.yml 2 messages',
    'openapi/one.json 4 operations',
    'openapi/two.json 4 operations',
  ])
})

it('a document with too many paths to its schemas is never compatible', { timeout: 60_000 }, () => {
  const chain = (leaf: string) => {
    const link = (index: number) => ({ $ref: `#/components/schemas/S${index + 1}` })
    const schemas = Array.from({ length: 25 }, (_, index) => [
      `S${index}`,
      { properties: { a: link(index), b: link(index) } },
    ])
    const last = ['S25', { type: leaf }]
    const post = {
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } } },
      responses: {},
    }
    const info = { title: 'Chain', version: '1.0.0' }
    return {
      openapi: '3.1.0',
      info,
      paths: { '/a/': { post } },
      components: { schemas: Object.fromEntries([...schemas, last]) },
    }
  }
  const kinds = differencesOf(chain('string'), chain('null')).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(kinds).toContain('unknown too-many-places')
})

it('a malformed released version is reported with the expected form', () => {
  const comparison = { document: 'a.yaml', released: 'v1', version: 'v2', compared: '1 operation' }
  const change = { kind: 'breaking', rule: 'r', place: '/', text: 't', affected: [], key: 'd1' } as const
  const changes = [{ ...change, released: undefined, now: undefined }]
  const text = formatComparison({ ...comparison, changes, isBroken: true, isUnknown: false })
  expect(text).toContain('info.version must be a new major version of the form 2.0.0')
})

it('a document that becomes another kind is breaking, and its contents count as not compared', () => {
  const { http, events } = fixtures
  for (const now of [events, { info: { version: '2.0.0' } }])
    expect(differencesOf(http, now).map(({ kind, rule }) => `${kind} ${rule}`)).toEqual([
      'breaking document-kind-changed',
      'unknown nothing-to-compare',
    ])
})
