import type { Quantite } from '../domain/quantite.ts'
import { reapprovisionner, type StockCentral, type StockPlein } from '../domain/stock-central.ts'
import type { Stocks } from './ports.ts'

/** Adds delivered items to the central stock. The first delivery of a product creates its stock. */
export const restock =
  ({ openCentralStock, writeCentralStock }: Pick<Stocks, 'openCentralStock' | 'writeCentralStock'>) =>
  async (produitId: number, quantite: Quantite): Promise<{ kind: 'restocked'; stock: StockCentral } | StockPlein> => {
    const stock = reapprovisionner(await openCentralStock(produitId), quantite)
    if ('kind' in stock) return stock
    await writeCentralStock(stock)
    return { kind: 'restocked', stock }
  }
