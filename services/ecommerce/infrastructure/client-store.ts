import { once } from '#platform/delivery/idempotency.ts'
import { type Pool, type Queryable, sql } from '#platform/postgres/pool.ts'
import type { Compte, EcrireCompte } from '../application/creer-compte-client.ts'
import { reponse } from '../application/demande.ts'
import type { LireIdentifiants } from '../application/ouvrir-session.ts'
import type { Client, Courriel, CourrielExistant } from '../domain/client.ts'
import { chiffrer, dechiffrer } from './chiffrement.ts'
import type { ClesClients } from './cles-clients.ts'

// Gives the customer who has the address, the new one or the one who had it already and who can't be erased meanwhile.
const insert = sql(
  'client-insert',
  `insert into client (client_id, donnees, courriel_empreinte) values ($1, $2, $3)
   on conflict (courriel_empreinte) do update set cree_le = client.cree_le returning client_id`,
)
const select = sql('client-select', 'select client_id, donnees from client where client_id = $1')
const selectParCourriel = sql(
  'client-par-courriel',
  'select client_id, donnees from client where courriel_empreinte = $1',
)

/** What is hidden under the customer's key. */
export type DonneesPersonnelles = {
  nom: string
  courriel: Courriel
  mot_de_passe: string
  rue: string
  ville: string
  code_postal: string
  pays: string
}

type ClientRow = { client_id: string; donnees: Buffer | null }

/** Undefined for a customer whose data were erased, also where an older copy of the database has them still. */
const ouvrir = async (cles: ClesClients, row: ClientRow | undefined): Promise<Compte | undefined> => {
  if (!row?.donnees) return undefined
  const key = await cles.lire(row.client_id)
  if (key === undefined) return undefined
  const { client_id } = row
  const ouvertes = dechiffrer<DonneesPersonnelles>(key, client_id, row.donnees)
  const { nom, courriel, mot_de_passe, rue, ville, code_postal, pays } = ouvertes
  const client = { client_id, nom, courriel, adresse_livraison: { rue, ville, code_postal, pays } }
  return { client, motDePasseHash: mot_de_passe }
}

const lireCompte = async (db: Queryable, cles: ClesClients, client_id: string): Promise<Compte | undefined> => {
  const [row] = await db.query<ClientRow>(select, [client_id])
  return ouvrir(cles, row)
}

export const lireClient =
  (pool: Pool, cles: ClesClients) =>
  async (client_id: string): Promise<Client | undefined> =>
    (await lireCompte(pool, cles, client_id))?.client

export const lireIdentifiants =
  (pool: Pool, cles: ClesClients): LireIdentifiants =>
  async (courriel) => {
    const [row] = await pool.query<ClientRow>(selectParCourriel, [cles.empreinteCourriel(courriel)])
    const compte = await ouvrir(cles, row)
    return compte && { client_id: compte.client.client_id, motDePasseHash: compte.motDePasseHash }
  }

/**
 * The stored answer of a key names the customer only: what it is about a person stays in one row of one table. A refusal
 * names whose address it is, too, so that it goes with that person: its digest is of the same address.
 */
type CompteEcrit = { client_id: string } | (CourrielExistant & { client_id: string })

export const ecrireCompte =
  (pool: Pool, cles: ClesClients): EcrireCompte =>
  async ({ client, motDePasseHash }, demande) => {
    const { client_id, nom, courriel, adresse_livraison } = client
    const donnees: DonneesPersonnelles = { nom, courriel, mot_de_passe: motDePasseHash, ...adresse_livraison }
    const ecrit = reponse(
      await once<CompteEcrit>(pool, demande, async (tx) => {
        // Before the row: a key without a customer is nothing, a customer without a key is lost.
        const key = await cles.creer(client_id)
        const values = [client_id, chiffrer(key, client_id, donnees), cles.empreinteCourriel(courriel)]
        const [row] = await tx.query<{ client_id: string }>(insert, values)
        if (row === undefined || row.client_id === client_id) return { client_id }
        await cles.detruire(client_id)
        return { refus: 'courriel-existant', client_id: row.client_id }
      }),
    )
    if ('refus' in ecrit) return { refus: ecrit.refus }
    const compte = await lireCompte(pool, cles, ecrit.client_id)
    // The customer of the key was erased meanwhile: the request can't be answered as it was.
    return compte ?? { refus: 'cle-reutilisee' }
  }
