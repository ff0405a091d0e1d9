import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Specification } from '../openapi/document.ts'
import { run } from '../shared/run.ts'
import { mergeDocuments } from './python.ts'
import { addOperations, collectSources } from './sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'sagabench-sdk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const places = { own: join(folder, 'own'), generated: join(folder, 'generated') }
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

describe('the modules of the package', () => {
  write(
    'own/index.ts',
    "export { problemSlug } from '#platform/http/problem.ts'\nimport type { Log } from '#platform/base/log.ts'\n",
  )
  write('own/stand-in/platform/base/log.ts', 'export type Log = Console\n')
  write('own/transport.ts', "import { index } from './index.ts'\n")
  write(
    'generated/shelf/client.ts',
    "import type { Transport } from '#platform/http/client.ts'\nimport type { Book } from './types.ts'\n",
  )
  write(
    'generated/shelf/types.ts',
    'export type Book = 1\nexport type AddBookRequest = 1\nexport type AddBookResult = 1\n',
  )
  write('generated/till/client.ts', "import type { Book } from './types.ts'\n")
  write('generated/till/types.ts', 'export type Book = 1\nexport type Coin = 1\n')
  const clients = ['generated/shelf/client.ts', 'generated/till/client.ts']
  const sources = collectSources(['index.ts', ...clients], places)

  test('are those that the entry modules import, with replacements for modules with dependencies', () => {
    expect([...sources.keys()].sort()).toEqual([
      ...[
        'generated/shelf/client.ts',
        'generated/shelf/types.ts',
        'generated/till/client.ts',
        'generated/till/types.ts',
      ],
      ...['index.ts', 'platform/base/log.ts', 'platform/http/problem.ts', 'transport.ts'],
    ])
    expect(sources.get('platform/base/log.ts')).toContain('Console')
  })

  test('import each other by relative paths', () => {
    expect(sources.get('index.ts')).toContain("from './platform/http/problem.ts'")
    expect(sources.get('generated/shelf/client.ts')).toContain("from '../../transport.ts'")
  })

  test('are exported once, each model from the first service that defines it', () => {
    addOperations(sources, 'index.ts', ['shelf', 'till'])
    const index = sources.get('index.ts') ?? ''
    expect(index).toContain(
      "export * from './generated/shelf/client.ts'\nexport type { Book } from './generated/shelf/types.ts'",
    )
    expect(index).toContain(
      "export * from './generated/till/client.ts'\nexport type { Coin } from './generated/till/types.ts'",
    )
  })

  test('must exist', () => {
    write('own/broken.ts', "import { x } from '#platform/no-such-file.ts'\n")
    expect(() => collectSources(['broken.ts'], places)).toThrow('broken.ts imports platform/no-such-file.ts')
  })
})

describe('the document of all services', () => {
  const specification = (service: string, members: object): Specification => ({
    service,
    source: 'generators/openapi/fixtures/book-shelf.yaml',
    document: {
      tags: [],
      paths: { [`/${service}`]: { get: { operationId: service } } },
      components: { schemas: members },
    } as never,
  })

  test('contains shared schemas once', () => {
    const all = mergeDocuments(
      [specification('a', { Book: { type: 'string' } }), specification('b', { Book: { type: 'string' } })],
      'all',
      '1',
    )
    expect(all).toMatchObject({
      paths: { '/a': { get: {} }, '/b': { get: {} } },
      components: { schemas: { Book: { type: 'string' } } },
    })
  })

  test('is rejected if two services define the same name differently', () => {
    const merge = () =>
      mergeDocuments(
        [specification('a', { Book: { type: 'string' } }), specification('b', { Book: { type: 'integer' } })],
        'all',
        '1',
      )
    expect(merge).toThrow('Book differs from the definition in another service')
  })
})

test.each([
  ['sdk', 'the only option is --python'],
  ['docs', 'npm run docs takes none'],
])('an unknown argument of npm run %s is rejected before anything is built', async (name, expected) => {
  const { exitCode, output } = await run('node', [`generators/${name}/main.ts`, '--pyhton'])
  expect({ exitCode, output }).toEqual({
    exitCode: 64,
    output: `Unknown argument --pyhton; ${expected}.\nRun npm run ${name} -- --help for usage.\n`,
  })
})
