import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Compte } from '../application/creer-compte-client.ts'
import type { LireIdentifiants } from '../application/ouvrir-session.ts'
import type { Client, Courriel } from '../domain/client.ts'
import { dechiffrer } from './chiffrement.ts'
import type { ClesClients } from './cles-clients.ts'

const select = sql('client-select', 'select client_id, donnees from client where client_id = $1')
const selectParCourriel = sql(
  'client-par-courriel',
  'select client_id, donnees from client where courriel_empreinte = $1',
)

/** The data encrypted under the customer's key. */
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

/** Undefined for an erased customer, even if an older copy of the database still has the data. */
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

export const lireClient =
  (pool: Pool, cles: ClesClients) =>
  async (client_id: string): Promise<Client | undefined> => {
    const [row] = await pool.query<ClientRow>(select, [client_id])
    return (await ouvrir(cles, row))?.client
  }

export const lireIdentifiants =
  (pool: Pool, cles: ClesClients): LireIdentifiants =>
  async (courriel) => {
    const [row] = await pool.query<ClientRow>(selectParCourriel, [cles.empreinteCourriel(courriel)])
    const compte = await ouvrir(cles, row)
    return compte && { client_id: compte.client.client_id, motDePasseHash: compte.motDePasseHash }
  }
