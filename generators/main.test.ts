import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderKong } from './gateway/kong.ts'
import { mistakesIn } from './openapi/bundle.ts'
import { run } from './shared/run.ts'
import { SpecError } from './shared/spec-error.ts'

test('an unknown argument is rejected before anything is generated', async () => {
  const { exitCode, output } = await run('node', ['generators/main.ts', '--chek'])
  expect({ exitCode, output }).toEqual({
    exitCode: 64,
    output: 'Unknown argument --chek; the only option is --check.\nRun npm run generate -- --help for usage.\n',
  })
})

test('--help prints the usage and generates nothing', async () => {
  const { exitCode, output } = await run('node', ['generators/main.ts', '--help'])
  expect(exitCode).toBe(0)
  expect(output).toContain('npm run generate -- --check')
})

test('a YAML syntax error is reported with file, line and column, like other mistakes', () => {
  const output = `Failed to parse API description at ${process.cwd()}/specs/a.yaml:\n\n  - deficient indentation in "${process.cwd()}/specs/a.yaml" (21:7)`
  expect(mistakesIn(output)).toBe(
    'Failed to parse API description at specs/a.yaml:\n\nspecs/a.yaml:21:7: deficient indentation',
  )
})

const shelf = [
  { service: 'shelf', path: '/api/shelf/' },
  { service: 'shelf', path: '/api/shelf/books/', operationId: 'listBooks' },
  { service: 'shelf', path: '/api/shelf/books/{id}/', operationId: 'readBook' },
]

test('an exact route matches the full paths of its operations, in addition to the prefix route', () => {
  const base = 'services:\n  - name: shelf\n    x-exact-routes: [{ name: doors, operations: [listBooks] }]'
  const { services } = parse(renderKong(base, shelf)) as { services: { routes: { paths: string[] }[] }[] }
  expect(services[0]?.routes.map(({ paths }) => paths)).toEqual([['/api/shelf/'], ['~/api/shelf/books/$']])
})

test('a path without a usable prefix is reported with its document', () => {
  const operations = [
    { service: 'till', path: '/api/shelf/' },
    { service: 'shelf', path: '/api/{id}/' },
  ]
  const rendered = () => renderKong('services:\n  - name: shelf', operations)
  expect(rendered).toThrow(SpecError)
  expect(rendered).toThrow('specs/openapi/shelf.yaml: /api/{id}/: the first 2 segments must exist and be fixed')
})

test.each([
  ['services:\n  - name: [a', 'kong/base.yml:2:', 'invalid YAML: '],
  ['services: none', 'kong/base.yml:1:1: ', 'services must be a list'],
  ['services:\n  - host: a', 'kong/base.yml:2:5: ', 'the service has no name'],
  [
    'services:\n  - name: shelves',
    'kong/base.yml:2:11: ',
    'no OpenAPI document defines operations of shelves; did you mean shelf?',
  ],
  [
    'services:\n  - name: shelf\n    x-exact-routes: [{ name: doors, operations: [openDoor] }]',
    'kong/base.yml:2:11: ',
    'x-exact-routes: shelf has no operation openDoor',
  ],
  [
    'services:\n  - name: shelf\n    x-exact-routes: [{ name: doors, operations: [readBook] }]',
    'kong/base.yml:2:11: ',
    'x-exact-routes: /api/shelf/books/{id}/ has a path parameter',
  ],
])('a mistake in kong/base.yml is reported with line and column: %j', (base, place, message) => {
  const rendered = () => renderKong(base, shelf)
  expect(rendered).toThrow(place)
  expect(rendered).toThrow(message)
})
