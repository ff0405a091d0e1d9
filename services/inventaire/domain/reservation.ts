import type { Lignes } from './lignes.ts'
import {
  augmenter,
  diminuer,
  type StockCentral,
  type StockInsuffisant,
  stockVide,
  verifierStock,
} from './stock-central.ts'

/**
 * What inventaire knows about a checkout. A tombstone means that the release came first; a late reservation is refused.
 */
export type Reservation =
  | { readonly etat: 'reservee'; readonly lignes: Lignes }
  | { readonly etat: 'liberee'; readonly lignes: Lignes }
  | { readonly etat: 'tombstone' }

/** Stocks by product, and the state of one checkout (undefined: unknown). */
export type Inventaire = {
  readonly stocks: ReadonlyMap<number, StockCentral>
  readonly reservation: Reservation | undefined
}

/** Refusal: this checkout was released, possibly before it was reserved. */
export type ReservationAnnulee = { readonly kind: 'reservation-annulee' }

/** Refusal: the checkout has a reservation with other lines. */
export type AutresLignes = { readonly kind: 'autres-lignes' }

type Refus = StockInsuffisant | ReservationAnnulee | AutresLignes

const memesLignes = (a: Lignes, b: Lignes): boolean =>
  a.length === b.length &&
  a.every((ligne, i) => ligne.produitId === b[i]?.produitId && ligne.quantite === b[i]?.quantite)

/**
 * Reserves the lines of a checkout, all or none; a repetition with the same lines changes nothing. `diminuer_stock` in
 * the migrations implements this rule in one statement.
 */
export const diminuerStock = (inventaire: Inventaire, lignes: Lignes): Inventaire | Refus => {
  const { stocks, reservation } = inventaire
  if (reservation?.etat === 'reservee')
    return memesLignes(reservation.lignes, lignes) ? inventaire : { kind: 'autres-lignes' }
  if (reservation !== undefined) return { kind: 'reservation-annulee' }
  const disponibles = new Map([...stocks.values()].map((stock) => [stock.produitId, stock.disponible]))
  const insuffisant = verifierStock(disponibles, lignes)
  if (insuffisant !== undefined) return insuffisant
  const apres = new Map(stocks)
  for (const { produitId, quantite } of lignes) {
    const stock = diminuer(stocks.get(produitId) ?? stockVide(produitId), quantite)
    if ('kind' in stock) return stock
    apres.set(produitId, stock)
  }
  return { stocks: apres, reservation: { etat: 'reservee', lignes } }
}

/**
 * Releases the reservation of a checkout; an unknown one gets a tombstone, a released one stays released.
 * `augmenter_stock` in the migrations implements this rule in one statement.
 */
export const augmenterStock = ({ stocks, reservation }: Inventaire): Inventaire => {
  if (reservation === undefined) return { stocks, reservation: { etat: 'tombstone' } }
  if (reservation.etat !== 'reservee') return { stocks, reservation }
  const apres = new Map(stocks)
  for (const { produitId, quantite } of reservation.lignes) {
    apres.set(produitId, augmenter(apres.get(produitId) ?? stockVide(produitId), quantite))
  }
  return { stocks: apres, reservation: { etat: 'liberee', lignes: reservation.lignes } }
}
