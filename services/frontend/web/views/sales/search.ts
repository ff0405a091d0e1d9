import type { EtatVente } from '#generated/commandes/types.ts'
import { defined, momentIn, oneOf, positiveIn, textIn } from '../../shell/search.ts'

/** The filters and the page of the list, as the address has them, with the names of the API. */
export type SalesSearch = {
  /** Without it, the online shop. */
  magasin_id?: number
  etat?: EtatVente
  debut?: string
  fin?: string
  curseur?: string
  /** Column by which the rows of the page are sorted; `-` in front: descending. */
  tri?: string
}

const states: readonly EtatVente[] = ['enregistree', 'annulee']

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readSalesSearch = (raw: Record<string, unknown>): SalesSearch =>
  defined({
    magasin_id: positiveIn(raw.magasin_id),
    etat: oneOf(states, raw.etat),
    debut: momentIn(raw.debut),
    fin: momentIn(raw.fin),
    curseur: textIn(raw.curseur),
    tri: textIn(raw.tri),
  })
