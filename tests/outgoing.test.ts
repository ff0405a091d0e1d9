import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const production = globSync('{platform,saga,services,workers,generated}/**/*.ts').filter(
  (path) => !/\.test\.ts$|testing|\/fixtures\/|^services\/frontend\/web\//.test(path), // pages call their own origin only: its policy blocks others
)
const read = (path: string): string => readFileSync(path, 'utf8')
const mailSender = 'services/ecommerce/infrastructure/mail-sender.ts'
/** Besides the client: the front end's forwarding, and code that parses client addresses, turns socket errors into answers, or builds database URLs. */
const expected = [
  'platform/http/attempt.ts',
  'platform/http/client-network.ts',
  'platform/http/client.ts',
  'platform/http/errors.ts',
  'platform/postgres/provision.ts',
  'services/frontend/infrastructure/control.ts',
  'services/frontend/infrastructure/gateway.ts',
  'services/frontend/main.ts',
]

it('only the gateway client opens HTTP connections, and only its caller sets the address', () => {
  const opens = /\bfetch\(|from 'undici'|from 'node:(?:https?|http2|net|tls|dgram)'|\bnew URL\(/
  const openers = production.filter((path) => opens.test(read(path)))
  expect(openers.sort()).toEqual(expected)
  expect(read('platform/http/client.ts')).toContain('new Pool(baseUrl')
  expect(read('services/frontend/main.ts')).toContain('openGateway(config.gatewayUrl)')
  expect(read('services/frontend/main.ts')).toContain('openControlClient(config.controlUrl, ')
})

it('only the sender of mail opens connections over SMTP, and the address of the server comes from the environment', () => {
  const openers = production.filter((path) => /from 'nodemailer/.test(read(path)))
  expect(openers).toEqual([mailSender])
  expect(read('services/ecommerce/main.ts')).toContain("smtpUrl('SMTP_URL')")
})

it('the address of the gateway, the databases and Redis come from the environment only', () => {
  const opened = /\b(?:createTransport|openPool|openServingPool|openBus)\(\{?/
  const own = (path: string): boolean => path.startsWith('platform/') || path === mailSender
  const callers = production.filter((path) => opened.test(read(path)) && !own(path))
  expect(callers.length).toBeGreaterThan(8)
  for (const path of callers) expect(read(path), path).toMatch(/readConfig\(/)
})
