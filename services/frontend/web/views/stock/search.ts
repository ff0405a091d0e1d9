import { countIn, defined, oneOf, positiveIn, textIn } from '../../shell/search.ts'

/** The filters and the page of the lists, as the address has them, with the names of the API. */
export type StockSearch = {
  /** The list: by default the stock. */
  vue?: 'transferts'
  texte?: string
  /** The shop; the central stock without one. */
  magasin_id?: number
  /** At most this many available pieces; 0: the stock-outs. */
  disponible_max?: number
  /** Only transfers of this product. */
  produit_id?: number
  curseur?: string
  /** Column by which the rows of the page are sorted; `-` in front: descending. */
  tri?: string
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readStockSearch = (raw: Record<string, unknown>): StockSearch =>
  defined({
    vue: oneOf(['transferts'], raw.vue),
    texte: textIn(raw.texte),
    magasin_id: positiveIn(raw.magasin_id),
    disponible_max: countIn(raw.disponible_max),
    produit_id: positiveIn(raw.produit_id),
    curseur: textIn(raw.curseur),
    tri: textIn(raw.tri),
  })
