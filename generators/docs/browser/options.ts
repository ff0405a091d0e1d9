/** One section of a page, as the search knows it. */
export type Section = {
  readonly id: number
  /** Page and fragment: where the result leads. */
  readonly address: string
  readonly page: string
  readonly heading: string
  /** The id in the page: the name of an operation or event. */
  readonly name: string
  readonly text: string
}

/** Letters without case and accents: `réservé` is found as `reserve`. */
const processTerm = (term: string): string => term.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** How sections are indexed; the builder and the browser have to agree. */
export const indexOptions = {
  fields: ['page', 'heading', 'name', 'text'],
  storeFields: ['address', 'page', 'heading', 'excerpt'],
  processTerm,
}

/** How a query is answered: beginnings of words count, one slip in a longer word is forgiven, titles weigh more. */
export const queryOptions = {
  prefix: true,
  fuzzy: (term: string): number => (term.length > 4 ? 0.2 : 0),
  combineWith: 'AND' as const,
  boost: { name: 5, page: 4, heading: 3 },
}
