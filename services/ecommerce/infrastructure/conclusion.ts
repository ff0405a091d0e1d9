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
import type { Fin } from '../application/terminer-en-retard.ts'
import { histoireDe, type ReservationConnue } from '../domain/echeance.ts'
import type { Outcome } from '../domain/processus-checkout.ts'

type Identite = { readonly checkout_id: string; readonly client_id: string }
type Lignes = StockReserved['panier']['lignes']

/** The application that reserves: a reservation it released itself was never announced. */
const worker = 'worker-stock-reservation'
const limitMs = 10_000
const readTimeoutMs = 1_000

/** Lines with their prices; undefined for old reservations made without prices. */
const pricedLines = ({ lignes }: ReservationConnue): Lignes | undefined => {
  const priced = lignes.flatMap(({ prix_unitaire_cents: price, ...ligne }) =>
    price === undefined ? [] : [{ ...ligne, prix_unitaire_cents: price }],
  )
  return priced.length === lignes.length && priced.length > 0 ? priced : undefined
}

const {
  'stock-reservation': reserving,
  'order-creation': ordering,
  'stock-compensation': releasing,
} = checkoutReactions

/** The events that the workers publish for a checkout with this end, with the same event ids. */
export const messagesOf = (
  identite: Identite,
  outcome: Outcome,
  reservation: ReservationConnue | undefined,
  { at, reservant = worker }: { at: number; reservant?: string | undefined },
): StreamMessage[] => {
  const lignes = reservation && pricedLines(reservation)
  const initiated = { ...identite, panier: { lignes: [] } }
  const reserved = { ...identite, panier: { lignes: lignes ?? [] } }
  const announced = lignes ? reserving.succeeded({ ...identite, lignes }, initiated, {}) : []
  if (outcome.etat === 'REUSSI') {
    const { commande_id } = outcome
    return [...announced, ...ordering.succeeded({ ...identite, commande_id }, reserved, {})]
  }
  const failure: SagaFailure = { kind: 'deadline', reason: outcome.motif, effect: 'none', step: null, at }
  const histoire = histoireDe(outcome.etat, reservation, reservant)
  if (histoire === 'refusee' || !lignes) return reserving.failed(identite, initiated, {}, failure)
  const refused = { ...identite, reason: outcome.motif, failed_at: at }
  return [
    ...announced,
    ...ordering.failed(identite, reserved, {}, failure),
    ...releasing.succeeded(identite, refused, {}),
  ]
}

type Ports = {
  calls: Calls
  lireReservation: (checkout_id: string, signal: AbortSignal) => Promise<ReservationConnue | undefined>
  clock: Clock
  log: Pick<Log, 'warn'>
  random?: () => number
  signal: AbortSignal
  reservant?: string
}

/**
 * Asks the participants how a checkout ended, and makes it fail if it has no order. Undefined if one does not answer.
 * All calls are idempotent and the same as the workers'. `motif`: the reason for the failure, if known.
 */
export const conclureAvec =
  ({ calls, lireReservation: read, clock, log, random = Math.random, signal, reservant }: Ports) =>
  async ({
    checkout_id,
    client_id,
    motif,
  }: Identite & { motif?: string | undefined }): Promise<Fin<StreamMessage> | undefined> => {
    const identite = { checkout_id, client_id }
    const failure = { kind: 'deadline', reason: motif ?? checkoutSaga.reasons.deadline, effect: 'unknown' } as const
    const ports = { calls, clock, random, signal, context: { correlationId: checkout_id } }
    try {
      const ended = await conclude(checkoutSaga, { data: identite, failure }, ports, limitMs)
      const outcome: Outcome =
        ended.kind === 'succeeded'
          ? { etat: 'REUSSI', commande_id: String(ended.data.commande_id) }
          : { etat: 'ECHOUE', motif: motif ?? ended.reason }
      const reservation = await read(checkout_id, signal)
      return { outcome, messages: messagesOf(identite, outcome, reservation, { at: clock.now(), reservant }) }
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
export const participants = (transport: Transport): Pick<Ports, 'calls' | 'lireReservation'> => ({
  calls: checkoutCalls(transport),
  lireReservation: async (checkout_id, signal) => {
    const context = { correlationId: checkout_id, timeoutMs: readTimeoutMs, signal }
    const known = await lireReservation(transport, { path: { checkout_id } }, context)
    if (known.status === 200) return known.body
    if (known.status === 404) return undefined
    throw new Unsettled(`lireReservation answered ${known.status}`)
  },
})
