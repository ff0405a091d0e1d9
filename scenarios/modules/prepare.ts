import type { Prepare, ScenarioSystem } from '#harness/scenario/plugin.ts'
import { sql } from '#platform/postgres/pool.ts'
import { openDatabases } from '../shop/databases.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'
import { makeCarts, scarceProduct, type Workload } from '../shop/workload.ts'

const readProducts = sql('scenario-products', 'select produit_id from produit where actif order by produit_id')
const readClients = sql('scenario-clients', 'select client_id from client order by client_id limit $1')
const readAvailable = sql('scenario-available', 'select disponible from stock_central where produit_id = $1')

const tokenSeconds = 3_600
const scarceLeft = 5
const otherShop = 2
/** Id of the manager who makes the scarce product scarce. */
const manager = '00000000-0000-4000-8000-000000000001'

const secretOf = (system: ScenarioSystem, name: string): string => {
  const value = system.secrets[name]
  if (value === undefined) throw new Error(`the system has no secret ${name}`)
  return value
}

type Issue = ReturnType<typeof tokenIssuerOf>

/** Moves all but a few items of the scarce product to a shop; does nothing from the second load on. */
const makeScarce = async (system: ScenarioSystem, issue: Issue, product: number, available: number): Promise<void> => {
  if (available <= scarceLeft) return
  const response = await fetch(`${system.url('kong')}/api/inventaire/transferts/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-Key': secretOf(system, 'GATEWAY_KEY_APPLICATION_ADMINISTRATION'),
      Authorization: `Bearer ${await issue({ id: manager, role: 'gerant' }, tokenSeconds)}`,
      'Idempotency-Key': `scarce-${product}-${available}`,
    },
    body: JSON.stringify({ produit_id: product, magasin_id: otherShop, quantite: available - scarceLeft }),
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok)
    throw new Error(`product ${product} could not be made scarce: ${response.status} ${await response.text()}`)
}

/**
 * Carts, customers with their tokens, and the URL to send them to. The same seed and load give the same carts and
 * customers.
 */
export const prepare: Prepare = async ({ system, scenario, load, count }) => {
  const workload = scenario.workload as Workload
  await using databases = openDatabases(system)
  const products = (await databases.catalogue.query<{ produit_id: number }>(readProducts)).map((row) => row.produit_id)
  const clients = await databases.ecommerce.query<{ client_id: string }>(readClients, [workload.customers])
  if (clients.length < workload.customers)
    throw new Error(`the workload needs ${workload.customers} customers, but there are only ${clients.length}`)
  const issue = tokenIssuerOf(system)
  const scarce = scarceProduct(products)
  const [stock] = await databases.inventaire.query<{ disponible: number }>(readAvailable, [scarce])
  await makeScarce(system, issue, scarce, stock?.disponible ?? 0)
  return {
    inputs: makeCarts(workload, products, scenario.seed, load, count),
    target: {
      baseUrl: system.url('kong'),
      apiKey: secretOf(system, 'GATEWAY_KEY_APPLICATION_BOUTIQUE'),
      clients: await Promise.all(
        clients.map(async ({ client_id: id }) => ({ id, token: await issue({ id, role: 'client' }, tokenSeconds) })),
      ),
    },
  }
}
