import { defined, positiveIn, textIn } from '../../shell/search.ts'

/** The filters and the page of the shop, as the address has them, with the names of the API. */
export type ShopSearch = {
  texte?: string
  categorie?: string
  prix_min_cents?: number
  prix_max_cents?: number
  curseur?: string
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readShopSearch = (raw: Record<string, unknown>): ShopSearch =>
  defined({
    texte: textIn(raw.texte),
    categorie: textIn(raw.categorie),
    prix_min_cents: positiveIn(raw.prix_min_cents),
    prix_max_cents: positiveIn(raw.prix_max_cents),
    curseur: textIn(raw.curseur),
  })
