import type { Quantite } from '../domain/quantite.ts'
import { reapprovisionner, type StockCentral, type StockPlein } from '../domain/stock-central.ts'
import type { Stocks } from './ports.ts'

/** Adds delivered items to the central stock. The first delivery of a product creates its stock. */
export const reapprovisionnerStock =
  ({ ouvrirStockCentral, ecrireStockCentral }: Pick<Stocks, 'ouvrirStockCentral' | 'ecrireStockCentral'>) =>
  async (
    produitId: number,
    quantite: Quantite,
  ): Promise<{ kind: 'reapprovisionne'; stock: StockCentral } | StockPlein> => {
    const stock = reapprovisionner(await ouvrirStockCentral(produitId), quantite)
    if ('kind' in stock) return stock
    await ecrireStockCentral(stock)
    return { kind: 'reapprovisionne', stock }
  }
