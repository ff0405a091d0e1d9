import { SharedArray } from 'k6/data'
import type { Gateway } from '../../platform/http/k6-client.ts'

/** One seeded unit of work: the customer, the lines, and the expected end. */
export type Panier = {
  client: number
  lignes: { produit_id: number; quantite: number }[]
  /** The end that the cart is made for: `refused` asks for more than is in stock. */
  expected: 'succeeded' | 'refused'
}

export type Config = {
  baseUrl: string
  apiKey: string
  /** Makes idempotency keys unique to this load of this run. */
  runId: string
  clients: { id: string; token: string }[]
  pacing: import('./record.ts').Pacing
}

export const config = JSON.parse(open(__ENV.CONFIG as string)) as Config

const carts = new SharedArray<Panier>('inputs', () => JSON.parse(open(__ENV.INPUTS as string)) as Panier[])

/** The idempotency key of the i-th unit. */
export const keyOf = (i: number): string => `${config.runId}-${i}`

/** The i-th unit of the seeded sequence, which starts over when an unpaced load uses it up. */
export const unit = (
  i: number,
): { panier: Panier; client: { id: string; token: string }; gateway: Gateway; key: string } => {
  const panier = carts[i % carts.length] as Panier
  const client = config.clients[panier.client % config.clients.length] as { id: string; token: string }
  return {
    panier,
    client,
    gateway: { baseUrl: config.baseUrl, apiKey: config.apiKey, token: client.token },
    key: keyOf(i),
  }
}
