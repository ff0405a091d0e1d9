import { defined, textIn } from '../../shell/search.ts'

/** The page of the list, as the address has it. */
export type StaffSearch = {
  curseur?: string
  /** Column by which the rows of the page are sorted; `-` in front: descending. */
  tri?: string
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readStaffSearch = (raw: Record<string, unknown>): StaffSearch =>
  defined({ curseur: textIn(raw.curseur), tri: textIn(raw.tri) })
