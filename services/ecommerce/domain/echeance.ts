/** What inventaire knows about a reservation, active or released. */
export type ReservationConnue = {
  readonly lignes: readonly {
    readonly produit_id: number
    readonly quantite: number
    readonly prix_unitaire_cents?: number
  }[]
  readonly liberee_par: string | null
}

/**
 * The events of a checkout: its order was created, its reservation was released without an order, or no reservation was
 * ever announced.
 */
export type Histoire = 'commandee' | 'liberee' | 'refusee'

/** Read the reservation after the end is decided: from then on its lines and who released it don't change. */
export const histoireDe = (
  etat: 'REUSSI' | 'ECHOUE',
  reservation: ReservationConnue | undefined,
  reservant: string,
): Histoire => {
  if (etat === 'REUSSI') return 'commandee'
  const { lignes = [], liberee_par = null } = reservation ?? {}
  // A reservation released by its own worker was never announced; one released by another application was, or will be.
  return lignes.length === 0 || liberee_par === reservant ? 'refusee' : 'liberee'
}

const premierMs = 1_000
const plusLongMs = 30_000
/** After this many failed attempts a checkout counts as parked, and an alert calls an operator. */
export const tentativesMax = 5

/** How long to wait after this many attempts without an answer. */
export const attenteMs = (tentatives: number): number =>
  Math.min(plusLongMs, premierMs * 2 ** Math.min(Math.max(0, tentatives - 1), 20))
