import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkKong } from './kong-schema.ts'
import { kongToNginx } from './kong-to-nginx.ts'

const text = readFileSync(join(import.meta.dirname, 'fixtures/kong.yml'), 'utf8').replace(/\$\{\w+\}/, 'app-key-1')
const addresses = new Map(
  ['pool-1', 'pool-2', 'wide', 'narrow'].map((name, index) => [`${name}:80`, `127.0.0.1:${5000 + index}`]),
)
const options = { listen: '127.0.0.1:8080', addresses, workers: 1 }

test('a Kong file with every known feature gives this nginx configuration', async () => {
  const compiled = kongToNginx(checkKong(parse(text)), options)
  await expect(compiled).toMatchFileSnapshot('fixtures/nginx.conf.golden')
})

test.each([
  ['an unknown plugin', 'name: correlation-id', 'name: ip-restriction', /plugins\/1\/name .*"key-auth"/],
  ['an unknown field of a plugin', 'generator: uuid', 'generator: uuid, flavour: 1', /"flavour"/],
  ['a value that nginx lacks', 'policy: local', 'policy: redis', /policy.*"local"/],
  ['an unknown field of a service', 'retries: 1', 'retries: 1\n    tls_verify: true', /services\/0.*"tls_verify"/],
  ['a regular expression as a path', '/api/pool/', '~/api/pool/$', /paths\/0 must match pattern/],
  ['a limit without a period', 'minute: 3, ', '', /must match a schema in anyOf/],
])('%s is an error that names the place', (_what, from, to, message) => {
  expect(() => checkKong(parse(text.replace(from, to)))).toThrow(message)
})

test('a target that no process publishes is an error', () => {
  const kong = checkKong(parse(text.replace('host: narrow', 'host: nowhere')))
  expect(() => kongToNginx(kong, options)).toThrow('narrow goes to nowhere:80, which no process publishes')
})

test('a header that is added only where the client did not send it is an error', () => {
  const kong = checkKong(parse(text.replaceAll(/remove: \{ headers: \[X-Gateway-Secret\] \},?/g, '')))
  expect(() => kongToNginx(kong, options)).toThrow('remove it first')
})

test('a service whose own request-transformer lets through what the global one removes is an error', () => {
  const changed = text.replace('remove: { headers: [X-Gateway-Secret] }, add', 'remove: { headers: [X-Other] }, add')
  const kong = checkKong(parse(changed.replace('X-Gateway-Secret:secret-of-wide', 'X-Other:1')))
  expect(() => kongToNginx(kong, options)).toThrow(
    "the request-transformer of wide replaces the global one and would pass on a client's X-Gateway-Secret",
  )
})

test('two routes with one path are an error', () => {
  const kong = checkKong(parse(text.replace('/api/shared/part/', '/api/shared/')))
  expect(() => kongToNginx(kong, options)).toThrow('two routes have the path /api/shared/')
})
