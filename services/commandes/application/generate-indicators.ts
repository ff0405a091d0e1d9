import { type Page, type PageRequest, pageOf } from '#platform/http/page.ts'
import { type Chiffres, comparer, type Evolution } from '../domain/chiffres.ts'
import { boutiqueEnLigne, type Magasin } from '../domain/magasin.ts'
import type { Periode } from '../domain/periode.ts'
import type { ReadFigures, ReadStock, ShopFigures } from './ports.ts'

export type ComparedShop = Magasin & { figures: Chiffres; previous: Chiffres; evolution: Evolution }
export type ShopIndicators = ComparedShop & {
  /** Undefined if inventaire doesn't answer. */
  stockOuts: number | undefined
}
export type Indicators = { page: Page<ShopIndicators>; stockKnown: boolean }

export const compared = (shop: ShopFigures): ComparedShop => ({
  ...shop,
  evolution: comparer(shop.previous, shop.figures),
})

/** A page of shops with the figures of the period, the trend, and the current stock-outs. */
export const generateIndicators =
  (readFigures: ReadFigures['ofShops'], readStock: ReadStock) =>
  async (period: Periode, request: PageRequest, call: Parameters<ReadStock>[1]): Promise<Indicators> => {
    const shops = pageOf(await readFigures(period, request), request.limit, ({ magasinId }) => magasinId)
    const ids = shops.elements.map(({ magasinId }) => magasinId)
    const stock = await readStock({ shops: ids, products: [] }, call)
    const stockOuts = (magasinId: number): number | undefined =>
      magasinId === boutiqueEnLigne.magasinId
        ? stock?.central.ruptures
        : stock && (stock.ofShop.get(magasinId)?.ruptures ?? 0)
    const elements = shops.elements.map((shop) => ({ ...compared(shop), stockOuts: stockOuts(shop.magasinId) }))
    return { page: { elements, cursor: shops.cursor }, stockKnown: stock !== undefined }
  }
