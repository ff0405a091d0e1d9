import { hash } from 'node:crypto'
import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Account } from '../application/create-account.ts'
import type { ReadCredentials } from '../application/open-session.ts'
import type { Client, Courriel } from '../domain/client.ts'
import type { ClientKeys } from './client-keys.ts'
import { decrypt, encrypt } from './encryption.ts'

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

/** Changes whenever the row does, because each encryption has its own random value. */
const versionOf = (sealed: Buffer): string => hash('sha256', sealed, 'hex')

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
    if (!account || !row?.donnees) return undefined
    const { client, passwordHash } = account
    return { client_id: client.client_id, passwordHash, version: versionOf(row.donnees) }
  }

/** The customer with the hash of the password. */
export const readClientAccount =
  (pool: Pool, keys: ClientKeys) =>
  async (client_id: string): Promise<Account | undefined> => {
    const [row] = await pool.query<ClientRow>(select, [client_id])
    return open(keys, row)
  }

const lock = sql('client-lock-data', 'select client_id, donnees from client where client_id = $1 for update')
const update = sql('client-update-data', 'update client set donnees = $2 where client_id = $1 and efface_le is null')

/** Replaces the hash of a customer's password; false if it is no longer the one that `isCurrent` accepts, or the customer is erased. */
export const replaceClientHash = async (
  tx: Tx,
  keys: ClientKeys,
  client_id: string,
  { isCurrent, hash: mot_de_passe }: { isCurrent: (hash: string) => boolean; hash: string },
): Promise<boolean> => {
  const [row] = await tx.query<ClientRow>(lock, [client_id])
  const key = row?.donnees ? await keys.read(client_id) : undefined
  if (!row?.donnees || key === undefined) return false
  const data = decrypt<PersonalData>(key, client_id, row.donnees)
  if (!isCurrent(data.mot_de_passe)) return false
  await tx.query(update, [client_id, encrypt(key, client_id, { ...data, mot_de_passe })])
  return true
}
