import { checkoutInitiated } from '#generated/events/ecommerce.ts'
import { checkoutReactions, checkoutSaga } from '#generated/saga/checkout.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { StreamMessage } from '#platform/redis-streams.ts'
import type { Message, Owner, System } from '#saga/simulation/system.ts'
import { type CheckoutReaction, reactTo } from '#workers/reaction.ts'
import { startReplica } from './replica.ts'

const id = '01930000-0000-7000-8000-000000000001'
const lignes = [{ produit_id: 1, quantite: 1 }]
const data = { checkout_id: id, client_id: '01930000-0000-7000-8000-000000000002', panier: { lignes } }

const silent = { inc: () => {}, set: () => {}, observe: () => {} }
const metrics = { counter: () => silent, gauge: () => silent, histogram: () => silent } as unknown as Metrics
const log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} } as unknown as Log

const messageOf = ({ type, eventId, payload }: StreamMessage): Message => ({ type, eventId, payload })

/** The worker's own code on a simulated bus. */
const owner = <Payload extends { checkout_id: string }>(name: string, reaction: CheckoutReaction<Payload>): Owner => ({
  on: reaction.on,
  start: ({ calls, clock, random, signal, publishMarked, readMark, writeMark }) => {
    const bus = {
      publishMarked: (messages: readonly StreamMessage[], mark: { key: string; value: string }) =>
        publishMarked(messages.map(messageOf), mark),
      redis: {
        get: async (key: string) => (await readMark(key)) ?? null,
        set: async (key: string, value: string) => (await writeMark(key, value)) ?? null,
      },
    }
    type Scope = Parameters<typeof reactTo>[0]
    const scope = { name, bus: bus as unknown as Scope['bus'], clock, metrics, log, signal, random }
    const handle = reactTo(scope, reaction, calls)
    return ({ payload, deliveries }) => handle({ payload: payload as Payload, deliveries })
  },
})

/** The checkout of this shop: its real table, orchestrator and workers. */
export const checkout: System = {
  name: 'checkout',
  table: checkoutSaga,
  data,
  outputs: {
    'lire-produits': () => ({ lignes: lignes.map((ligne) => ({ ...ligne, prix_unitaire_cents: 100 })) }),
    'creer-commande': () => ({ commande_id: id }),
  },
  startReplica,
  owners: {
    'stock-reservation': owner('stock_reservation', checkoutReactions['stock-reservation']),
    'order-creation': owner('order_creation', checkoutReactions['order-creation']),
    'stock-compensation': owner('stock_compensation', checkoutReactions['stock-compensation']),
  },
  first: messageOf(checkoutInitiated(data)),
  ends: { succeeded: 'CheckoutSucceeded', failed: 'CheckoutFailed' },
}
