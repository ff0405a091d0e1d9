import type * as api from '#generated/inventaire/types.ts'
import type { DatedTransfer, KnownReservation } from '../application/ports.ts'
import type { DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import type { Ligne, LigneRefusee, Lignes } from '../domain/lignes.ts'
import { lignes } from '../domain/lignes.ts'
import type { StockCentral } from '../domain/stock-central.ts'
import type { StockLocal, Transfert } from '../domain/stock-local.ts'

// Converts between the domain and the bodies of specs/openapi/inventaire.yaml.

export const linesOf = (body: { lignes: api.LigneReservee[] }): Lignes | LigneRefusee =>
  lignes(
    body.lignes.map(({ produit_id: produitId, quantite, prix_unitaire_cents: prixCents }) =>
      prixCents === undefined ? { produitId, quantite } : { produitId, quantite, prixCents },
    ),
  )

export const lineBody = ({ produitId, quantite }: Ligne): api.LigneCommande => ({ produit_id: produitId, quantite })

/**
 * The fingerprint of a request ignores prices, so an attempt with a changed price still counts as the same request.
 */
export const lineWithoutPrice = ({ produit_id, quantite }: api.LigneReservee): api.LigneCommande => ({
  produit_id,
  quantite,
})

export const reservationBody = (
  checkoutId: string,
  etat: api.EtatReservation,
  lines: readonly Ligne[],
): api.Reservation => ({ checkout_id: checkoutId, lignes: lines.map(lineBody), etat })

export const knownReservationBody = (
  checkout_id: string,
  { etat, lignes: lines, libereePar }: KnownReservation,
): api.ReservationConnue => ({
  checkout_id,
  etat,
  lignes: lines.map(({ prixCents, ...line }) =>
    prixCents === undefined ? lineBody(line) : { ...lineBody(line), prix_unitaire_cents: prixCents },
  ),
  liberee_par: libereePar,
})

export const stockBody = ({ produitId, disponible, reserve }: StockCentral): api.StockCentral => ({
  produit_id: produitId,
  disponible,
  reserve,
})

export const localStockBody = ({ magasinId, produitId, disponible }: StockLocal): api.StockLocal => ({
  magasin_id: magasinId,
  produit_id: produitId,
  disponible,
})

export const transferBody = ({ transfertId, produitId, magasinId, quantite }: Transfert): api.Transfert => ({
  transfert_id: transfertId,
  produit_id: produitId,
  magasin_id: magasinId,
  quantite,
})

export const datedTransferBody = ({ createdAtMs, ...transfer }: DatedTransfer): api.TransfertListe => ({
  ...transferBody(transfer),
  cree_a: new Date(createdAtMs).toISOString(),
})

export const requestBody = (request: DemandeReapprovisionnement): api.DemandeReapprovisionnement => ({
  demande_id: request.demandeId,
  magasin_id: request.magasinId,
  produit_id: request.produitId,
  quantite: request.quantite,
  statut: request.statut,
  motif_rejet: request.statut === 'rejetee' ? request.motifRejet : null,
  creee_a: new Date(request.creeeA).toISOString(),
})
