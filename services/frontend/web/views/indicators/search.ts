import { defined, momentIn, textIn } from '../../shell/search.ts'

/** The week and the page of the list, as the address has them, with the names of the API. */
export type IndicatorSearch = {
  /** The moment at which the seven days end; without it, now. */
  fin?: string
  curseur?: string
  /** Column by which the rows of the page are sorted; `-` in front: descending. */
  tri?: string
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readIndicatorSearch = (raw: Record<string, unknown>): IndicatorSearch =>
  defined({ fin: momentIn(raw.fin), curseur: textIn(raw.curseur), tri: textIn(raw.tri) })
