import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const production = globSync('{platform,saga,services,workers,generated}/**/*.ts').filter(
  (path) => !/\.test\.ts$|testing|\/fixtures\//.test(path),
)
const read = (path: string): string => readFileSync(path, 'utf8')
/** Besides the client: what parses client addresses, turns socket errors into answers, or writes the addresses of databases. */
const expected = [
  'platform/http/client-network.ts',
  'platform/http/attempt.ts',
  'platform/http/client.ts',
  'platform/http/errors.ts',
  'platform/postgres/provision.ts',
]

it('only the client of the gateway opens connections over HTTP, and only its opener says where to', () => {
  const opens = /\bfetch\(|from 'undici'|from 'node:(?:https?|http2|net|tls|dgram)'|\bnew URL\(/
  const openers = production.filter((path) => opens.test(read(path)))
  expect(openers.sort()).toEqual(expected)
  expect(read('platform/http/client.ts')).toContain('new Pool(baseUrl')
})

it('the address of the gateway, the databases and Redis come from the environment alone', () => {
  const opened = /\b(?:createTransport|openPool|openServingPool|openBus)\(\{?/
  const callers = production.filter((path) => opened.test(read(path)) && !path.startsWith('platform/'))
  expect(callers.length).toBeGreaterThan(8)
  for (const path of callers) expect(read(path), path).toMatch(/readConfig\(/)
})
