import type { CheckoutInitiated } from '#generated/events/types.ts'
import { lireReservation } from '#generated/inventaire/client.ts'
import type { LigneReservee, ReservationConnue } from '#generated/inventaire/types.ts'
import { CallFailure, type Transport } from '#platform/http/client.ts'
import { Unsettled } from '#saga/execute.ts'
import type { ReactionOutcome } from '#saga/react.ts'
import type { LooksBack } from './reaction-types.ts'

/** This worker's name at the gateway: a reservation that it released itself was never announced. */
export const applicationName = 'worker-stock-reservation'

const timeoutMs = 1_000

const priced = (payload: CheckoutInitiated, held: readonly LigneReservee[]) =>
  payload.panier.lignes.flatMap(({ produit_id, quantite }) => {
    const price = held.find((line) => line.produit_id === produit_id)?.prix_unitaire_cents
    return price === undefined ? [] : [{ produit_id, quantite, prix_unitaire_cents: price }]
  })

/** The outcome of an earlier handling of the event, judging by the reservation. Undefined: it must be handled. */
export const outcomeOf = (
  payload: CheckoutInitiated,
  { etat, lignes: held, liberee_par }: ReservationConnue,
  own: string,
  at: number,
): ReactionOutcome | undefined => {
  if (etat === 'liberee' && (liberee_par === own || held.length === 0)) {
    const failure = {
      kind: 'refused',
      reason: 'RESERVATION_ANNULEE',
      effect: 'none',
      step: 'reserver-stock',
      at,
    } as const
    return { kind: 'failed', data: payload, failure }
  }
  if (etat === 'liberee' && liberee_par === null) return undefined
  // Reserved, even if another worker has released it since: that worker saw the reservation announced.
  const lines = priced(payload, held)
  return lines.length === payload.panier.lignes.length
    ? { kind: 'succeeded', data: { ...payload, lignes: lines } }
    : undefined
}

/**
 * Looks up the reservation before CheckoutInitiated is handled again: an existing one is announced as it was reserved,
 * at its prices of that time, whatever the catalogue says now. An order may depend on it, so it must not be undone.
 */
export const knownReservation =
  (transport: Transport, { own = applicationName, now = Date.now } = {}): LooksBack<CheckoutInitiated> =>
  async (payload, context) => {
    const { checkout_id } = payload
    try {
      const known = await lireReservation(transport, { path: { checkout_id } }, { ...context, timeoutMs })
      if (known.status === 200) return outcomeOf(payload, known.body, own, now())
      if (known.status === 404) return undefined
      throw new Unsettled(`lireReservation answered ${known.status}`)
    } catch (error) {
      if (error instanceof CallFailure) throw new Unsettled(error.message)
      throw error
    }
  }
