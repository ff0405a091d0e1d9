/** Changes of a view's search parameters; `undefined` removes one. */
export type SearchChange<Search> = { readonly [Key in keyof Search]?: Search[Key] | undefined }

type Defined<Values> = { [Key in keyof Values]?: NonNullable<Values[Key]> }

/** Without the parameters that are undefined, so that the address doesn't have them. */
export const defined = <Values extends object>(values: Values): Defined<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<Values>

/** The parameters after a change. */
export const changed = <Search extends object>(before: Search, change: SearchChange<Search>): Search =>
  defined({ ...before, ...change }) as Search

const lengthMax = 100

/** A text of the address; numbers in it are texts too. Undefined if there is none. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, lengthMax) || undefined : undefined

/** A positive integer of the address. */
export const positiveIn = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined

export const booleanIn = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined)
