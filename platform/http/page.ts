/** One page of a list ordered by an increasing number; the cursor is opaque to callers and null after the last page. */
export type Page<Element> = { elements: Element[]; cursor: string | null }

/** Selects at most `limit` elements whose number is greater than `after`. */
export type PageRequest = { after: number; limit: number }

const writeCursor = (position: number): string => Buffer.from(String(position)).toString('base64url')

/** The position in a cursor that `pageOf` wrote, 0 for none, undefined for an invalid cursor. */
export const readCursor = (cursor: string | undefined): number | undefined => {
  if (cursor === undefined) return 0
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const position = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined
  return position !== undefined && Number.isSafeInteger(position) && writeCursor(position) === cursor
    ? position
    : undefined
}

/** The page that a request's `cursor` and `limit` select, or undefined for an invalid cursor. */
export const pageRequest = (cursor: string | undefined, limit: number): PageRequest | undefined => {
  const after = readCursor(cursor)
  return after === undefined ? undefined : { after, limit }
}

/** Builds a page from `limit + 1` elements: the extra one only shows that there is a next page. */
export const pageOf = <Element>(
  read: readonly Element[],
  limit: number,
  positionOf: (element: Element) => number,
): Page<Element> => {
  const elements = read.slice(0, limit)
  const last = elements.at(-1)
  return { elements, cursor: read.length > limit && last !== undefined ? writeCursor(positionOf(last)) : null }
}
