import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { openPool, type Pool, sql } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type Lignes, lignes } from '../domain/lignes.ts'
import { augmenterStock, diminuerStock, type Reservation } from '../domain/reservation.ts'
import { estFerme, type StockCentral, stockVide } from '../domain/stock-central.ts'
import { releaseIn, reserveIn } from './reservations-postgres.ts'
import { type StockRow, stockColumns } from './stocks-postgres.ts'

let database: TestDatabase
let pool: Pool

const products = [1, 2, 3]
const initial = 12
const stocks = sql('test-stocks', `select ${stockColumns} from stock_central order by produit_id`)
const restart = sql(
  'test-restart',
  `insert into stock_central (produit_id, initial, disponible)
   select unnest($1::integer[]), $2::integer, $2::integer
   on conflict (produit_id) do update set disponible = excluded.disponible, reserve = 0`,
)

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'test' })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const requestWith = (text: string) => ({
  scope: 'test',
  key: randomUUID(),
  fingerprint: fingerprint('test', text),
  epoch: undefined,
})

const action = fc.record({
  type: fc.constantFrom('diminuer', 'diminuer', 'augmenter'),
  checkout: fc.integer({ min: 0, max: 3 }),
  lignes: fc
    .uniqueArray(fc.record({ produitId: fc.constantFrom(...products, 9), quantite: fc.integer({ min: 1, max: 6 }) }), {
      selector: ({ produitId }) => produitId,
      minLength: 1,
      maxLength: 3,
    })
    .map((requested) => lignes(requested) as Lignes),
})

it('the statements behave like the domain rules, for every sequence of reservations and releases', async () => {
  const reserve = reserveIn(pool)
  const release = releaseIn(pool)
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
      await pool.query(restart, [products, initial])
      const ids = [0, 1, 2, 3].map(() => randomUUID())
      let model: ReadonlyMap<number, StockCentral> = new Map(
        products.map((id) => [id, { ...stockVide(id), initial, disponible: initial }]),
      )
      const reservations = new Map<number, Reservation | undefined>()
      for (const { type, checkout, lignes: lines } of actions) {
        const before = { stocks: model, reservation: reservations.get(checkout) }
        const checkoutId = ids[checkout] ?? ''
        if (type === 'augmenter') {
          const after = augmenterStock(before)
          const returned = after.reservation?.etat === 'liberee' ? after.reservation.lignes : []
          expect(await release(requestWith(''), checkoutId)).toEqual({
            kind: 'done',
            answer: { kind: 'liberee', lignes: returned },
          })
          model = after.stocks
          reservations.set(checkout, after.reservation)
          continue
        }
        const after = diminuerStock(before, lines)
        const outcome = await reserve(requestWith(''), checkoutId, lines)
        if ('stocks' in after) {
          expect(outcome).toEqual({ kind: 'done', answer: { kind: 'reservee' } })
          model = after.stocks
          reservations.set(checkout, after.reservation)
        } else if (after.kind === 'autres-lignes') expect(outcome).toEqual({ kind: 'reused' })
        else expect(outcome).toEqual({ kind: 'done', answer: after })
      }
      const stored = await pool.query<StockRow>(stocks)
      expect(stored).toEqual([...model.values()])
      expect(stored.every(estFerme)).toBe(true)
    }),
    { numRuns: 60 },
  )
})
