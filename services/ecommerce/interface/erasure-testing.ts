import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { seedCatalogue } from '../../catalogue/infrastructure/seed.ts'
import { tokenOf } from '../../testing.ts'
import { type Ask, type Shop, startShop } from '../testing.ts'

// For the tests of an erasure: a running ecommerce, a member of staff, and persons with an account.

/** Set before the tests of a file. */
export let shop: Shop
export let staff: string

beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  staff = await tokenOf('administrateur', 'member-of-staff')
  await seedCatalogue(shop.catalogue, { seed: 1, products: 1 })
})
afterAll(() => shop.stop())

export const administration = 'application-administration'
export const readRow = sql('test-erasure-row', 'select * from client where client_id = $1')
export const readTrace = sql('test-erasure-trace', 'select * from effacement where client_id = $1')

export type Person = { id: string; url: string; token: string; courriel: string; mot_de_passe: string }

/** Opens an account of a new person. */
export const person = async (): Promise<Person> => {
  const courriel = `${randomUUID()}@example.org`
  const mot_de_passe = 'fleur-de-sel-8'
  const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
  const id = await shop.openAccount({ nom: 'Camille Roy', courriel, mot_de_passe, adresse_livraison })
  return { id, url: `/api/commandes/clients/${id}`, token: await tokenOf('client', id), courriel, mot_de_passe }
}

export const erase = ({ url }: Pick<Person, 'url'>, ask: Ask) =>
  shop.ask('DELETE', `${url}/donnees-personnelles/`, { key: randomUUID(), ...ask })

export const logIn = ({ courriel, mot_de_passe }: Person) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe } })

/** Statements on this database that wait for a lock. */
export const waiting = async (): Promise<number> =>
  (
    await shop.pool.raw.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rows.length

/** Every row of the tables that may contain a person's data, as one text. */
export const textOfAll = async (): Promise<string> => {
  const tables = ['client', 'inscription', 'mail_outbox', 'panier', 'idempotency', 'outbox', 'checkout', 'effacement']
  const all = tables.map((name) => `(select coalesce(string_agg(t::text, ' '), '') from ${name} t)`)
  const { rows } = await shop.pool.raw.query<{ text: string }>(`select ${all.join(' || ')} as text`)
  return rows[0]?.text ?? ''
}
