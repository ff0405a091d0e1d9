import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type CheckoutTable, showRows, tableBody } from './checkout-rows.ts'
import { checkoutTables as ofCommandes } from './commandes/infrastructure/checkout-rows.ts'
import { checkoutTables as ofEcommerce } from './ecommerce/infrastructure/checkout-rows.ts'
import { checkoutTables as ofEventStore } from './event-store/infrastructure/checkout-rows.ts'
import { checkoutTables as ofInventaire } from './inventaire/infrastructure/checkout-rows.ts'
import { checkoutTables as ofOrchestrator } from './saga-orchestrator/infrastructure/checkout-rows.ts'
import { wholeTables } from './testing-plans.ts'

it('values are texts, and what a row does not have is null', () => {
  const at = new Date('2026-11-30T12:00:00Z')
  expect(tableBody('t', 'meaning', [{ a: 1, b: null, c: at, d: true, e: [{ x: 1 }], f: 'y'.repeat(3_000) }])).toEqual({
    table: 't',
    sens: 'meaning',
    lignes: [
      [
        { colonne: 'a', valeur: '1' },
        { colonne: 'b', valeur: null },
        { colonne: 'c', valeur: '2026-11-30T12:00:00.000Z' },
        { colonne: 'd', valeur: 'true' },
        { colonne: 'e', valeur: '[{"x":1}]' },
        { colonne: 'f', valeur: 'y'.repeat(2_000) },
      ],
    ],
  })
})

describe.each<[string, readonly CheckoutTable[]]>([
  ['commandes', ofCommandes],
  ['ecommerce', ofEcommerce],
  ['event-store', ofEventStore],
  ['inventaire', ofInventaire],
  ['saga-orchestrator', ofOrchestrator],
])('%s', (service, tables) => {
  let database: TestDatabase
  let pool: Pool

  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'), `services/${service}/infrastructure/migrations`)
    // Tables are empty here: without this setting Postgres would read them whole although they have an index.
    const options = encodeURIComponent('-c enable_seqscan=off')
    const separator = database.url.includes('?') ? '&' : '?'
    pool = openPool({ url: `${database.url}${separator}options=${options}`, name: 'rows', max: 2 })
  })
  afterAll(async () => {
    await pool.close()
    await database.drop()
  })

  it('shows every table of an unknown checkout, without rows', async () => {
    const { body } = await showRows(service, pool, tables)({ path: { checkout_id: uuidv7() } })
    expect(body.tables.map(({ table, lignes }) => [table, lignes])).toEqual(tables.map(({ table }) => [table, []]))
    expect(tables.length).toBeGreaterThan(1)
  })

  it('finds the rows of a checkout by an index', async () => {
    for (const { table, statement } of tables)
      expect([table, await wholeTables(pool, { statement, values: [uuidv7()] }, /./)]).toEqual([table, []])
  })

  it('shows no personal data and no keys', () => {
    for (const { statement } of tables)
      expect(statement.text).not.toMatch(/\*|email|\bnom\b|adresse|idempotency|fingerprint|payload|fields|record\b/)
  })
})

it('the check of plans notices a table without an index for checkouts', async () => {
  const database = await createTestDatabase(inject('postgresUrl'), 'services/commandes/infrastructure/migrations')
  const pool = openPool({ url: database.url, name: 'rows-whole', max: 1 })
  const statement = { name: 'whole', text: 'select nom from magasin where nom = $1' }
  expect(await wholeTables(pool, { statement, values: ['x'] }, /./)).toHaveLength(2)
  await pool.close()
  await database.drop()
})
