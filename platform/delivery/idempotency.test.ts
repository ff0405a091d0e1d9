import { copyFile, glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { openPool, type Pool, sql } from '../postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/provision.ts'
import { fingerprint, once, onceInOneStatement, sweepIdempotencyKeys } from './idempotency.ts'

let folder: string
let database: TestDatabase
let pool: Pool
let key: string
let keys = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'idempotency-'))
  await copyFile('platform/delivery/idempotency.sql', join(folder, '001-idempotency.sql'))
  database = await createTestDatabase(inject('postgresUrl'), folder)
  pool = openPool({ url: database.url, name: 'test' })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  keys += 1
  key = `key-${keys}`
})

const request = (body: unknown = {}, scope = 'caller') => ({ scope, key, fingerprint: fingerprint('test', body) })

it('the effect of a key runs once, and its answer is repeated', async () => {
  let effects = 0
  const effect = async () => ({ n: ++effects })
  expect(await once(pool, request(), effect)).toEqual({ kind: 'done', answer: { n: 1 } })
  expect(await once(pool, request(), effect)).toEqual({ kind: 'replayed', answer: { n: 1 } })
})

it('a key with another body is reused, and the same key in another scope is another key', async () => {
  const effect = async () => 'answer'
  await once(pool, request({ a: 1 }), effect)
  expect(await once(pool, request({ a: 2 }), effect)).toEqual({ kind: 'reused' })
  expect(await once(pool, request({ a: 2 }, 'other'), effect)).toEqual({ kind: 'done', answer: 'answer' })
})

it('a key is in flight for other requests only while its effect runs', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: started, resolve: start } = Promise.withResolvers<void>()
  const first = once(pool, request(), async () => {
    start()
    await released
    return 1
  })
  await started
  expect(await once(pool, request(), async () => 2)).toEqual({ kind: 'in-flight' })
  release()
  expect(await first).toEqual({ kind: 'done', answer: 1 })
  expect(await once(pool, request(), async () => 2)).toEqual({ kind: 'replayed', answer: 1 })
})

it('an effect that throws leaves nothing behind, so the key can be tried again', async () => {
  await expect(once(pool, request(), () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await once(pool, request(), async () => 1)).toEqual({ kind: 'done', answer: 1 })
})

it('a serialization failure of a one-statement effect is retried a bounded number of times', async () => {
  const failing = sql(
    'test-failing',
    `select case when setval('test_runs', nextval('test_runs')) < $4::integer then test_fail() else
       idempotency_end($1, $2, $3, '"late"') end as once`,
  )
  const admin = openPool({ url: database.adminUrl, name: 'test admin' })
  await admin.raw.query(`create sequence test_runs;
    grant all on sequence test_runs to public;
    create function test_fail() returns json language plpgsql as
      $$ begin raise exception 'again' using errcode = 'serialization_failure'; end $$`)
  expect(await onceInOneStatement(pool, failing, request(), [3])).toEqual({ kind: 'done', answer: 'late' })
  await expect(onceInOneStatement(pool, failing, request(), [99])).rejects.toThrow('again')
  expect((await admin.raw.query('select last_value from test_runs')).rows).toEqual([{ last_value: 6 }])
  await admin.close()
})

it('the sweep deletes only keys older than seven days', async () => {
  await once(pool, request(), async () => 1)
  const age = (name: string, days: number) =>
    pool.query(sql(name, `update idempotency set created_at = now() - interval '${days} days 1 hour' where key = $1`), [
      key,
    ])
  await age('test-age-6', 6)
  expect(await sweepIdempotencyKeys(pool)).toBe(0)
  await age('test-age-7', 7)
  expect(await sweepIdempotencyKeys(pool)).toBe(1)
})

it('a fingerprint depends on the operation and the values, but not on the order of members', () => {
  const print = (operation: string, body: unknown) => fingerprint(operation, body).toString('hex')
  expect(print('a', { x: 1, y: [{ p: 1, q: 2 }] })).toBe(print('a', { y: [{ q: 2, p: 1 }], x: 1 }))
  expect(print('a', { y: [1, 2] })).not.toBe(print('a', { y: [2, 1] }))
  expect(print('a', {})).not.toBe(print('b', {}))
})

it('every migration that stores idempotency keys is a copy of platform/delivery/idempotency.sql', async () => {
  const text = await readFile('platform/delivery/idempotency.sql', 'utf8')
  let copies = 0
  for await (const path of glob('services/*/infrastructure/migrations/*-idempotency.sql')) {
    copies += 1
    expect(await readFile(path, 'utf8'), path).toBe(text)
  }
  expect(copies).toBeGreaterThan(0)
})
