import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openGateway, type RawReply, type TestGateway } from './gateway-testing.ts'
import { generateSecrets } from './secrets.ts'

// Kong compares keys byte by byte; so does the gateway of one machine, whatever a key consists of.

const root = resolve(import.meta.dirname, '../..')
const awkward = {
  LONG_KEY: 'Kk1-'.repeat(900),
  DOLLAR_KEY: `$remote_addr \${host} $$ $`,
}
type File = {
  services: { routes: { paths: string[] }[] }[]
  consumers: { username: string; keyauth_credentials: { key: string }[] }[]
}

describe.each([
  ['keys that nginx would take for something else', 'harness/gateway/fixtures/keys.kong.yml', awkward],
  ['the keys of this project', 'kong/kong.yml', undefined],
])('%s', (_what, path, given) => {
  const text = readFileSync(join(root, path), 'utf8')
  const names = [...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? ''))]
  const variables: Record<string, string> = given ?? generateSecrets(names)
  const file = parse(text) as File
  const address = `${file.services[0]?.routes[0]?.paths[0]}x`
  const consumers = file.consumers.flatMap(({ username, keyauth_credentials }) =>
    keyauth_credentials.map(({ key }) => [username, variables[key.slice(2, -1)] ?? key] as const),
  )
  const keys = new Set(consumers.map(([, key]) => key))
  let gateway: TestGateway

  beforeAll(async () => {
    gateway = await openGateway(text, variables)
  })
  afterAll(() => gateway?.close())

  /** Sends a request with these lines as its headers. */
  const ask = (lines: readonly (string | Buffer)[], query = ''): Promise<RawReply> =>
    gateway.send(
      Buffer.concat([
        Buffer.from(`GET ${address}${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`),
        ...lines.flatMap((line) => [Buffer.from(line), Buffer.from('\r\n')]),
        Buffer.from('\r\n'),
      ]),
    )

  /** The same letters in another case, unless that is another consumer's key. */
  const inOtherCases = (key: string): string[] => {
    const swapped = [...key].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('')
    return [key.toUpperCase(), key.toLowerCase(), swapped].filter((other) => !keys.has(other))
  }

  test('there are consumers to test', () => expect(consumers.length).toBeGreaterThan(5))

  test.each(consumers)('the key of %s is its own, to the letter', async (username, key) => {
    expect(await ask([`X-API-Key: ${key}`])).toMatchObject({ status: 200, body: username })
    expect(await ask([`x-api-key:  ${key}  `])).toMatchObject({ status: 200, body: username })
  })

  test.each(consumers)('nothing that only resembles the key of %s passes', async (_username, key) => {
    const before = gateway.received.length
    const inLatin1 = Buffer.concat([Buffer.from('X-API-Key: '), Buffer.from(key, 'latin1')])
    const similar: (string | Buffer)[][] = [
      ...inOtherCases(key).map((other) => [`X-API-Key: ${other}`]),
      [`X-API-Key: ${key}${key}`],
      [`X-API-Key: ${key} x`],
      [`X-API-Key: "${key}"`],
      [`X-API-Key: ${key.slice(0, -1)}\0`],
      [`X-API-Key: ${key}`, `X-API-Key: ${key}`],
      [`X-API-Key: ${key}`, 'X-API-Key: other'],
      ['X-API-Key:', `X-API-Key: ${key}`],
      [`X-API-Key: ${key}`, 'X-API-Key:'],
      [`X_API_Key: ${key}`],
      ...(/^[\x20-\x7e]*$/.test(key) ? [] : [[inLatin1]]),
    ]
    for (const lines of similar) {
      const { status } = await ask(lines)
      expect([lines.join(' | ').slice(0, 80), status === 401 || status === 400]).toEqual([expect.anything(), true])
    }
    expect(gateway.received.slice(before)).toEqual([])
  })

  test.each(consumers)('the key of %s counts in the header alone', async (_username, key) => {
    const query = `?X-API-Key=${encodeURIComponent(key)}&x-api-key=${encodeURIComponent(key)}`
    expect((await ask([], query)).status).toBe(401)
    expect((await ask(['X-API-Key: other'], query)).status).toBe(401)
    expect((await ask([`X-API-Key: ${key}`], query)).status).toBe(200)
  })

  test('no key, an empty key and one of blanks are refused', async () => {
    for (const lines of [[], ['X-API-Key:'], ['X-API-Key: '], ['X-API-Key:    ']])
      expect(await ask(lines)).toMatchObject({ status: 401, body: expect.stringContaining('unauthenticated') })
  })
})
