import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { openPool, type Pool, sql } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type Lignes, lignes } from '../domain/lignes.ts'
import { augmenterStock, diminuerStock, type Reservation } from '../domain/reservation.ts'
import { estFerme, type StockCentral, stockVide } from '../domain/stock-central.ts'
import { libererDans, reserverDans } from './reservations-postgres.ts'
import { colonnesStock, type LigneStock } from './stocks-postgres.ts'

let database: TestDatabase
let pool: Pool

const produits = [1, 2, 3]
const initial = 12
const stocks = sql('test-stocks', `select ${colonnesStock} from stock_central order by produit_id`)
const recommencer = sql(
  'test-recommencer',
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

const demande = (texte: string) => ({
  scope: 'test',
  key: randomUUID(),
  fingerprint: fingerprint('test', texte),
  epoch: undefined,
})

const action = fc.record({
  genre: fc.constantFrom('diminuer', 'diminuer', 'augmenter'),
  checkout: fc.integer({ min: 0, max: 3 }),
  lignes: fc
    .uniqueArray(fc.record({ produitId: fc.constantFrom(...produits, 9), quantite: fc.integer({ min: 1, max: 6 }) }), {
      selector: ({ produitId }) => produitId,
      minLength: 1,
      maxLength: 3,
    })
    .map((demandees) => lignes(demandees) as Lignes),
})

it('the statements behave like the domain rules, for every sequence of reservations and releases', async () => {
  const reserver = reserverDans(pool)
  const liberer = libererDans(pool)
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
      await pool.query(recommencer, [produits, initial])
      const ids = [0, 1, 2, 3].map(() => randomUUID())
      let modele: ReadonlyMap<number, StockCentral> = new Map(
        produits.map((id) => [id, { ...stockVide(id), initial, disponible: initial }]),
      )
      const reservations = new Map<number, Reservation | undefined>()
      for (const { genre, checkout, lignes } of actions) {
        const avant = { stocks: modele, reservation: reservations.get(checkout) }
        const checkoutId = ids[checkout] ?? ''
        if (genre === 'augmenter') {
          const apres = augmenterStock(avant)
          const rendues = apres.reservation?.etat === 'liberee' ? apres.reservation.lignes : []
          expect(await liberer(demande(''), checkoutId)).toEqual({
            kind: 'done',
            answer: { kind: 'liberee', lignes: rendues },
          })
          modele = apres.stocks
          reservations.set(checkout, apres.reservation)
          continue
        }
        const apres = diminuerStock(avant, lignes)
        const outcome = await reserver(demande(''), checkoutId, lignes)
        if ('stocks' in apres) {
          expect(outcome).toEqual({ kind: 'done', answer: { kind: 'reservee' } })
          modele = apres.stocks
          reservations.set(checkout, apres.reservation)
        } else if (apres.kind === 'autres-lignes') expect(outcome).toEqual({ kind: 'reused' })
        else expect(outcome).toEqual({ kind: 'done', answer: apres })
      }
      const lus = await pool.query<LigneStock>(stocks)
      expect(lus).toEqual([...modele.values()])
      expect(lus.every(estFerme)).toBe(true)
    }),
    { numRuns: 60 },
  )
})
