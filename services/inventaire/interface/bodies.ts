import type * as api from '#generated/inventaire/types.ts'
import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'
import type { ReservationConnue } from '../application/ports.ts'
import type { DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import type { Ligne, LigneRefusee, Lignes } from '../domain/lignes.ts'
import { lignes } from '../domain/lignes.ts'
import type { StockCentral, StockInsuffisant, StockPlein } from '../domain/stock-central.ts'
import type { StockLocal, Transfert } from '../domain/stock-local.ts'

// Converts between the domain and the bodies of specs/openapi/inventaire.yaml.

export const lignesDe = (body: { lignes: api.LigneReservee[] }): Lignes | LigneRefusee =>
  lignes(
    body.lignes.map(({ produit_id: produitId, quantite, prix_unitaire_cents: prixCents }) =>
      prixCents === undefined ? { produitId, quantite } : { produitId, quantite, prixCents },
    ),
  )

export const corpsLigne = ({ produitId, quantite }: Ligne): api.LigneCommande => ({ produit_id: produitId, quantite })

/**
 * The fingerprint of a request ignores prices, so an attempt with a changed price still counts as the same request.
 */
export const ligneSansPrix = ({ produit_id, quantite }: api.LigneReservee): api.LigneCommande => ({
  produit_id,
  quantite,
})

export const corpsReservation = (
  checkoutId: string,
  etat: api.EtatReservation,
  lignes: readonly Ligne[],
): api.Reservation => ({ checkout_id: checkoutId, lignes: lignes.map(corpsLigne), etat })

export const corpsReservationConnue = (
  checkout_id: string,
  { etat, lignes, libereePar }: ReservationConnue,
): api.ReservationConnue => ({
  checkout_id,
  etat,
  lignes: lignes.map(({ prixCents, ...ligne }) =>
    prixCents === undefined ? corpsLigne(ligne) : { ...corpsLigne(ligne), prix_unitaire_cents: prixCents },
  ),
  liberee_par: libereePar,
})

export const corpsStock = ({ produitId, disponible, reserve }: StockCentral): api.StockCentral => ({
  produit_id: produitId,
  disponible,
  reserve,
})

export const corpsStockLocal = ({ magasinId, produitId, disponible }: StockLocal): api.StockLocal => ({
  magasin_id: magasinId,
  produit_id: produitId,
  disponible,
})

export const corpsTransfert = ({ transfertId, produitId, magasinId, quantite }: Transfert): api.Transfert => ({
  transfert_id: transfertId,
  produit_id: produitId,
  magasin_id: magasinId,
  quantite,
})

export const corpsDemande = (demande: DemandeReapprovisionnement): api.DemandeReapprovisionnement => ({
  demande_id: demande.demandeId,
  magasin_id: demande.magasinId,
  produit_id: demande.produitId,
  quantite: demande.quantite,
  statut: demande.statut,
  motif_rejet: demande.statut === 'rejetee' ? demande.motifRejet : null,
  creee_a: new Date(demande.creeeA).toISOString(),
})

export const stockInsuffisant = ({ lignes }: StockInsuffisant) =>
  problem(problems, 'stock-insuffisant', {
    lignes: lignes.map((ligne) => ({ ...corpsLigne(ligne), disponible: ligne.disponible })),
  })

const champInvalide = (field: string, rule: string, message: string) =>
  problem(problems, 'validation', { detail: `${field} ${message}`, errors: [{ field, rule, message }] })

export const ligneRefusee = ({ position, regle }: LigneRefusee) =>
  regle === 'quantite'
    ? champInvalide(`/lignes/${position}/quantite`, 'range', 'is outside its limits')
    : champInvalide(`/lignes/${position}/produit_id`, 'unique', 'already appears in an earlier line')

export const stockPlein = ({ max }: StockPlein) =>
  champInvalide('/quantite', 'maximum', `must not raise the total number of items ever received above ${max}`)

export const curseurInvalide = () => champInvalide('curseur', 'cursor', 'is not the curseur_suivant of a page')
