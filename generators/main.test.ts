import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { renderKong } from './gateway/kong.ts'
import { mistakesIn } from './openapi/bundle.ts'
import { run } from './shared/run.ts'

test('an unknown argument is refused before anything is generated', async () => {
  const { exitCode, output } = await run('node', ['generators/main.ts', '--chek'])
  expect({ exitCode, output }).toEqual({
    exitCode: 64,
    output: '--chek is not understood.\nnpm run generate -- --help shows what can be asked for.\n',
  })
})

test('--help shows what can be asked for and generates nothing', async () => {
  const { exitCode, output } = await run('node', ['generators/main.ts', '--help'])
  expect(exitCode).toBe(0)
  expect(output).toContain('npm run generate -- --check')
})

test('what is no YAML is told with file, line and column, as other mistakes are', () => {
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

test('an exact route leads to the whole paths of its operations, beside the prefix', () => {
  const base = 'services:\n  - name: shelf\n    x-exact-routes: [{ name: doors, operations: [listBooks] }]'
  const { services } = parse(renderKong(base, shelf)) as { services: { routes: { paths: string[] }[] }[] }
  expect(services[0]?.routes.map(({ paths }) => paths)).toEqual([['/api/shelf/'], ['~/api/shelf/books/$']])
})

test.each([
  ['services:\n  - name: [a', 'kong/base.yml:2:', 'not YAML: '],
  ['services: none', 'kong/base.yml:1:1: ', 'services: has to be a list'],
  ['services:\n  - host: a', 'kong/base.yml:2:5: ', 'services: name is missing'],
  [
    'services:\n  - name: shelves',
    'kong/base.yml:2:11: ',
    'no OpenAPI document has operations of shelves; did you mean shelf?',
  ],
  [
    'services:\n  - name: shelf\n    x-exact-routes: [{ name: doors, operations: [openDoor] }]',
    'kong/base.yml:2:11: ',
    'x-exact-routes: shelf has no operation openDoor',
  ],
  [
    'services:\n  - name: shelf\n    x-exact-routes: [{ name: doors, operations: [readBook] }]',
    'kong/base.yml:2:11: ',
    'x-exact-routes: /api/shelf/books/{id}/ is not one fixed path',
  ],
])('a mistake in the base of the gateway is told with line and column: %j', (base, place, message) => {
  const rendered = () => renderKong(base, shelf)
  expect(rendered).toThrow(place)
  expect(rendered).toThrow(message)
})
