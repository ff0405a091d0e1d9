import { archiver } from '../domain/produit.ts'
import type { FoundProduct, Products, UnknownProduct } from './ports.ts'

/** Withdraws a product from sale; idempotent. */
export const archiveProduct =
  ({ read, write }: Pick<Products, 'read' | 'write'>) =>
  async (produitId: number): Promise<FoundProduct | UnknownProduct> => {
    const product = await read(produitId)
    if (product === undefined) return { kind: 'produit-inconnu' }
    const archived = archiver(product)
    await write(archived)
    return { kind: 'product', product: archived }
  }
