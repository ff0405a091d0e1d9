import {
  ajouterProduit,
  type LignePanier,
  type Panier,
  type PanierPlein,
  type QuantiteTropGrande,
} from '../domain/panier.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'

export type ProduitIndisponible = { readonly refus: 'produit-indisponible'; readonly produit_ids: readonly number[] }
export type ClientInconnu = { readonly refus: 'client-inconnu' }

/** Ties a call to the request it is made for. */
export type Origine = {
  readonly correlationId: string
  readonly traceparent?: string
  readonly signal: AbortSignal
}

export type AjouterProduitPanier = {
  readonly client_id: string
  readonly ligne: LignePanier
  readonly demande: Demande
  readonly origine: Origine
}

type PanierDecide = Panier | PanierPlein | QuantiteTropGrande

/** The answer that this key got earlier, if any. */
export type LireReponse = (demande: Demande) => Promise<PanierDecide | CleReutilisee | DemandeEnVol | undefined>
/** Asks the catalogue whether the product exists and is on sale. */
export type VerifierProduit = (produit_id: number, origine: Origine) => Promise<ProduitIndisponible | undefined>
/** Applies the decision to the customer's active cart and stores the answer under the key, in one transaction. */
export type ModifierPanier = (
  client_id: string,
  demande: Demande,
  decide: (panier: Panier) => PanierDecide,
) => Promise<PanierDecide | ClientInconnu | CleReutilisee | DemandeEnVol>

type Ports = { lireReponse: LireReponse; verifierProduit: VerifierProduit; modifierPanier: ModifierPanier }

/** Adds a product that the catalogue sells to the customer's active cart, once per key. Returns the cart. */
export const ajouterProduitPanier =
  ({ lireReponse, verifierProduit, modifierPanier }: Ports) =>
  async (
    commande: AjouterProduitPanier,
  ): Promise<PanierDecide | ProduitIndisponible | ClientInconnu | CleReutilisee | DemandeEnVol> => {
    // An earlier answer stays valid even if the catalogue has changed since.
    const deja = await lireReponse(commande.demande)
    if (deja) return deja
    const indisponible = await verifierProduit(commande.ligne.produit_id, commande.origine)
    if (indisponible) return indisponible
    return modifierPanier(commande.client_id, commande.demande, (panier) => ajouterProduit(panier, commande.ligne))
  }
