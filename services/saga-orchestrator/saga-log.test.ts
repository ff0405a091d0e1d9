import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { checkoutSaga as table } from '#generated/saga/checkout.ts'
import { onConnection, openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { decide, nextStep } from '#saga/decide.ts'
import { LeaseLost, type NewSaga } from '#saga/durable/saga-log.ts'
import { entriesAfter, type LogEntry, newSaga } from '#saga/state.ts'
import type { CheckoutLog } from './application/ports.ts'
import { postgresSagaLog } from './infrastructure/saga-log-postgres.ts'

let database: TestDatabase
let pool: Pool
let sagaLog: CheckoutLog

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/saga-orchestrator/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'saga-log-test', max: 4 })
  sagaLog = postgresSagaLog({ pool, table, owner: 'one', leaseMs: 60_000 })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const fresh = newSaga(table)
const client = randomUUID()
const saga = (key: string): NewSaga => {
  const id = uuidv7()
  const data = { checkout_id: id, client_id: client, panier: { lignes: [] } }
  const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, 1))
  return { id, scope: client, key, fingerprint: Buffer.from(key), entries }
}
/** The record that follows the start: the intent of the first step. */
const firstIntent = ({ entries }: NewSaga): LogEntry[] => {
  const state = entries.at(-1)?.state ?? fresh
  const step = nextStep(table, state)?.id ?? ''
  return entriesAfter(table, state, decide(table, state, { type: 'begin', step }, 2))
}

/** A record that ends a saga whose order has this id. */
const ended = (one: NewSaga, orderId: string): LogEntry[] =>
  firstIntent(one).map(({ record, state }) => ({
    record,
    state: { ...state, phase: 'succeeded', data: { ...state.data, commande_id: orderId } },
  }))

it('of concurrent requests under one key, one is accepted and the others are referred to it', async () => {
  const keys = [1, 2, 3].map(() => randomUUID())
  const twice = [...keys, ...keys].map(saga)
  const accepted = await Promise.all(twice.map(sagaLog.accept))
  expect(accepted.map(({ kind }) => kind)).toEqual([...Array(3).fill('accepted'), ...Array(3).fill('known')])
  for (const { id, entries } of twice.slice(0, 3))
    expect(await sagaLog.readRecords(id)).toEqual(entries.map(({ record }) => record))
  for (const { id } of twice.slice(3)) expect(await sagaLog.readRecords(id)).toEqual([])
})

it('of sagas written in one batch, only the one that another replica has written to is rejected', async () => {
  const sagas = [1, 2, 3, 4].map(() => saga(randomUUID()))
  await Promise.all(sagas.map(sagaLog.accept))
  const taken = sagas[2] as NewSaga
  await sagaLog.append(taken.id, firstIntent(taken)) // by another replica
  const written = await Promise.allSettled(sagas.map((one) => sagaLog.append(one.id, firstIntent(one))))
  expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(written[2]).toMatchObject({ reason: expect.any(LeaseLost) })
  for (const one of sagas) expect(await sagaLog.readRecords(one.id)).toHaveLength(one.entries.length + 1)
})

it('of sagas written in one batch, only the one whose row Postgres rejects is not written', async () => {
  const sagas = [1, 2, 3, 4].map(() => saga(randomUUID()))
  await Promise.all(sagas.map(sagaLog.accept))
  const ids = [randomUUID(), randomUUID(), 'no uuid', randomUUID()]
  const written = await Promise.allSettled(
    sagas.map((one, index) => sagaLog.append(one.id, ended(one, ids[index] ?? ''))),
  )
  expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  const read = await Promise.all(sagas.map(({ id }) => sagaLog.read(id)))
  expect(read.map((one) => one?.commande_id)).toEqual([ids[0], ids[1], null, ids[3]])
})

it('of sagas written in one batch, only the one whose row is locked is not written', async () => {
  const sagas = [1, 2, 3].map(() => saga(randomUUID()))
  await Promise.all(sagas.map(sagaLog.accept))
  const url = new URL(database.url)
  url.searchParams.set('options', '-c lock_timeout=200ms')
  const impatient = openPool({ url: url.href, name: 'saga-log-test', max: 1 })
  const locked = sagas[1]?.id
  try {
    const other = postgresSagaLog({ pool: impatient, table, owner: 'one', leaseMs: 60_000 })
    const written = await onConnection(pool.raw, async (client) => {
      await client.query('begin')
      await client.query('select from saga where saga_id = $1 for update', [locked])
      const all = await Promise.allSettled(sagas.map((one) => other.append(one.id, ended(one, randomUUID()))))
      await client.query('commit')
      return all
    })
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  } finally {
    await impatient.close()
  }
})

it('sagas that end in one batch each keep their own end', async () => {
  const sagas = [1, 2, 3].map(() => saga(randomUUID()))
  await Promise.all(sagas.map(sagaLog.accept))
  const ends = sagas.map(({ entries }, index) => {
    const state = entries.at(-1)?.state ?? fresh
    const step = nextStep(table, state)?.id ?? ''
    const begun = entriesAfter(table, state, decide(table, state, { type: 'begin', step }, 2))
    if (index === 0) return begun
    const failure = { kind: 'refused', reason: `REASON_${index}`, effect: 'none' } as const
    const before = begun.at(-1)?.state ?? fresh
    return [...begun, ...entriesAfter(table, before, decide(table, before, { type: 'fail', step, failure }, 3))]
  })
  await Promise.all(sagas.map(({ id }, index) => sagaLog.append(id, ends[index] ?? [])))
  const read = await Promise.all(sagas.map(({ id }) => sagaLog.read(id)))
  expect(read.map((one) => [one?.terminal, one?.motif, one?.failure_kind])).toEqual([
    [false, null, null],
    [true, 'REASON_1', 'refused'],
    [true, 'REASON_2', 'refused'],
  ])
})
