type Page<Row> = { readonly elements: readonly Row[]; readonly curseur_suivant: string | null }

/**
 * Merges a page of each style into one. Ids are UUIDv7, so their order is the order of time. The cursor is the last row that is
 * shown: both lists continue from it, so a row that is left out here is on the next page.
 */
export const mergePages = <Row extends { readonly checkout_id: string }>(
  pages: readonly Page<Row>[],
  { limit, isOldestFirst }: { limit: number; isOldestFirst: boolean },
): { rows: Row[]; next: string | null } => {
  const sign = isOldestFirst ? 1 : -1
  const all = pages
    .flatMap(({ elements }) => elements)
    .toSorted((a, b) => (a.checkout_id < b.checkout_id ? -sign : a.checkout_id > b.checkout_id ? sign : 0))
  const rows = all.slice(0, limit)
  const isMore = all.length > limit || pages.some(({ curseur_suivant }) => curseur_suivant !== null)
  return { rows, next: isMore ? (rows.at(-1)?.checkout_id ?? null) : null }
}
