import type { StockReserved } from '#generated/events/types.ts'
import { lireReservation } from '#generated/inventaire/client.ts'
import { checkoutCalls, checkoutReactions, checkoutSaga } from '#generated/saga/checkout.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import { CallFailure, type Transport } from '#platform/http/client.ts'
import type { StreamMessage } from '#platform/stream/bus.ts'
import type { Calls } from '#saga/definition.ts'
import { Interrupted, Unsettled } from '#saga/execute.ts'
import { conclude } from '#saga/overdue.ts'
import type { SagaFailure } from '#saga/state.ts'
import type { End } from '../application/end-overdue.ts'
import { histoireDe, type ReservationConnue } from '../domain/echeance.ts'
import type { Outcome } from '../domain/processus-checkout.ts'

type Identity = { readonly checkout_id: string; readonly client_id: string }
type Lines = StockReserved['panier']['lignes']

/** The application that reserves: a reservation it released itself was never announced. */
const worker = 'worker-stock-reservation'
const limitMs = 10_000
const readTimeoutMs = 1_000

/** Lines with their prices; undefined for old reservations made without prices. */
const pricedLines = ({ lignes: lines }: ReservationConnue): Lines | undefined => {
  const priced = lines.flatMap(({ prix_unitaire_cents: price, ...line }) =>
    price === undefined ? [] : [{ ...line, prix_unitaire_cents: price }],
  )
  return priced.length === lines.length && priced.length > 0 ? priced : undefined
}

const {
  'stock-reservation': reserving,
  'order-creation': ordering,
  'stock-compensation': releasing,
} = checkoutReactions

/** The events that the workers publish for a checkout with this end, with the same event ids. */
export const messagesOf = (
  identity: Identity,
  outcome: Outcome,
  reservation: ReservationConnue | undefined,
  { at, reservedBy = worker }: { at: number; reservedBy?: string | undefined },
): StreamMessage[] => {
  const lines = reservation && pricedLines(reservation)
  const initiated = { ...identity, panier: { lignes: [] } }
  const reserved = { ...identity, panier: { lignes: lines ?? [] } }
  const announced = lines ? reserving.succeeded({ ...identity, lignes: lines }, initiated, {}) : []
  if (outcome.etat === 'REUSSI') {
    const { commande_id } = outcome
    return [...announced, ...ordering.succeeded({ ...identity, commande_id }, reserved, {})]
  }
  const failure: SagaFailure = { kind: 'deadline', reason: outcome.motif, effect: 'none', step: null, at }
  const history = histoireDe(outcome.etat, reservation, reservedBy)
  if (history === 'refusee' || !lines) return reserving.failed(identity, initiated, {}, failure)
  const refused = { ...identity, reason: outcome.motif, failed_at: at }
  return [
    ...announced,
    ...ordering.failed(identity, reserved, {}, failure),
    ...releasing.succeeded(identity, refused, {}),
  ]
}

type Ports = {
  calls: Calls
  readReservation: (checkout_id: string, signal: AbortSignal) => Promise<ReservationConnue | undefined>
  clock: Clock
  log: Pick<Log, 'warn'>
  random?: () => number
  signal: AbortSignal
  reservedBy?: string
}

/**
 * Asks the participants how a checkout ended, and makes it fail if it has no order. Undefined if one does not answer.
 * All calls are idempotent and the same as the workers'. `motif`: the reason for the failure, if known.
 */
export const concludeWith =
  ({ calls, readReservation: read, clock, log, random = Math.random, signal, reservedBy }: Ports) =>
  async ({
    checkout_id,
    client_id,
    motif,
  }: Identity & { motif?: string | undefined }): Promise<End<StreamMessage> | undefined> => {
    const identity = { checkout_id, client_id }
    const failure = { kind: 'deadline', reason: motif ?? checkoutSaga.reasons.deadline, effect: 'unknown' } as const
    const ports = { calls, clock, random, signal, context: { correlationId: checkout_id } }
    try {
      const ended = await conclude(checkoutSaga, { data: identity, failure }, ports, limitMs)
      const outcome: Outcome =
        ended.kind === 'succeeded'
          ? { etat: 'REUSSI', commande_id: String(ended.data.commande_id) }
          : { etat: 'ECHOUE', motif: motif ?? ended.reason }
      const reservation = await read(checkout_id, signal)
      return { outcome, messages: messagesOf(identity, outcome, reservation, { at: clock.now(), reservedBy }) }
    } catch (error) {
      if (!(error instanceof Unsettled || error instanceof Interrupted || error instanceof CallFailure)) throw error
      log.warn(
        { err: error, checkout_id },
        'a participant did not answer how an overdue checkout ended, retrying later',
      )
      return undefined
    }
  }

/** Calls through the gateway, with this service's key. */
export const participants = (transport: Transport): Pick<Ports, 'calls' | 'readReservation'> => ({
  calls: checkoutCalls(transport),
  readReservation: async (checkout_id, signal) => {
    const context = { correlationId: checkout_id, timeoutMs: readTimeoutMs, signal }
    const known = await lireReservation(transport, { path: { checkout_id } }, context)
    if (known.status === 200) return known.body
    if (known.status === 404) return undefined
    throw new Unsettled(`lireReservation answered ${known.status}`)
  },
})
