import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Account } from '../application/create-account.ts'
import type { ReadCredentials } from '../application/open-session.ts'
import type { Client, Courriel } from '../domain/client.ts'
import type { ClientKeys } from './client-keys.ts'
import { decrypt } from './encryption.ts'

const select = sql('client-select', 'select client_id, donnees from client where client_id = $1')
const selectByEmail = sql('client-by-email', 'select client_id, donnees from client where courriel_empreinte = $1')

/** The data encrypted under the customer's key. */
export type PersonalData = {
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
const open = async (keys: ClientKeys, row: ClientRow | undefined): Promise<Account | undefined> => {
  if (!row?.donnees) return undefined
  const key = await keys.read(row.client_id)
  if (key === undefined) return undefined
  const { client_id } = row
  const opened = decrypt<PersonalData>(key, client_id, row.donnees)
  const { nom, courriel, mot_de_passe, rue, ville, code_postal, pays } = opened
  const client = { client_id, nom, courriel, adresse_livraison: { rue, ville, code_postal, pays } }
  return { client, passwordHash: mot_de_passe }
}

export const readClient =
  (pool: Pool, keys: ClientKeys) =>
  async (client_id: string): Promise<Client | undefined> => {
    const [row] = await pool.query<ClientRow>(select, [client_id])
    return (await open(keys, row))?.client
  }

export const readCredentials =
  (pool: Pool, keys: ClientKeys): ReadCredentials =>
  async (courriel) => {
    const [row] = await pool.query<ClientRow>(selectByEmail, [keys.emailDigest(courriel)])
    const account = await open(keys, row)
    return account && { client_id: account.client.client_id, passwordHash: account.passwordHash }
  }
