import { randomUUID } from 'node:crypto'
import { annulerVente } from '#generated/commandes/client.ts'
import { initierCheckoutChoreo, lireCheckoutChoreo } from '#generated/ecommerce/client.ts'
import { demarrerCheckoutSaga } from '#generated/saga-orchestrator/client.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport } from '#platform/http/client.ts'
import type { Ligne, Shop, Style } from '../../e2e/shop.ts'
import type { Customer } from './customers.ts'

export { type Style, styles } from '../../e2e/shop.ts'

/** Starts a checkout of a customer without waiting for its end; returns its id. */
export const startCheckout = async (shop: Shop, customer: Customer, style: Style, line: Ligne): Promise<string> => {
  const { id: client_id, token } = customer
  const panier = { lignes: [line] }
  const options = { token, idempotencyKey: randomUUID() }
  const { body } =
    style === 'orchestrated'
      ? await demarrerCheckoutSaga(
          shop.transport,
          { body: { client_id, panier } },
          { ...options, prefer: 'respond-async' },
        )
      : await initierCheckoutChoreo(shop.transport, { path: { id: client_id }, body: { panier } }, options)
  if (!('checkout_id' in body)) throw new Error(`the checkout was not accepted: ${JSON.stringify(body)}`)
  return body.checkout_id
}

/** Checks out as a customer and waits for the end, whatever it is; returns the checkout's id. */
export const checkOut = async (shop: Shop, customer: Customer, style: Style, line: Ligne): Promise<string> => {
  const { id: client_id, token } = customer
  const body = { client_id, panier: { lignes: [line] } }
  if (style === 'orchestrated') {
    const result = await demarrerCheckoutSaga(shop.transport, { body }, { token, idempotencyKey: randomUUID() })
    if ('checkout_id' in result.body) return result.body.checkout_id
    throw new Error(`the checkout was not accepted: ${JSON.stringify(result.body)}`)
  }
  const checkout_id = await startCheckout(shop, customer, style, line)
  const path = { id: client_id, checkout_id }
  const { status } = await lireCheckoutChoreo(shop.transport, { path }, { token, prefer: 'wait=15' })
  if (status !== 200) throw new Error(`${checkout_id} has no outcome: ${status}`)
  return checkout_id
}

/** Rules the order of a checkout out, as its worker does: an order that is created later is refused. */
export const cancelOrder = async (shop: Shop, checkout_id: string): Promise<void> => {
  const worker = createTransport({
    baseUrl: shop.system.url('kong'),
    apiKey: shop.key('worker-order-creation'),
    metrics: createMetrics({ name: 'web-worker' }),
    log: createLog({ name: 'web-worker', level: 'silent' }),
  })
  const body = { checkout_id, motif: 'DELAI_DEPASSE' }
  const { status } = await annulerVente(worker, { body }, { idempotencyKey: randomUUID() })
  await worker.close()
  if (status !== 200) throw new Error(`the order of ${checkout_id} was not cancelled: ${status}`)
}
