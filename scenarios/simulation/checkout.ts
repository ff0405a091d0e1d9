import { checkoutInitiated } from '#generated/events/ecommerce.ts'
import { reactions } from '#generated/events/events.ts'
import type { CheckoutInitiated, StockReserved } from '#generated/events/types.ts'
import type { ReservationConnue } from '#generated/inventaire/types.ts'
import { checkoutChoreographyDeadlineMs, checkoutReactions, checkoutSaga } from '#generated/saga/checkout.ts'
import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { Bus, StreamMessage } from '#platform/stream/bus.ts'
import type { CallContext } from '#saga/definition.ts'
import { Unsettled } from '#saga/execute.ts'
import { styles } from '#saga/simulation/style.ts'
import type { Case, Message, Owner, OwnerPorts, System } from '#saga/simulation/system.ts'
import { concludeWith } from '#services/ecommerce/infrastructure/conclusion.ts'
import { repetitionsPour } from '#services/event-store/domain/trous.ts'
import { admitted } from '#workers/checkout/active-reservation.ts'
import { outcomeOf } from '#workers/checkout/known-reservation.ts'
import { type Admits, type Asks, type CheckoutReaction, type LooksBack, reactTo } from '#workers/checkout/reaction.ts'
import { startReplica } from './replica.ts'

const sagasMax = 3
const prixCents = 100
const lignes = [{ produit_id: 1, quantite: 1 }]

const silent = { inc: () => {}, set: () => {}, observe: () => {} }
const metrics = { counter: () => silent, gauge: () => silent, histogram: () => silent } as unknown as Metrics
const log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} } as unknown as Log

const messageOf = ({ type, eventId, payload, again = false }: StreamMessage): Message => ({
  again,
  type,
  eventId,
  payload,
  saga: (payload as { checkout_id: string }).checkout_id,
})

/** Several customers, each buying one item of the same product. */
const caseOf = (number: number): Case => {
  const id = `01930000-0000-7000-8000-00000000000${number}`
  const data = { checkout_id: id, client_id: `01930000-0000-7000-8000-00000000010${number}`, panier: { lignes } }
  return { id, data, first: messageOf(checkoutInitiated(data)) }
}

const lookMs = 1_000
const reservations = 'stock-reservation'

/** The answer of inventaire, as known to the simulated participant. */
const reservationIn =
  ({ look }: Pick<OwnerPorts, 'look'>) =>
  async (checkout_id: string, context: Pick<CallContext, 'signal'>): Promise<ReservationConnue | undefined> => {
    const call = { ...context, correlationId: checkout_id, timeoutMs: lookMs, retries: 0 }
    const { effect, undoneBy = null } = await look('reserver-stock', call).catch((error: Error) => {
      throw new Unsettled(error.message)
    })
    if (effect === 'none') return undefined
    const held = effect === 'tombstone' ? [] : lignes.map((ligne) => ({ ...ligne, prix_unitaire_cents: prixCents }))
    return { checkout_id, etat: effect === 'live' ? 'reservee' : 'liberee', lignes: held, liberee_par: undoneBy }
  }

/** The real worker's lookup of its reservation. */
const looksBackWith =
  (ports: OwnerPorts): LooksBack<CheckoutInitiated> =>
  async (payload, context) => {
    const known = await reservationIn(ports)(payload.checkout_id, context)
    return known && outcomeOf(payload, known, reservations, ports.clock.now())
  }

/** The real worker's check before it creates an order. */
const admitsWith =
  (ports: OwnerPorts): Admits<StockReserved> =>
  async (payload, context) =>
    admitted(payload, await reservationIn(ports)(payload.checkout_id, context), ports.clock.now())

/** The real worker code on a simulated bus. */
const owner = <Payload extends { checkout_id: string }>(
  name: string,
  reaction: CheckoutReaction<Payload>,
  asks?: (ports: OwnerPorts) => Asks<Payload>,
): Owner => ({
  on: reaction.on,
  start: (ports) => {
    const { calls, clock, random, signal, publishMarked, readMark, note } = ports
    const bus: Pick<Bus, 'publishMarked' | 'note'> & { redis: object } = {
      publishMarked: (messages, mark) => publishMarked(messages.map(messageOf), mark),
      note,
      redis: { get: async (key: string) => (await readMark(key)) ?? null },
    }
    type Scope = Parameters<typeof reactTo>[0]
    const scope = { name, bus: bus as unknown as Scope['bus'], clock, metrics, log, signal, random }
    const handle = reactTo(scope, reaction, calls, asks?.(ports))
    return ({ payload, deliveries }) => handle({ payload: payload as Payload, deliveries })
  },
})

const ends = { succeeded: 'CheckoutSucceeded', failed: 'CheckoutFailed' } as const
const terminaux: ReadonlySet<string> = new Set(Object.values(ends))

/** The checkout of this shop, up to three at once: its real table, orchestrator and workers. */
export const checkout: System = {
  name: 'checkout',
  styles,
  table: checkoutSaga,
  cases: Array.from({ length: sagasMax }, (_, index) => caseOf(index + 1)),
  outputs: {
    'lire-produits': () => ({ lignes: lignes.map((ligne) => ({ ...ligne, prix_unitaire_cents: prixCents })) }),
    'creer-commande': ({ checkout_id }) => ({ commande_id: checkout_id }),
  },
  startReplica,
  owners: {
    [reservations]: owner('stock_reservation', checkoutReactions['stock-reservation'], (ports) => ({
      looksBack: looksBackWith(ports),
    })),
    'order-creation': owner('order_creation', checkoutReactions['order-creation'], (ports) => ({
      admits: admitsWith(ports),
    })),
    'stock-compensation': owner('stock_compensation', checkoutReactions['stock-compensation']),
  },
  repetitions: (present, atRest) => repetitionsPour({ reactions, terminaux }, present, atRest).map(({ type }) => type),

  ends,
  watchdog: {
    deadlineMs: checkoutChoreographyDeadlineMs,
    start: (ports) => {
      const { calls, clock, random, signal } = ports
      const readReservation = (id: string, signal: AbortSignal) => reservationIn(ports)(id, { signal })
      const conclude = concludeWith({
        calls,
        readReservation,
        clock,
        log,
        random,
        signal,
        reservedBy: reservations,
      })
      return async ({ data }) => {
        const end = await conclude(data as { checkout_id: string; client_id: string })
        return end?.messages.map((message) => messageOf({ ...message, again: true }))
      }
    },
  },
}
