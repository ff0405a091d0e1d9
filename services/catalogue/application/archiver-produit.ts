import { archiver } from '../domain/produit.ts'
import type { ProduitInconnu, Produits, ProduitTrouve } from './ports.ts'

/** Withdraws a product from sale; idempotent. */
export const archiverProduit =
  ({ lire, ecrire }: Pick<Produits, 'lire' | 'ecrire'>) =>
  async (produitId: number): Promise<ProduitTrouve | ProduitInconnu> => {
    const produit = await lire(produitId)
    if (produit === undefined) return { kind: 'produit-inconnu' }
    const archive = archiver(produit)
    await ecrire(archive)
    return { kind: 'produit', produit: archive }
  }
