import { type Chiffres, comparer, type Evolution, sommer } from '../domain/chiffres.ts'
import type { Periode } from '../domain/periode.ts'
import { type ComparedShop, compared } from './generate-indicators.ts'
import type { ProductSales, ReadFigures, ReadStock } from './ports.ts'

/** A quantity at inventaire is undefined if inventaire doesn't answer. */
export type ConsolidatedReport = {
  figures: Chiffres
  previous: Chiffres
  evolution: Evolution
  shops: ComparedShop[]
  best: (ProductSales & { available: number | undefined })[]
  stock: { central: number; shops: number; stockOuts: number } | undefined
}

const shopsMax = 1_000
const bestMax = 10

/** The sales of all shops in the period against the period before, the best products, and what remains in stock. */
export const generateConsolidatedReport =
  (readFigures: ReadFigures['ofAll'], readStock: ReadStock) =>
  async (period: Periode, call: Parameters<ReadStock>[1]): Promise<ConsolidatedReport> => {
    const { shops, best } = await readFigures(period, bestMax)
    const stock = await readStock({ shops: [], products: best.map(({ produitId }) => produitId) }, call)
    const [figures, previous] = [sommer(shops.map((shop) => shop.figures)), sommer(shops.map((shop) => shop.previous))]
    return {
      figures,
      previous,
      evolution: comparer(previous, figures),
      shops: shops.slice(0, shopsMax).map(compared),
      best: best.map((sold) => ({ ...sold, available: stock && (stock.ofProduct.get(sold.produitId) ?? 0) })),
      stock: stock && {
        central: stock.central.pieces,
        shops: stock.allShops.pieces,
        stockOuts: stock.central.ruptures,
      },
    }
  }
