import { hash } from 'node:crypto'
import { type Pool, sql } from '#platform/postgres.ts'
import { clientIdDeSeed, nombreDeSeed } from '#services/seed-ids.ts'
import { type Cout, hacherMotDePasse } from './mot-de-passe.ts'

/** Password of every seeded customer. It is public, so a cheap hash protects it as well as a dear one. */
export const motDePasseDeSeed = 'sagabench'
const coutDeSeed: Cout = { ln: 10, r: 8, p: 1 }

/** E-mail address of the n-th seeded customer, counted from 1. */
export const courrielDeSeed = (n: number): string => `client-${n}@sagabench.example`

const insert = sql(
  'seed-clients',
  `insert into client (client_id, nom, courriel, mot_de_passe, rue, ville, code_postal, pays)
   select client_id, nom, courriel, $2, rue, ville, code_postal, 'CA'
   from unnest($1::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
     as seeded (client_id, nom, courriel, rue, ville, code_postal)
   on conflict do nothing`,
)

const prenoms = ['Camille', 'Alex', 'Noa', 'Maxime', 'Jade', 'Émile', 'Rose', 'Louis', 'Inès', 'Félix']
const noms = ['Roy', 'Tremblay', 'Gagnon', 'Côté', 'Bouchard', 'Gauthier', 'Morin', 'Lavoie', 'Fortin', 'Ouellet']
const rues = ['rue des Lilas', 'rue Saint-Denis', 'avenue du Parc', 'rue Sherbrooke', 'boulevard Laurier']
const villes = [
  { ville: 'Montréal', code_postal: 'H2X 1Y4' },
  { ville: 'Québec', code_postal: 'G1R 4P5' },
  { ville: 'Laval', code_postal: 'H7N 1A1' },
  { ville: 'Gatineau', code_postal: 'J8X 3X5' },
]

const pick = <T>(values: readonly T[], number: number): T => values[number % values.length] as T

const clientDeSeed = (seed: number, n: number) => {
  const number = (label: string): number => nombreDeSeed(seed, label, n)
  return {
    client_id: clientIdDeSeed(seed, n),
    nom: `${pick(prenoms, number('prenom'))} ${pick(noms, number('nom'))}`,
    courriel: courrielDeSeed(n),
    rue: `${1 + (number('numero') % 999)} ${pick(rues, number('rue'))}`,
    ...pick(villes, number('ville')),
  }
}

/**
 * Adds the customers 1 to `clients` where missing: the same for the same seed, whatever the number. They share one
 * password hash, salt included: it tells nothing that isn't public.
 */
export const seedEcommerce = async (pool: Pool, sizes: { seed: number; clients: number }): Promise<void> => {
  const { seed, clients } = sizes
  const salt = hash('sha256', `salt/${seed}`, 'buffer').subarray(0, 16)
  const motDePasse = await hacherMotDePasse(motDePasseDeSeed, { cout: coutDeSeed, salt })
  const seeded = Array.from({ length: clients }, (_, i) => clientDeSeed(seed, i + 1))
  await pool.query(insert, [
    seeded.map((client) => client.client_id),
    motDePasse,
    seeded.map((client) => client.nom),
    seeded.map((client) => client.courriel),
    seeded.map((client) => client.rue),
    seeded.map((client) => client.ville),
    seeded.map((client) => client.code_postal),
  ])
}
