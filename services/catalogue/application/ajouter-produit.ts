import type { Produit } from '../domain/produit.ts'
import type { Produits, ProduitTrouve } from './ports.ts'

type NouveauProduit = Omit<Produit, 'produitId' | 'actif'>

/** Adds a product and puts it on sale; a SKU belongs to one product only. */
export const ajouterProduit =
  ({ ajouter }: Pick<Produits, 'ajouter'>) =>
  async (nouveau: NouveauProduit): Promise<ProduitTrouve | { kind: 'sku-existant'; produitId: number }> => {
    const outcome = await ajouter({ ...nouveau, actif: true })
    return 'kind' in outcome ? outcome : { kind: 'produit', produit: outcome }
  }
