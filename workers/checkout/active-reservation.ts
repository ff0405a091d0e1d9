import type { StockReserved } from '#generated/events/types.ts'
import { lireReservation } from '#generated/inventaire/client.ts'
import type { LigneReservee, ReservationConnue } from '#generated/inventaire/types.ts'
import { CallFailure, type Transport } from '#platform/http/client.ts'
import { Unacceptable } from '#platform/stream/bus.ts'
import { Unsettled } from '#saga/execute.ts'
import type { SagaFailure } from '#saga/state.ts'
import type { Admits } from './reaction-types.ts'

const timeoutMs = 1_000

/**
 * A line as text, for comparison. Old reservations have no prices, so theirs are compared by product and quantity only.
 */
const textOf = ({ produit_id, quantite, prix_unitaire_cents }: LigneReservee, priced: boolean): string =>
  `${produit_id}x${quantite}${priced ? `@${prix_unitaire_cents}` : ''}`

const sameLines = (announced: readonly LigneReservee[], held: readonly LigneReservee[]): boolean => {
  const priced = held.every(({ prix_unitaire_cents }) => prix_unitaire_cents !== undefined)
  const texts = (lines: readonly LigneReservee[]): string[] => lines.map((line) => textOf(line, priced)).sort()
  return JSON.stringify(texts(announced)) === JSON.stringify(texts(held))
}

/**
 * Whether an order may be created from the reservation in an event. @throws Unacceptable if inventaire has no such
 * reservation
 */
export const admitted = (
  { checkout_id, panier: cart }: StockReserved,
  known: ReservationConnue | undefined,
  at: number,
): SagaFailure | undefined => {
  if (known === undefined) throw new Unacceptable(`inventaire knows no reservation of checkout ${checkout_id}`)
  const isReleased = known.etat === 'liberee'
  // A release that arrived before its reservation left no lines to compare; it allows no order.
  if (!(isReleased && known.lignes.length === 0) && !sameLines(cart.lignes, known.lignes))
    throw new Unacceptable(`inventaire holds other lines or prices for checkout ${checkout_id}`)
  if (!isReleased) return undefined
  return { kind: 'refused', reason: 'RESERVATION_ANNULEE', effect: 'none', step: 'creer-commande', at }
}

/**
 * Asks inventaire before an order is created: an event alone doesn't prove a reservation. A release needs commandes'
 * refusal first (ADR-055), so a reservation that exists now still exists when the order is recorded.
 */
export const activeReservation =
  (transport: Transport, now = Date.now): Admits<StockReserved> =>
  async (payload, context) => {
    const { checkout_id } = payload
    try {
      const known = await lireReservation(transport, { path: { checkout_id } }, { ...context, timeoutMs })
      if (known.status === 200 || known.status === 404)
        return admitted(payload, known.status === 200 ? known.body : undefined, now())
      throw new Unsettled(`lireReservation answered ${known.status}`)
    } catch (error) {
      if (error instanceof CallFailure) throw new Unsettled(error.message)
      throw error
    }
  }
