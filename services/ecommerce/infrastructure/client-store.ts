import { once } from '#platform/idempotency.ts'
import { type Pool, type Queryable, sql } from '#platform/postgres.ts'
import type { Compte, EcrireCompte } from '../application/creer-compte-client.ts'
import { reponse } from '../application/demande.ts'
import type { LireIdentifiants } from '../application/ouvrir-session.ts'
import type { Client, Courriel, CourrielExistant } from '../domain/client.ts'

const insert = sql(
  'client-insert',
  `insert into client (client_id, nom, courriel, mot_de_passe, rue, ville, code_postal, pays)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (courriel) do nothing returning client_id`,
)
const select = sql(
  'client-select',
  `select client_id, nom, courriel, mot_de_passe, rue, ville, code_postal, pays from client where client_id = $1`,
)
const selectIdentifiants = sql('client-identifiants', 'select client_id, mot_de_passe from client where courriel = $1')

type ClientRow = {
  client_id: string
  nom: string
  courriel: Courriel
  mot_de_passe: string
  rue: string
  ville: string
  code_postal: string
  pays: string
}

const lireCompte = async (db: Queryable, client_id: string): Promise<Compte | undefined> => {
  const [row] = await db.query<ClientRow>(select, [client_id])
  if (!row) return undefined
  const { nom, courriel, mot_de_passe, rue, ville, code_postal, pays } = row
  const client = { client_id, nom, courriel, adresse_livraison: { rue, ville, code_postal, pays } }
  return { client, motDePasseHash: mot_de_passe }
}

export const lireClient =
  (pool: Pool) =>
  async (client_id: string): Promise<Client | undefined> =>
    (await lireCompte(pool, client_id))?.client

export const lireIdentifiants =
  (pool: Pool): LireIdentifiants =>
  async (courriel) => {
    const [row] = await pool.query<Pick<ClientRow, 'client_id' | 'mot_de_passe'>>(selectIdentifiants, [courriel])
    return row && { client_id: row.client_id, motDePasseHash: row.mot_de_passe }
  }

/** The stored answer of a key names the customer only: what it is about a person stays in one row of one table. */
type CompteEcrit = { client_id: string } | CourrielExistant

export const ecrireCompte =
  (pool: Pool): EcrireCompte =>
  async ({ client, motDePasseHash }, demande) => {
    const { client_id, nom, courriel, adresse_livraison } = client
    const { rue, ville, code_postal, pays } = adresse_livraison
    const values = [client_id, nom, courriel, motDePasseHash, rue, ville, code_postal, pays]
    const ecrit = reponse(
      await once<CompteEcrit>(pool, demande, async (tx) => {
        const [row] = await tx.query(insert, values)
        return row ? { client_id } : { refus: 'courriel-existant' }
      }),
    )
    if ('refus' in ecrit) return ecrit
    const compte = await lireCompte(pool, ecrit.client_id)
    if (!compte) throw new Error('The customer of an idempotency key is gone')
    return compte
  }
