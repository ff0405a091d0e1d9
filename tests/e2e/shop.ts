import { randomUUID } from 'node:crypto'
import { initierCheckoutChoreo, lireCheckoutChoreo } from '#generated/ecommerce/client.ts'
import { type Role, roles } from '#generated/roles.ts'
import { demarrerCheckoutSaga } from '#generated/saga-orchestrator/client.ts'
import { type System, startSystem } from '#harness/system/system.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { createTokenIssuer } from '#platform/http/identity.ts'
import { openPool, type Pool, type Row } from '#platform/postgres/pool.ts'

export type Ligne = { produit_id: number; quantite: number }
export type Outcome = { ok: boolean; checkout_id: string; commande_id: string | null; motif: string | null }

/** The whole system on its own ports, and what a customer and an administrator can do with it. */
export type Shop = {
  system: System
  /** As the shop's front end. */
  transport: Transport
  /** As the back office. */
  administration: Transport
  clientId: string
  token: string
  /** A token of each role; the customer's is `token`. */
  tokens: Readonly<Record<Role, string>>
  key: (consumer: string) => string
  checkout: Record<Style, (lignes: Ligne[], key?: string) => Promise<Outcome>>
  rows: <T extends Row>(service: string, text: string, values?: unknown[]) => Promise<T[]>
  close: () => Promise<void>
}

export type Style = 'orchestrated' | 'choreographed'
export const styles: readonly Style[] = ['orchestrated', 'choreographed']

const composeFile = 'docker-compose.yml'
const hour = 3_600

/** @param variables values for `${NAME}` of the Compose file */
export const startShop = async (variables: Readonly<Record<string, string>> = {}): Promise<Shop> => {
  const system = await startSystem({
    offset: await freeOffset(composeFile),
    composeFile,
    variables,
    environment: { seed: { SEED_PRODUCTS: '50', SEED_CLIENTS: '5', SEED_STOCK: '5000' } },
  })
  const key = (consumer: string): string =>
    system.secrets[`GATEWAY_KEY_${consumer.toUpperCase().replaceAll('-', '_')}`] ?? ''
  const pools = new Map<string, Pool>()
  const transportOf = (application: string): Transport =>
    createTransport({
      baseUrl: system.url('kong'),
      apiKey: key(application),
      metrics: createMetrics({ name: application }),
      log: createLog({ name: application, level: 'silent' }),
      timeoutMs: 20_000,
      breaker: false,
    })
  const transport = transportOf('application-boutique')
  const administration = transportOf('application-administration')
  const rows: Shop['rows'] = async (service, text, values = []) => {
    const pool = pools.get(service) ?? openPool({ url: system.env(service).DATABASE_URL ?? '', name: 'e2e', max: 2 })
    pools.set(service, pool)
    return (await pool.raw.query(text, values)).rows
  }

  const [client] = await rows<{ client_id: string }>(
    'ecommerce',
    'select client_id from client order by client_id limit 1',
  )
  if (!client) throw new Error('no customer was seeded')
  const clientId = client.client_id
  const issue = createTokenIssuer({
    privateKeyPem: Buffer.from(system.secrets.JWT_PRIVATE_KEY ?? '', 'base64').toString(),
  })
  const [administrator] = await rows<{ employe_id: string }>(
    'ecommerce',
    `select employe_id from employe where role = 'administrateur'`,
  )
  if (!administrator) throw new Error('ecommerce created no first administrator')
  const ids: Partial<Record<Role, string>> = { client: clientId, administrateur: administrator.employe_id }
  const idOf = (role: Role): string => ids[role] ?? `e2e-${role}`
  const tokens = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await issue({ id: idOf(role), role }, hour)])),
  ) as Record<Role, string>
  const token = tokens.client

  const orchestrated = async (lignes: Ligne[], idempotencyKey: string = randomUUID()): Promise<Outcome> => {
    const result = await demarrerCheckoutSaga(
      transport,
      { body: { client_id: clientId, panier: { lignes } } },
      { idempotencyKey, token },
    )
    const { checkout_id = '', motif = null } = result.body as { checkout_id?: string; motif?: string }
    const commandeId = (result.body as { commande_id?: string | null }).commande_id ?? null
    return { ok: result.status === 201, checkout_id, commande_id: commandeId, motif }
  }

  const choreographed = async (lignes: Ligne[], idempotencyKey: string = randomUUID()): Promise<Outcome> => {
    const accepted = await initierCheckoutChoreo(
      transport,
      { path: { id: clientId }, body: { panier: { lignes } } },
      { idempotencyKey, token },
    )
    if (accepted.status !== 202) throw new Error(`not accepted: ${JSON.stringify(accepted)}`)
    const { checkout_id } = accepted.body
    const path = { id: clientId, checkout_id }
    const result = await lireCheckoutChoreo(transport, { path }, { token, prefer: 'wait=15' })
    if (result.status !== 200) throw new Error(`no outcome: ${JSON.stringify(result)}`)
    const { etat, commande_id, motif } = result.body
    if (etat === 'EN_COURS') throw new Error(`${checkout_id} did not end`)
    return { ok: etat === 'REUSSI', checkout_id, commande_id, motif }
  }

  return {
    system,
    transport,
    administration,
    clientId,
    token,
    tokens,
    key,
    rows,
    checkout: { orchestrated, choreographed },
    close: async () => {
      await Promise.all([transport.close(), administration.close()])
      await Promise.all([...pools.values()].map((pool) => pool.close()))
      await system.stop()
    },
  }
}
