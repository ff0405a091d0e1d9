import { copyFile, glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '../postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/provision.ts'
import { fingerprint } from './idempotency.ts'
import { type Act, logOperation, type OperationFilter, on, onceLogged, readOperationsIn } from './operation-log.ts'

let folder: string
let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operation-log-'))
  await copyFile('platform/delivery/idempotency.sql', join(folder, '001-idempotency.sql'))
  await copyFile('platform/delivery/operation-log.sql', join(folder, '002-operation-log.sql'))
  await copyFile('platform/delivery/operation-log-by-object.sql', join(folder, '003-operation-log-by-object.sql'))
  database = await createTestDatabase(inject('postgresUrl'), folder)
  pool = openPool({ url: database.url, name: 'test' })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

const act = (author: string, operation = 'paint'): Act => ({
  operation,
  author,
  role: 'painter',
  application: 'studio',
  correlationId: 'c-1',
})
const keyed = (key: string) => ({ scope: 'studio', key, fingerprint: fingerprint('paint', {}) })
const read = (filter: OperationFilter, page = { after: 0, limit: 100 }) => readOperationsIn(pool)(filter, page)

it('an operation that succeeds is logged once, however often its key is repeated', async () => {
  const paint = () =>
    onceLogged(
      pool,
      keyed('success'),
      async () => ({ kind: 'painted' }),
      () => on(act('once'), 'wall', 7, 'it was grey'),
    )
  expect((await paint()).kind).toBe('done')
  expect((await paint()).kind).toBe('replayed')
  expect(await read({ author: 'once' })).toEqual([
    {
      ...act('once'),
      objectType: 'wall',
      objectId: '7',
      reason: 'it was grey',
      position: expect.any(Number),
      at: expect.any(Date),
    },
  ])
})

it('a refusal is not logged, and a log that fails undoes the operation', async () => {
  const refused = await onceLogged(
    pool,
    keyed('refusal'),
    async () => ({ kind: 'dry' }),
    () => undefined,
  )
  expect(refused.kind).toBe('done')
  const broken = onceLogged(
    pool,
    keyed('broken'),
    async () => ({ kind: 'painted' }),
    () => on({ ...act('nobody'), role: null as unknown as string }, 'wall', 1),
  )
  await expect(broken).rejects.toThrow('role')
  expect(await read({ author: 'nobody' })).toEqual([])
  const again = await onceLogged(
    pool,
    keyed('broken'),
    async () => ({ kind: 'painted' }),
    () => undefined,
  )
  expect(again.kind).toBe('done')
})

it('an operation that runs again under its key is logged once', async () => {
  const row = { ...on(act('again'), 'wall', 8), requestKey: 'key-of-the-wall' }
  for (const logged of [row, row, { ...row, requestKey: 'another-key' }])
    await pool.transaction((tx) => logOperation(tx, logged))
  expect(await read({ author: 'again' })).toHaveLength(2)
})

it('each filter selects its rows, pages go from the newest to the oldest', async () => {
  const rows = [on(act('a', 'paint'), 'wall', 1), on(act('a', 'sand'), 'door', 1), on(act('b', 'paint'), 'wall', 2)]
  for (const row of rows) await pool.transaction((tx) => logOperation(tx, row))
  const found = async (filter: OperationFilter) =>
    (await read(filter)).map(({ author, operation, objectType, objectId }) =>
      [author, operation, objectType, objectId].join(' '),
    )
  expect(await found({ author: 'a' })).toEqual(['a sand door 1', 'a paint wall 1'])
  expect(await found({ operation: 'sand' })).toEqual(['a sand door 1'])
  expect(await found({ objectType: 'wall', objectId: '2' })).toEqual(['b paint wall 2'])
  const [newest] = await read({})
  if (newest === undefined) throw new Error('no row')
  expect((await found({ from: newest.at }))[0]).toBe('b paint wall 2')
  expect(await found({ until: newest.at })).not.toContain('b paint wall 2')
  expect(await found({ from: new Date(newest.at.getTime() + 60_000) })).toEqual([])
  const page = await read({}, { after: newest.position, limit: 1 })
  expect(page.map(({ author, operation }) => [author, operation])).toEqual([
    ['a', 'sand'],
    ['a', 'paint'],
  ])
})

it.each([
  "update operation_log set author = 'another'",
  'delete from operation_log',
  'truncate operation_log',
  `insert into operation_log (at, operation, object_type, object_id, author, role, application, correlation_id)
   values ('2000-01-01', 'o', 't', 'i', 'a', 'r', 'p', 'c')`,
])('the role of the application may not run: %s', async (statement) => {
  await expect(pool.raw.query(statement)).rejects.toThrow('permission denied')
})

it('operations with a key but without a stored answer are logged once for each object', async () => {
  const repaint = (wall: number) =>
    pool.transaction((tx) => logOperation(tx, { ...on(act('keyed', 'repaint'), 'wall', wall), requestKey: 'k' }))
  for (const wall of [1, 2, 1]) await repaint(wall)
  expect((await read({ author: 'keyed' })).map(({ objectId }) => objectId)).toEqual(['2', '1'])
})

it('every migration of an operation log is a copy of its text in platform/delivery', async () => {
  const copies: Record<string, number> = {}
  for (const name of ['operation-log.sql', 'operation-log-by-object.sql']) {
    const text = await readFile(`platform/delivery/${name}`, 'utf8')
    for await (const path of glob(`services/*/infrastructure/migrations/*-${name}`)) {
      copies[name] = (copies[name] ?? 0) + 1
      expect(await readFile(path, 'utf8'), path).toBe(text)
    }
  }
  expect(copies['operation-log.sql']).toBeGreaterThan(0)
  expect(copies['operation-log-by-object.sql']).toBe(copies['operation-log.sql'])
})
