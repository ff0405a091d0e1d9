import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { validationSaga } from '#generated/saga/validation.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { rowsRead, statementsOf, wholeTables } from '../../testing-plans.ts'
import { postgresValidationLog } from './validation-log-postgres.ts'

// A page of validations must not read all that ever ran.

let database: TestDatabase
let pool: Pool

const request = '0192f3b0-11aa-7bbb-8ccc-0123456789ab'
const id = '018bcfe5-6800-7000-8000-000000000001'

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/supply-chain/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'plans', max: 2 })
  const owner = openPool({ url: database.adminUrl, name: 'plans-owner', max: 1 })
  // One in fifty was undone, and one in a thousand is in progress.
  await owner.raw.query(
    `insert into validation (saga_id, scope, idempotency_key, fingerprint, etat, terminal, motif, failure_kind, owner, lease_until, started_at)
     select (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, 's/p', n::text, '\\x00',
       case when n % 1000 = 0 then 'EN_ATTENTE' when n % 50 = 0 then 'VALIDATION_ANNULEE' else 'VALIDATION_TERMINEE' end, n % 1000 <> 0,
       case when n % 50 = 0 and n % 1000 <> 0 then 'ERREUR_SERVICE' end, case when n % 50 = 0 and n % 1000 <> 0 then 'service' end,
       'o', now(), now()
     from generate_series(1, 20000) as n`,
  )
  await owner.raw.query(
    `insert into validation_log (saga_id, seq, at, type, etat, record)
     select saga_id, seq, now(), case seq when 1 then 'started' else 'step-started' end, etat,
       json_build_object('data', json_build_object('demande_id', gen_random_uuid()))
     from validation, generate_series(1, 3) as seq`,
  )
  await owner.raw.query(
    `insert into operation_log (operation, object_type, object_id, author, role, application, correlation_id)
     select 'cloreValidation', 'validation', saga_id::text, 'a', 'gerant', 'x', 'c' from validation`,
  )
  await owner.raw.query('analyze')
  await owner.close()
}, 120_000)
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const log = (on: Pool) => postgresValidationLog({ pool: on, table: validationSaga, owner: 'o', leaseMs: 1_000 })

it.each<[string, (on: Pool) => Promise<unknown>]>([
  ['the active validations', (on) => log(on).list({ limit: 20 })],
  ['the parked validations', (on) => log(on).list({ limit: 20, parked: true })],
  ['the undone validations', (on) => log(on).list({ limit: 20, etat: validationSaga.states.undone })],
  ['the validations of a request', (on) => log(on).list({ limit: 20, demandeId: request })],
  ['the latest validation of a request', (on) => log(on).latestOf(request)],
  ['the interventions in a validation', (on) => log(on).readInterventions(id)],
])('%s: no table is read whole, also through an index', async (_what, work) => {
  const asked = await statementsOf(pool, work, /\bvalidation\b/)
  expect(asked.length).toBeGreaterThan(0)
  for (const one of asked) expect(await rowsRead(pool, one)).toBeLessThan(2_000)
  for (const one of asked)
    expect([one.statement.name, await wholeTables(pool, one, /^(validation|operation_log)/)]).toEqual([
      one.statement.name,
      [],
    ])
})
