import { mapOnce, onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type {
  EpochSuperseded,
  ReadReservation,
  Release,
  ReleaseOutcome,
  ReservationOutcome,
  Reserve,
} from '../application/ports.ts'
import { lignes } from '../domain/lignes.ts'
import type { ReservationAnnulee } from '../domain/reservation.ts'

const reserve = sql('reserve-stock', 'select diminuer_stock($1, $2, $3, $4, $5, $6, $7, $8) as once')
const release = sql('release-stock', 'select augmenter_stock($1, $2, $3, $4, $5) as once')

const readKnown = sql(
  'read-reservation',
  `select etat, liberee_par,
     array(select json_build_object('produit_id', produit_id, 'quantite', quantite, 'prix_cents', prix_unitaire_cents)
           from reservation_ligne where reservation_ligne.checkout_id = reservation.checkout_id order by produit_id) as lignes
   from reservation where checkout_id = $1`,
)

type StoredLine = { produit_id: number; quantite: number }

// The functions' answers, as stored under the key.
type StoredReservation =
  | { kind: 'reservee' }
  | { kind: 'stock-insuffisant'; lignes: (StoredLine & { disponible: number })[] }
  | ReservationAnnulee
  | EpochSuperseded
type StoredRelease = { kind: 'liberee'; lignes: StoredLine[] } | EpochSuperseded

const read = (stored: readonly (StoredLine & { prix_cents?: number | null })[]) => {
  const parsed = lignes(
    stored.map(({ produit_id: produitId, quantite, prix_cents: prixCents }) =>
      prixCents == null ? { produitId, quantite } : { produitId, quantite, prixCents },
    ),
  )
  if ('kind' in parsed) throw new Error(`stored line ${parsed.position} is invalid: ${parsed.regle}`)
  return parsed
}

const readReservation = (stored: StoredReservation): ReservationOutcome => {
  if (stored.kind !== 'stock-insuffisant') return stored
  const available = new Map(stored.lignes.map(({ produit_id, disponible }) => [produit_id, disponible]))
  return {
    kind: 'stock-insuffisant',
    lignes: read(stored.lignes).map((line) => ({ ...line, disponible: available.get(line.produitId) ?? 0 })),
  }
}

const readRelease = (stored: StoredRelease): ReleaseOutcome =>
  stored.kind === 'liberee' ? { kind: 'liberee', lignes: read(stored.lignes) } : stored

/** Each call is one round trip; the functions are in the migrations. */
export const reserveIn =
  (pool: Pool): Reserve =>
  async (request, checkoutId, requested) =>
    mapOnce(
      await onceInOneStatement<StoredReservation>(pool, reserve, request, [
        request.epoch,
        checkoutId,
        requested.map(({ produitId }) => produitId),
        requested.map(({ quantite }) => quantite),
        requested.map(({ prixCents }) => prixCents ?? null),
      ]),
      readReservation,
    )

export const releaseIn =
  (pool: Pool): Release =>
  async (request, checkoutId) =>
    mapOnce(await onceInOneStatement<StoredRelease>(pool, release, request, [request.epoch, checkoutId]), readRelease)

type ReservationRow = Row & {
  etat: 'reservee' | 'liberee' | 'tombstone'
  liberee_par: string | null
  lignes: (StoredLine & { prix_cents: number | null })[]
}

export const readReservationIn =
  (pool: Pool): ReadReservation =>
  async (checkoutId) => {
    const [stored] = await pool.query<ReservationRow>(readKnown, [checkoutId])
    if (stored === undefined) return undefined
    const etat = stored.etat === 'reservee' ? 'reservee' : 'liberee'
    return { etat, lignes: read(stored.lignes), libereePar: stored.liberee_par }
  }
