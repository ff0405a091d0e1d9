import type { StatutDemande } from '#generated/supply-chain/types.ts'
import { defined, oneOf, positiveIn, textIn } from '../../shell/search.ts'

/** The filters and the page of the list, as the address has them, with the names of the API. */
export type RequestSearch = {
  statut?: StatutDemande
  magasin_id?: number
  curseur?: string
  /** Column by which the rows of the page are sorted; `-` in front: descending. */
  tri?: string
  /** The request whose approval is open. */
  watched?: string
}

export const statuses = ['en_attente', 'approuvee', 'rejetee'] as const satisfies readonly StatutDemande[]

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readRequestSearch = (raw: Record<string, unknown>): RequestSearch =>
  defined({
    statut: oneOf(statuses, raw.statut),
    magasin_id: positiveIn(raw.magasin_id),
    curseur: textIn(raw.curseur),
    tri: textIn(raw.tri),
    watched: textIn(raw.watched),
  })
