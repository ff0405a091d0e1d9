import { randomUUID } from 'node:crypto'
import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import { sql } from '#platform/postgres/pool.ts'
import { openDatabases } from '../shop/databases.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'
import { scarceProduct } from '../shop/workload.ts'
import { styles } from './hosts.ts'
import { shopOf } from './shop.ts'

const buyers = 200
const pieces = 1
const tokenSeconds = 60
const readLeft = sql('faults-left', 'select disponible from stock_central where produit_id = $1')

const left = async ({ system }: CellContext, produitId: number): Promise<number> => {
  await using databases = openDatabases(system)
  return (await databases.inventaire.query<{ disponible: number }>(readLeft, [produitId]))[0]?.disponible ?? 0
}

const restock = async ({ system }: CellContext, produitId: number): Promise<void> => {
  const token = await tokenIssuerOf(system)({ id: randomUUID(), role: 'gerant' }, tokenSeconds)
  const response = await fetch(`${system.url('kong')}/api/inventaire/stocks-centraux/${produitId}/reapprovisionner/`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-Key': system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION ?? '',
      Authorization: `Bearer ${token}`,
      'Idempotency-Key': randomUUID(),
    },
    body: JSON.stringify({ quantite: pieces }),
  })
  if (!response.ok) throw new Error(`product ${produitId} could not be restocked: ${response.status}`)
}

/** Each of 200 concurrent carts asks for everything left of the scarce product, so exactly one can succeed. */
const run = async (context: CellContext): Promise<void> => {
  const shop = shopOf(context)
  const produit_id = scarceProduct(shop.products)
  if ((await left(context, produit_id)) === 0) await restock(context, produit_id)
  const lignes = [{ produit_id, quantite: await left(context, produit_id) }]
  const cart = { client: Math.floor(context.random() * buyers), lignes, expected: 'succeeded' as const }
  context.harmed()
  const samples = await shop.checkOut(context, { count: buyers, gapMs: 0, cart, eitherEnd: true })
  const ended = (outcome: string): number => samples.filter((sample) => sample.outcome === outcome).length
  if (ended('succeeded') !== 1 || ended('refused') !== buyers - 1)
    context.violated(`${ended('succeeded')} sales and ${ended('refused')} refusals of ${buyers}`)
}

export const lastItem: readonly FaultCell[] = styles.map((style) => ({
  style,
  process: 'inventaire',
  step: 'reserver-stock',
  phase: 'last-item',
  kind: 'fault',
  text: `${buyers} buyers of the last item`,
  run,
}))
