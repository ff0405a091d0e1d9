import { defined, momentIn, textIn } from '../../shell/search.ts'

/** The two periods of the report, as the address has them. Without the second one, the report compares with the period directly before. */
export type ReportSearch = {
  debut?: string
  fin?: string
  compare_debut?: string
  compare_fin?: string
  /** Columns by which the tables are sorted; `-` in front: descending. */
  sort_shops?: string
  sort_products?: string
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readReportSearch = (raw: Record<string, unknown>): ReportSearch => {
  const [compare_debut, compare_fin] = [momentIn(raw.compare_debut), momentIn(raw.compare_fin)]
  return defined({
    debut: momentIn(raw.debut),
    fin: momentIn(raw.fin),
    ...(compare_debut === undefined || compare_fin === undefined ? {} : { compare_debut, compare_fin }),
    sort_shops: textIn(raw.sort_shops),
    sort_products: textIn(raw.sort_products),
  })
}
