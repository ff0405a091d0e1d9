import { changerPrix, type PrixMonetaire, type ProduitArchive } from '../domain/produit.ts'
import type { ProduitInconnu, Produits, ProduitTrouve } from './ports.ts'

/** Sets the price of a product on sale. */
export const modifierPrix =
  ({ lire, ecrire }: Pick<Produits, 'lire' | 'ecrire'>) =>
  async (produitId: number, prix: PrixMonetaire): Promise<ProduitTrouve | ProduitInconnu | ProduitArchive> => {
    const produit = await lire(produitId)
    if (produit === undefined) return { kind: 'produit-inconnu' }
    const modifie = changerPrix(produit, prix)
    if ('kind' in modifie) return modifie
    await ecrire(modifie)
    return { kind: 'produit', produit: modifie }
  }
