import type { Produit } from '../domain/produit.ts'
import type { FoundProduct, Products } from './ports.ts'

type NewProduct = Omit<Produit, 'produitId' | 'actif'>

/** Adds a product and puts it on sale; a SKU belongs to one product only. */
export const addProduct =
  ({ add }: Pick<Products, 'add'>) =>
  async (newProduct: NewProduct): Promise<FoundProduct | { kind: 'sku-existant'; produitId: number }> => {
    const outcome = await add({ ...newProduct, actif: true })
    return 'kind' in outcome ? outcome : { kind: 'product', product: outcome }
  }
