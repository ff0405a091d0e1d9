import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Customer, type Shop, startShop } from '../testing.ts'

// For a file of tests: a running ecommerce with its stores, and the calls of a checkout.

/** Set before each file's tests. */
export let shop: Shop
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
})
afterAll(() => shop.stop())

export const lines = [
  { produit_id: 42, quantite: 2 },
  { produit_id: 7, quantite: 1 },
]
export const body = { panier: { lignes: lines } }

/** Starts a checkout of this cart, or of the active cart without a body. */
export const start = ({ url, token }: Customer, ask: { key?: string; body?: unknown } = { body }) =>
  shop.ask('POST', `${url}/checkout/choreo/`, { key: randomUUID(), token, ...ask })

/** Starts a checkout and returns its id. */
export const accepted = async (customer: Customer): Promise<string> => (await start(customer)).json().checkout_id

/** Reads the outcome of a checkout. */
export const read = ({ url, token }: Customer, checkout_id: string, prefer?: string) =>
  shop.ask('GET', `${url}/checkout/choreo/${checkout_id}/`, { token, ...(prefer ? { prefer } : {}) })
