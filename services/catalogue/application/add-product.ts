import type { Produit } from '../domain/produit.ts'
import type { FoundProduct, Products } from './ports.ts'

type NewProduct = Omit<Produit, 'produitId' | 'actif'>

/** Adds a product, puts it on sale and begins its price history; a SKU belongs to one product only. */
export const addProduct =
  ({ add, recordPrice }: Pick<Products, 'add' | 'recordPrice'>) =>
  async (
    newProduct: NewProduct,
    setBy: string,
  ): Promise<FoundProduct | { kind: 'sku-existant'; produitId: number }> => {
    const outcome = await add({ ...newProduct, actif: true })
    if ('kind' in outcome) return outcome
    await recordPrice(outcome, setBy)
    return { kind: 'product', product: outcome }
  }
