/** What inventaire knows of a reservation that is released or stands. */
export type ReservationConnue = {
  readonly lignes: readonly {
    readonly produit_id: number
    readonly quantite: number
    readonly prix_unitaire_cents?: number
  }[]
  readonly liberee_par: string | null
}

/**
 * Which events a checkout consists of: its order was created, its reservation was released without an order, or nothing was
 * ever announced as reserved.
 */
export type Histoire = 'commandee' | 'liberee' | 'refusee'

/** The reservation is read after the end was decided: who released it, and which lines it had, does not change any more. */
export const histoireDe = (
  etat: 'REUSSI' | 'ECHOUE',
  reservation: ReservationConnue | undefined,
  reservant: string,
): Histoire => {
  if (etat === 'REUSSI') return 'commandee'
  const { lignes = [], liberee_par = null } = reservation ?? {}
  // What its own worker released was never announced; what somebody else released was, or is due.
  return lignes.length === 0 || liberee_par === reservant ? 'refusee' : 'liberee'
}

const premierMs = 1_000
const plusLongMs = 30_000
/** So many attempts fail before people are asked to look. */
export const tentativesMax = 5

/** How long to wait after so many attempts without an answer. */
export const attenteMs = (tentatives: number): number =>
  Math.min(plusLongMs, premierMs * 2 ** Math.min(Math.max(0, tentatives - 1), 20))
