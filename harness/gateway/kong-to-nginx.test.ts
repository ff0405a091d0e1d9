import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readKong } from './kong-document.ts'
import { kongToNginx } from './kong-to-nginx.ts'

const text = readFileSync(join(import.meta.dirname, 'fixtures/kong.yml'), 'utf8')
const addresses = new Map(
  ['pool-1', 'pool-2', 'wide', 'narrow'].map((name, index) => [`${name}:80`, `127.0.0.1:${5000 + index}`]),
)
const options = { listen: '127.0.0.1:8080', addresses, workers: 1 }
const read = (changed: string) => readKong(changed, { file: 'kong.yml', variables: { APPLICATION_KEY: 'app-key-1' } })
/** Where the first occurrence of a text is. */
const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

test('a Kong file with every known feature gives this nginx configuration', async () => {
  await expect(kongToNginx(read(text), options)).toMatchFileSnapshot('fixtures/nginx.conf.golden')
})

test.each([
  ['an unknown plugin', 'name: correlation-id', 'name: ip-restriction', /plugins\/1\/name .*\n {2}right: .*"key-auth"/],
  ['an unknown field of a plugin', 'generator: uuid', 'generator: uuid, flavour: 1', /additional.*flavour/],
  [
    'a value that nginx lacks',
    'policy: local',
    'policy: redis',
    /policy must be equal to constant\n {2}right: "local"/,
  ],
  ['an unknown field of a service', 'retries: 1', 'retries: 1\n    tls_verify: true', /services\/0 .*tls_verify/],
  ['a regular expression as a path', '/api/pool/', '~/api/pool/\\d+$', /paths\/0 must match pattern/],
  ['a limit without a period', 'minute: 3, ', '', /must match a schema in anyOf/],
  ['a variable without a value', 'APPLICATION_KEY', 'NO_SUCH_KEY', /\$\{NO_SUCH_KEY\} has no value/],
  ['what is not YAML', 'services:', 'services: [', /not YAML: /],
])('%s is an error that names the line', (_what, from, to, message) => {
  const failing = () => read(text.replace(from, to))
  expect(failing).toThrow(message)
  if (!message.source.startsWith('not YAML')) {
    const lines = [lineOf(from), lineOf(from) + to.split('\n').length - 1]
    expect(failing).toThrow(new RegExp(`^kong\\.yml:(${lines.join('|')}): `, 'm'))
  }
})

test('a target that no process publishes is an error that names the line', () => {
  const changed = text.replace('host: narrow', 'host: nowhere')
  expect(() => kongToNginx(read(changed), options)).toThrow(
    `kong.yml:${lineOf('host: narrow')}: narrow goes to nowhere:80, which no process publishes`,
  )
})

test('a header that is only added if the client did not send it is an error', () => {
  expect(() => read(text.replaceAll(/remove: \{ headers: \[X-Gateway-Secret\] \},?/g, ''))).toThrow('remove it first')
})

test('a service whose request-transformer keeps a header that the global one removes is an error', () => {
  const changed = text.replace('remove: { headers: [X-Gateway-Secret] }, add', 'remove: { headers: [X-Other] }, add')
  expect(() => read(changed.replace('X-Gateway-Secret:secret-of-wide', 'X-Other:1'))).toThrow(
    "the request-transformer of wide replaces the global one and would forward a client's X-Gateway-Secret",
  )
})
