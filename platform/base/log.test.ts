import { Redis } from 'ioredis'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { createLog } from './log.ts'

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  let text = ''
  write(createLog({ name: 'test' }, { write: (line) => (text += line) }))
  return text
}
const hush = 'never-to-be-seen'

test.each<[string, object]>([
  ['by its name', { password: hush }],
  ['as a header of a request', { request: { headers: { authorization: `Bearer ${hush}` } } }],
  ['as a key of the gateway', { headers: { 'x-api-key': hush, 'x-gateway-secret': hush } }],
  ['in a configuration', { config: { gatewaySecret: hush, apiKey: hush } }],
  ['as a refresh token', { body: { jeton_renouvellement: hush } }],
  ['as the password of the first administrator', { config: { firstAdminPassword: hush } }],
  ['in an address', { url: `postgres://someone:${hush}@localhost:5432/x` }],
  ['in the message of an error', { err: new Error(`cannot reach redis://someone:${hush}@localhost:6379`) }],
  ['as a bearer token in a text', { detail: `sent Authorization: Bearer ${hush}.${hush}` }],
  [
    'as the argument of a failed command',
    { err: Object.assign(new Error('WRONGPASS'), { command: { name: 'auth', args: [hush] } }) },
  ],
])('a secret given %s is not logged', (_where, fields) => {
  const line = logged((log) => log.warn(fields, 'with a secret'))
  expect(line).toContain('with a secret')
  expect(line).not.toContain(hush)
})

test('an error of Redis is logged with its command but without the arguments', async () => {
  const redis = new Redis(inject('redisUrl'), { maxRetriesPerRequest: 1 })
  const error = await redis.call('ACL', 'SETUSER', 'someone', `(${hush}`).catch((cause: Error) => cause)
  redis.disconnect()
  const line = logged((log) => log.warn({ err: error }, 'failed'))
  expect(JSON.parse(line)).toMatchObject({ err: { command: 'ACL', type: 'ReplyError' } })
  expect(JSON.parse(line).err.command).not.toContain(hush)
})

test('an error of Postgres is logged with its code and table but without the row that it quotes', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query('create temporary table account (hash text, active boolean not null)')
  const error = await client.query('insert into account values ($1, null)', [hush]).catch((cause: Error) => cause)
  await client.end()
  expect(error).toMatchObject({ detail: expect.stringContaining(hush) })
  const line = logged((log) => log.warn({ err: error }, 'failed'))
  expect(JSON.parse(line)).toMatchObject({ err: { code: '23502', table: 'account', type: 'DatabaseError' } })
  expect(line).not.toContain(hush)
})
