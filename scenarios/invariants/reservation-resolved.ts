import type { Ligne } from '../shop/lines.ts'
import { type Invariant, sameLines } from './invariant.ts'
import type { Evenement, Snapshot } from './snapshot.ts'

const linesOf = (evenement: Evenement | undefined): Ligne[] => {
  const panier = evenement?.payload.panier as { lignes?: Ligne[] } | undefined
  return panier?.lignes ?? []
}

const eventFindings = (id: string, evenements: readonly Evenement[], { reservations, ventes }: Snapshot): string[] => {
  const reserved = evenements.find(({ type }) => type === 'StockReserved')
  const ordered = evenements.filter(({ type }) => type === 'OrderCreated')
  const released = evenements.filter(({ type }) => type === 'StockReleased')
  if (reserved === undefined) {
    return released.length + ordered.length > 0 ? [`checkout ${id}: released or ordered without StockReserved`] : []
  }
  const answers = [...ordered, ...released]
  const reservation = reservations.get(id)
  const vente = ventes.get(id)
  const expected = released.length > 0 ? 'liberee' : 'reservee'
  return [
    ...(answers.length === 1
      ? []
      : [`checkout ${id}: StockReserved is followed by ${answers.map(({ type }) => type).join(' and ') || 'nothing'}`]),
    ...answers
      .filter(({ place }) => place < reserved.place)
      .map(({ type }) => `checkout ${id}: ${type} before StockReserved`),
    ...(reservation?.etat === expected
      ? []
      : [`checkout ${id}: its reservation is ${reservation?.etat ?? 'missing'}, not ${expected}`]),
    ...(sameLines(reservation?.lignes ?? [], linesOf(reserved))
      ? []
      : [`checkout ${id}: StockReserved has other lines than its reservation`]),
    ...(ordered.length > 0 && !sameLines(vente?.lignes ?? [], linesOf(reserved))
      ? [`checkout ${id}: its order has other lines than StockReserved`]
      : []),
  ]
}

const reportsReservation = ({ undos }: Snapshot, id: string): boolean =>
  (undos.get(id) ?? []).some(({ type, step }) => type === 'step-done' && step === 'reserver-stock')

const sagaFindings = (id: string, snapshot: Snapshot): string[] => {
  const { reservations, ventes, sagas } = snapshot
  const reservation = reservations.get(id)
  const vente = ventes.get(id)
  const isOrdered = vente?.etat === 'enregistree'
  const isReleased = reservation?.etat === 'liberee' || reservation?.etat === 'tombstone'
  if (reservation === undefined) return isOrdered ? [`saga ${id}: an order without a reservation`] : []
  return [
    // A tombstone means that the release found no reservation, so whoever reported one had not made it.
    ...(reservation.etat === 'tombstone' && reportsReservation(snapshot, id)
      ? [`saga ${id}: its log contains a reservation that was never made`]
      : []),
    ...(isOrdered !== isReleased
      ? []
      : [
          `saga ${id} (${sagas.get(id)?.etat}): its reservation is ${isOrdered ? 'ordered and released' : 'neither ordered nor released'}`,
        ]),
    ...(isOrdered && !sameLines(vente.lignes, reservation.lignes)
      ? [`saga ${id}: its order has other lines than its reservation`]
      : []),
  ]
}

/**
 * 4. Each StockReserved is followed by exactly one of OrderCreated and StockReleased, with the same lines, and nothing
 * is released without it. The orchestrator publishes no events; there the reservation and the sale show the same.
 */
export const reservationResolved: Invariant = {
  id: 'reservation-resolved',
  text: 'Each StockReserved is followed by exactly one of OrderCreated and StockReleased, with the same lines; no release without a reservation',
  check: (snapshot) => {
    const reserved = [...snapshot.evenements.values()].filter((all) =>
      all.some(({ type }) => type === 'StockReserved'),
    ).length
    const ofSagas = [...snapshot.sagas.keys()].filter((id) => snapshot.reservations.has(id)).length
    return {
      checked: reserved + ofSagas,
      violations: [
        ...[...snapshot.evenements].flatMap(([id, evenements]) => eventFindings(id, evenements, snapshot)),
        ...[...snapshot.sagas.keys()].flatMap((id) => sagaFindings(id, snapshot)),
      ],
    }
  },
}
