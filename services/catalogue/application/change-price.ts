import { changerPrix, type PrixMonetaire, type ProduitArchive } from '../domain/produit.ts'
import type { FoundProduct, Products, UnknownProduct } from './ports.ts'

/** Sets the price of a product on sale. */
export const changePrice =
  ({ read, write }: Pick<Products, 'read' | 'write'>) =>
  async (produitId: number, prix: PrixMonetaire): Promise<FoundProduct | UnknownProduct | ProduitArchive> => {
    const product = await read(produitId)
    if (product === undefined) return { kind: 'produit-inconnu' }
    const changed = changerPrix(product, prix)
    if ('kind' in changed) return changed
    await write(changed)
    return { kind: 'product', product: changed }
  }
