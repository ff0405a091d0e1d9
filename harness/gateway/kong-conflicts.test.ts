import { expect, test } from 'vitest'
import { readKong } from './kong-document.ts'

// One line per entry, so that tests can refer to line numbers.
const lines = [
  "_format_version: '3.0'",
  'upstreams:',
  '  - { name: pool.upstream, algorithm: round-robin, targets: [{ target: "pool-1:80" },',
  '      { target: "pool-2:80" }] }',
  'services:',
  '  - { name: pool, protocol: http, host: pool.upstream, port: 80, connect_timeout: 1, read_timeout: 1, write_timeout: 1, retries: 0,',
  '      routes: [{ name: pool, paths: [/api/pool/], strip_path: false }] }',
  '  - { name: desk, protocol: http, host: desk, port: 80, connect_timeout: 1, read_timeout: 1, write_timeout: 1, retries: 0,',
  '      routes: [{ name: desk, paths: [/api/desk/], strip_path: false }] }',
  'consumers:',
  `  - { username: one, keyauth_credentials: [{ key: "\${KEY_ONE}" }] }`,
  '  - { username: two, keyauth_credentials: [{ key: key-two }] }',
  'plugins:',
  '  - { name: key-auth, config: { key_names: [X-API-Key], key_in_header: true, key_in_query: false, key_in_body: false, hide_credentials: true } }',
  '  - { name: correlation-id, config: { header_name: X-Correlation-ID, generator: uuid, echo_downstream: true } }',
  '  - { name: request-size-limiting, config: { allowed_payload_size: 64, size_unit: kilobytes } }',
  '  - { name: request-transformer, config: { remove: { headers: [X-A] }, add: { headers: ["X-A:1"] } } }',
]
const limit =
  '{ name: rate-limiting, config: { second: 1, limit_by: consumer, policy: local, hide_client_headers: false } }'
const transform = '{ name: request-transformer, config: { remove: { headers: [x-a] } } }'
const read = (text: string) => readKong(text, { file: 'kong.yml', variables: { KEY_ONE: 'key-one' } })
const change = (line: number, from: string, to: string): string =>
  lines.map((text, index) => (index === line - 1 ? text.replace(from, to) : text)).join('\n')
const insert = (after: number, line: string): string =>
  [...lines.slice(0, after), line, ...lines.slice(after)].join('\n')

test('the unchanged file has no conflicts', () => {
  expect(read(lines.join('\n')).kong.services).toHaveLength(2)
})

test.each([
  ['services', change(8, 'name: desk', 'name: pool'), 8, 'the service pool already exists in kong.yml:6'],
  ['routes', change(9, 'name: desk', 'name: pool'), 9, 'the route pool already exists in kong.yml:7'],
  [
    'paths',
    change(9, '/api/desk/', '/api/pool/'),
    9,
    'the path /api/pool/, which shadows this one, already exists in kong.yml:7',
  ],
  [
    'paths of one route',
    change(7, '/api/pool/', '/api/pool/, /api/pool/'),
    7,
    'which shadows this one, already exists in kong.yml:7',
  ],
  ['consumers', change(12, 'two', 'one'), 12, 'the consumer one already exists in kong.yml:11'],
  ['keys of two consumers', change(12, 'key-two', 'key-one'), 12, 'this key already exists in kong.yml:11'],
  ['keys of one consumer', change(12, '}]', '}, { key: key-two }]'), 12, 'this key already exists in kong.yml:12'],
  ['keys from the environment', change(12, 'key-two', `'\${KEY_ONE}'`), 12, 'this key already exists in kong.yml:11'],
  ['targets', change(4, 'pool-2', 'pool-1'), 4, 'the target pool-1:80 of pool.upstream already exists in kong.yml:3'],
  ['upstreams', insert(4, lines.slice(2, 4).join('\n')), 5, 'the upstream pool.upstream already exists in kong.yml:3'],
  ['plugins', insert(14, lines[13] ?? ''), 15, 'the plugin key-auth for everything already exists in kong.yml:14'],
  [
    'plugins of a consumer',
    change(12, '}] }', `}], plugins: [${limit}, ${limit}] }`),
    12,
    'the plugin rate-limiting of the consumer two already exists',
  ],
  [
    'plugins of a service',
    change(9, '}] }', `}], plugins: [${transform}, ${transform}] }`),
    9,
    'the plugin request-transformer of the service desk',
  ],
  [
    'added headers',
    change(17, '"X-A:1"', '"X-A:1", "x-a:2"'),
    17,
    'the added header x-a for everything already exists',
  ],
  [
    'names in a mapping',
    change(6, 'retries: 0', 'retries: 0, retries: 1'),
    6,
    'services/0/retries is a duplicate; the first is in line 6',
  ],
  ['top names', insert(17, 'plugins: []'), 18, 'plugins is a duplicate; the first is in line 13'],
])('duplicate %s are an error that names both lines', (_what, text, line, message) => {
  const failing = () => read(text)
  expect(failing).toThrow(`kong.yml:${line}: `)
  expect(failing).toThrow(message)
  expect(failing).toThrow('\n  right: ')
})

