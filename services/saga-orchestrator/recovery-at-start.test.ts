import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, inject, it } from 'vitest'
import { checkoutSaga as table } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { createTestDatabase } from '#platform/postgres/provision.ts'
import { decide } from '#saga/decide.ts'
import { createCoordinator } from '#saga/durable/coordinator.ts'
import { entriesAfter, newSaga } from '#saga/state.ts'
import { postgresSagaLog } from './infrastructure/saga-log-postgres.ts'

const database = await createTestDatabase(inject('postgresUrl'), 'services/saga-orchestrator/infrastructure/migrations')
const pool = openPool({ url: database.url, name: 'recovery-at-start-test', max: 4 })
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const sagaLog = postgresSagaLog({ pool, table, owner: 'restarted', leaseMs: 60_000 })

/** Accepts a saga that its replica leaves behind. */
const leaveBehind = async (): Promise<string> => {
  const id = uuidv7()
  const fresh = newSaga(table)
  const data = { checkout_id: id, client_id: randomUUID(), panier: { lignes: [] } }
  const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, systemClock.now()))
  await sagaLog.accept({ id, scope: data.client_id, key: id, fingerprint: Buffer.from(id), entries })
  return id
}

/** A participant that does not answer until the replica stops. */
const silent = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))

it('a replica starts although participants answer none of the many sagas that it left behind', async () => {
  const left = await Promise.all(Array.from({ length: 120 }, leaveBehind))
  const coordinator = createCoordinator({
    table,
    calls: Object.fromEntries(table.steps.map(({ id }) => [id, { run: (_, { signal }) => silent(signal) }])),
    sagaLog,
    clock: systemClock,
    random: Math.random,
    observer: { ended: () => {}, left: () => {}, observe: () => {}, parked: () => {} },
    leaseMs: 60_000,
    onError: (error) => expect.fail(String(error)),
  })
  await coordinator.start()
  expect(left.filter((id) => coordinator.sagas.has(id))).toEqual(left)
  await coordinator.stop(0)
})
