import { changerPrix, type PrixMonetaire, type ProduitArchive } from '../domain/produit.ts'
import type { FoundProduct, Products, UnknownProduct } from './ports.ts'

type NewPrice = { produitId: number; prix: PrixMonetaire; setBy: string }

/** Sets the price of a product on sale, and records who did; a price that already applies changes nothing. */
export const changePrice =
  ({ read, write, recordPrice }: Pick<Products, 'read' | 'write' | 'recordPrice'>) =>
  async ({ produitId, prix, setBy }: NewPrice): Promise<FoundProduct | UnknownProduct | ProduitArchive> => {
    const product = await read(produitId)
    if (product === undefined) return { kind: 'produit-inconnu' }
    const changed = changerPrix(product, prix)
    if ('kind' in changed) return changed
    if (changed.prix === product.prix) return { kind: 'product', product }
    await write(changed)
    await recordPrice(changed, setBy)
    return { kind: 'product', product: changed }
  }