test.each([
  ['services', change(8, 'name: desk', 'name: Pool')],
  ['routes', change(9, 'name: desk', 'name: Pool')],
  ['paths', change(9, '/api/desk/', '/API/pool/')],
  ['consumers', change(12, 'two', 'ONE')],
  ['keys', change(12, 'key-two', 'KEY-one')],
])('%s that differ only in letter case are distinct, as in Kong', (_what, text) => {
  expect(() => read(text)).not.toThrow()
})

test('a key does not appear in an error', () => {
  const failing = () => read(change(12, 'key-two', `'\${KEY_ONE}'`))
  expect(failing).toThrow(/^(?![\s\S]*key-one)[\s\S]*this key already exists/)
})

test('all conflicts are reported at once, in the order of the file', () => {
  const text = change(12, 'username: two', 'username: one')
    .replace('name: desk', 'name: pool')
    .replace('/api/desk/', '/a/../b/')
  expect(() => read(text)).toThrow(
    /^kong\.yml:8: [\s\S]*^kong\.yml:9: no request can match \/a\/\.\.\/b\/[\s\S]*^kong\.yml:12: /m,
  )
})

test.each([
  ['an empty key', "''", 'this key is empty'],
  ['a key that ends with a blank', "'a '", 'begins or ends with a blank'],
  ['a key of two lines', '"a\\nb"', 'control character'],
  ['a key with a NUL', '"a\\0b"', 'control character'],
  ['a key like two headers', "'a, b'", 'with which nginx joins two headers'],
  ['a key of 5,000 letters', 'a'.repeat(5_000), 'too long for nginx'],
  ['a number as a key', '12345678', 'must be string'],
])('%s is an error', (_what, key, message) => {
  const failing = () => read(change(12, 'key-two', key))
  expect(failing).toThrow('kong.yml:12: ')
  expect(failing).toThrow(message)
})

test.each(['key-auth', 'correlation-id'])('a file without the global plugin %s is an error', (plugin) => {
  const text = lines.filter((line) => !line.includes(`name: ${plugin}`)).join('\n')
  expect(() => read(text)).toThrow(`kong.yml:13: the global plugin ${plugin} is missing`)
})

test.each([
  ['is set by the gateway itself', change(17, '[X-A]', '[X-A, connection]')],
  ['is set by the gateway itself', change(17, '[X-A]', '[X-A, x-correlation-id]')],
  ['is only added if the client did not send it', change(17, '[X-A]', '[X-B]')],
])('a transformer of a header that %s is an error', (message, text) => {
  expect(() => read(text)).toThrow(new RegExp(`^kong\\.yml:17: .*${message}`))
})

const byAddress = 'config: { second: 5, limit_by: ip, policy: local, hide_client_headers: false }'
const limitedRoute = `strip_path: false, plugins: [{ name: rate-limiting, ${byAddress} }] }`
const together = `  - { name: rate-limiting, route: desk, consumer: two, ${byAddress} }`
const limitedBoth = change(9, 'strip_path: false }', limitedRoute).replace(
  'key-two }] }',
  `key-two }], plugins: [${limit}] }`,
)

test('a consumer and a route with limits need a combined limit, since Kong would ignore that of the route', () => {
  expect(() => read(limitedBoth)).toThrow('kong.yml:12: the limit of two overrides that of the route desk')
  expect(() => read(`${limitedBoth}\n${together}`)).not.toThrow()
})

test.each([
  ['another limit', together.replace('second: 5', 'second: 6')],
  ['another route', together.replace('route: desk', 'route: pool')],
  ['another consumer', together.replace('consumer: two', 'consumer: one')],
])('a limit for a consumer on a route with %s is an error', (_what, line) => {
  expect(() => read(`${limitedBoth}\n${line}`)).toThrow(/^kong\.yml:18: the limit of .* has no equivalent in nginx/m)
})

test('a duplicate limit for a consumer on a route is an error', () => {
  expect(() => read(`${limitedBoth}\n${together}\n${together}`)).toThrow(
    'kong.yml:19: the plugin rate-limiting of two on the route desk already exists in kong.yml:18',
  )
})

test('a header may be removed in one letter case and added in another', () => {
  expect(() => read(change(17, '[X-A]', '[x-a]'))).not.toThrow()
})
