import { mapOnce, onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type {
  EpochSuperseded,
  Liberer,
  LireReservation,
  ReleaseOutcome,
  ReservationOutcome,
  Reserver,
} from '../application/ports.ts'
import { lignes } from '../domain/lignes.ts'
import type { ReservationAnnulee } from '../domain/reservation.ts'

const diminuer = sql('diminuer-stock', 'select diminuer_stock($1, $2, $3, $4, $5, $6, $7, $8) as once')
const augmenter = sql('augmenter-stock', 'select augmenter_stock($1, $2, $3, $4, $5) as once')

const connue = sql(
  'lire-reservation',
  `select etat, liberee_par,
     array(select json_build_object('produit_id', produit_id, 'quantite', quantite, 'prix_cents', prix_unitaire_cents)
           from reservation_ligne where reservation_ligne.checkout_id = reservation.checkout_id order by produit_id) as lignes
   from reservation where checkout_id = $1`,
)

type LigneLue = { produit_id: number; quantite: number }

// The functions' answers, as stored under the key.
type ReservationLue =
  | { kind: 'reservee' }
  | { kind: 'stock-insuffisant'; lignes: (LigneLue & { disponible: number })[] }
  | ReservationAnnulee
  | EpochSuperseded
type LiberationLue = { kind: 'liberee'; lignes: LigneLue[] } | EpochSuperseded

const lire = (lues: readonly (LigneLue & { prix_cents?: number | null })[]) => {
  const valeur = lignes(
    lues.map(({ produit_id: produitId, quantite, prix_cents: prixCents }) =>
      prixCents == null ? { produitId, quantite } : { produitId, quantite, prixCents },
    ),
  )
  if ('kind' in valeur) throw new Error(`stored line ${valeur.position} is invalid: ${valeur.regle}`)
  return valeur
}

const lireReservation = (lue: ReservationLue): ReservationOutcome => {
  if (lue.kind !== 'stock-insuffisant') return lue
  const disponibles = new Map(lue.lignes.map(({ produit_id, disponible }) => [produit_id, disponible]))
  return {
    kind: 'stock-insuffisant',
    lignes: lire(lue.lignes).map((ligne) => ({ ...ligne, disponible: disponibles.get(ligne.produitId) ?? 0 })),
  }
}

const lireLiberation = (lue: LiberationLue): ReleaseOutcome =>
  lue.kind === 'liberee' ? { kind: 'liberee', lignes: lire(lue.lignes) } : lue

/** Each call is one round trip; the functions are in the migrations. */
export const reserverDans =
  (pool: Pool): Reserver =>
  async (demande, checkoutId, demandees) =>
    mapOnce(
      await onceInOneStatement<ReservationLue>(pool, diminuer, demande, [
        demande.epoch,
        checkoutId,
        demandees.map(({ produitId }) => produitId),
        demandees.map(({ quantite }) => quantite),
        demandees.map(({ prixCents }) => prixCents ?? null),
      ]),
      lireReservation,
    )

export const libererDans =
  (pool: Pool): Liberer =>
  async (demande, checkoutId) =>
    mapOnce(
      await onceInOneStatement<LiberationLue>(pool, augmenter, demande, [demande.epoch, checkoutId]),
      lireLiberation,
    )

type ReservationConnue = Row & {
  etat: 'reservee' | 'liberee' | 'tombstone'
  liberee_par: string | null
  lignes: (LigneLue & { prix_cents: number | null })[]
}

export const lireReservationDans =
  (pool: Pool): LireReservation =>
  async (checkoutId) => {
    const [lue] = await pool.query<ReservationConnue>(connue, [checkoutId])
    if (lue === undefined) return undefined
    const etat = lue.etat === 'reservee' ? 'reservee' : 'liberee'
    return { etat, lignes: lire(lue.lignes), libereePar: lue.liberee_par }
  }
