import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedClientId, seedNumber } from '#services/seed-ids.ts'
import type { Courriel } from '../domain/client.ts'
import type { ClientKeys } from './client-keys.ts'
import type { PersonalData } from './client-store.ts'
import { encrypt } from './encryption.ts'
import { hashOfNobody } from './password.ts'

/** E-mail address of the n-th seeded customer, counted from 1. */
export const seedEmail = (n: number): string => `client-${n}@sagabench.example`

const insert = sql(
  'seed-clients',
  `insert into client (client_id, donnees, courriel_empreinte)
   select * from unnest($1::uuid[], $2::bytea[], $3::bytea[]) on conflict do nothing`,
)
const known = sql('seed-clients-known', 'select client_id from client where client_id = any($1::uuid[])')

const firstNames = ['Camille', 'Alex', 'Noa', 'Maxime', 'Jade', 'Émile', 'Rose', 'Louis', 'Inès', 'Félix']
const lastNames = ['Roy', 'Tremblay', 'Gagnon', 'Côté', 'Bouchard', 'Gauthier', 'Morin', 'Lavoie', 'Fortin', 'Ouellet']
const streets = ['rue des Lilas', 'rue Saint-Denis', 'avenue du Parc', 'rue Sherbrooke', 'boulevard Laurier']
const cities = [
  { ville: 'Montréal', code_postal: 'H2X 1Y4' },
  { ville: 'Québec', code_postal: 'G1R 4P5' },
  { ville: 'Laval', code_postal: 'H7N 1A1' },
  { ville: 'Gatineau', code_postal: 'J8X 3X5' },
]

const pick = <T>(values: readonly T[], number: number): T => values[number % values.length] as T

const seedClient = (seed: number, n: number, mot_de_passe: string) => {
  const number = (label: string): number => seedNumber(seed, label, n)
  const data: PersonalData = {
    nom: `${pick(firstNames, number('prenom'))} ${pick(lastNames, number('nom'))}`,
    courriel: seedEmail(n) as Courriel,
    mot_de_passe,
    rue: `${1 + (number('numero') % 999)} ${pick(streets, number('rue'))}`,
    ...pick(cities, number('ville')),
    pays: 'CA',
  }
  return { client_id: seedClientId(seed, n), donnees: data }
}

/**
 * Adds the missing ones of customers 1 to `clients`; a seed always gives the same customers. No password opens their accounts,
 * because a password in this file would open them in every shop. Existing and erased customers are left alone.
 */
export const seedEcommerce = async (
  pool: Pool,
  keys: ClientKeys,
  sizes: { seed: number; clients: number },
): Promise<void> => {
  const { seed, clients } = sizes
  const seeded = Array.from({ length: clients }, (_, i) => seedClient(seed, i + 1, hashOfNobody))
  const rows = await pool.query<{ client_id: string }>(known, [seeded.map(({ client_id }) => client_id)])
  const there = new Set(rows.map(({ client_id }) => client_id))
  const missing = seeded.filter(({ client_id }) => !there.has(client_id))
  const sealed = await Promise.all(
    missing.map(async ({ client_id, donnees: data }) => encrypt(await keys.create(client_id), client_id, data)),
  )
  await pool.query(insert, [
    missing.map(({ client_id }) => client_id),
    sealed,
    missing.map(({ donnees: data }) => keys.emailDigest(data.courriel)),
  ])
}
