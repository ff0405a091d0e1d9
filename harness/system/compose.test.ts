import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { CannotStart } from '../base/errors.ts'
import { interpolate, parseCompose, readCompose, requiredVariables } from './compose.ts'
import { nativeEnvironment } from './launches.ts'
import { addressesOf, rewriteAddresses } from './ports.ts'
import { generateSecrets } from './secrets.ts'

const text = `
x-common: &common { HOST: 0.0.0.0, SECRET: '\${SECRET}' }
services:
  api:
    image: sagabench:local
    command: [node, api.ts]
    environment: { <<: *common, PORT: 8000, STORE: 'postgres://u:\${DB}@store:5432/x', OTHER: 'http://api-2:8000/store:5432x', LEVEL: '\${LEVEL:-info}', PRICE: $$5 }
    ports: ['127.0.0.1:8010:8000']
    depends_on: { store: { condition: service_healthy } }
  store:
    image: postgres:18.4
    ports: ['5439:5432']
`
const place = (offset: number) => ({
  projectRoot: '/p',
  folder: '/p/f',
  offset,
  addresses: addressesOf(parseCompose(text), offset),
  secrets: { SECRET: 's', DB: 'd' },
  variables: {},
})

test('services come after what they depend on', () => {
  expect(parseCompose(text).map(({ name }) => name)).toEqual(['store', 'api'])
})

test('ports, addresses and secrets of an environment become those of this machine, moved by the offset', () => {
  const [, api] = parseCompose(text)
  expect(api && nativeEnvironment(api, place(10_000))).toEqual({
    HOST: '127.0.0.1',
    PORT: '18010',
    SECRET: 's',
    STORE: 'postgres://u:d@127.0.0.1:15439/x',
    OTHER: 'http://api-2:8000/store:5432x',
    LEVEL: 'info',
    PRICE: '$5',
  })
})

test('only whole service names with their port are rewritten', () => {
  const addresses = new Map([['store:5432', '127.0.0.1:1']])
  expect(rewriteAddresses('my-store:5432 store:54321 store:5432,store:5432/x', addresses)).toBe(
    'my-store:5432 store:54321 127.0.0.1:1,127.0.0.1:1/x',
  )
})

test('a variable without value or default is an error that names it', () => {
  expect(() => interpolate('a $' + '{MISSING} b', {})).toThrow(/MISSING\} has no value/)
  expect(requiredVariables(parseCompose(text))).toEqual(['DB', 'SECRET'])
})

test('a variable with a message instead of a default has to be provided, and not empty', () => {
  const asked = '$' + '{SECRET:?make it first}'
  expect(interpolate(`a ${asked}`, { SECRET: 's' })).toBe('a s')
  for (const SECRET of [undefined, ''])
    expect(() => interpolate(asked, { SECRET })).toThrow(/make it first\} has no value/)
  const withMessage = text.replace('$' + '{SECRET}', asked)
  expect(requiredVariables(parseCompose(withMessage))).toEqual(['DB', 'SECRET'])
})

test.each(['$SECRET', '$' + '{SECRET-x}', '$' + '{SECRET?x}', '$' + '{SECRET:+x}', '$' + '{SECRET'])(
  '%s, which is not read here, is an error',
  (form) => {
    expect(() => parseCompose(text.replace('$' + '{SECRET}', form))).toThrow('api: SECRET')
  },
)

test.each([
  ['an image that nothing here starts', 'postgres:18.4', 'mysql:9', 'store has image mysql:9'],
  [
    'a dependency that does not exist',
    'depends_on: { store:',
    'depends_on: { shop:',
    'api depends on unknown service shop',
  ],
  ['a port in a form that is not understood', "'5439:5432'", "'5432'", 'port 5432 is not'],
])('%s is an error', (_what, from, to, message) => {
  expect(() => parseCompose(text.replace(from, to))).toThrow(message)
})

test('a circle of dependencies is an error that shows it', () => {
  const circle = text.replace('image: postgres:18.4', 'image: postgres:18.4\n    depends_on: [api]')
  expect(() => parseCompose(circle)).toThrow('api → store → api')
})

test('secrets are new each time, and key pairs match', () => {
  const names = ['A', 'JWT_PRIVATE_KEY', 'JWT_PUBLIC_KEY']
  const [first, second] = [generateSecrets(names), generateSecrets(names)]
  expect(Object.keys(first)).toEqual(names)
  for (const name of names) expect(first[name]).not.toBe(second[name])
  expect(Buffer.from(first.JWT_PRIVATE_KEY ?? '', 'base64').toString()).toContain('BEGIN PRIVATE KEY')
  expect(Buffer.from(first.JWT_PUBLIC_KEY ?? '', 'base64').toString()).toContain('BEGIN PUBLIC KEY')
})

test('an invalid Compose file is reported with its name and line before anything starts', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'sagabench-compose-')), 'compose.yml')
  writeFileSync(file, 'services:\n  a:\n    command: [node\n  b: {}\n')
  await expect(readCompose(file)).rejects.toThrow(CannotStart)
  await expect(readCompose(file)).rejects.toThrow(/compose\.yml: .* at line 4, column 3/)
  rmSync(dirname(file), { recursive: true })
})
