import { booleanIn, defined, positiveIn, textIn } from '../../shell/search.ts'

/** The filters and the page of the list, as the address has them, with the names of the API. */
export type ProductSearch = {
  texte?: string
  categorie?: string
  prix_min_cents?: number
  prix_max_cents?: number
  actif?: boolean
  curseur?: string
  /** Column by which the rows of the page are sorted; `-` in front: descending. */
  tri?: string
  /** The product whose price history is open. */
  historique?: number
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readProductSearch = (raw: Record<string, unknown>): ProductSearch =>
  defined({
    texte: textIn(raw.texte),
    categorie: textIn(raw.categorie),
    prix_min_cents: positiveIn(raw.prix_min_cents),
    prix_max_cents: positiveIn(raw.prix_max_cents),
    actif: booleanIn(raw.actif),
    curseur: textIn(raw.curseur),
    tri: textIn(raw.tri),
    historique: positiveIn(raw.historique),
  })
