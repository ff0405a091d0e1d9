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

/** An integer of the address that is not negative. */
export const countIn = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined

export const booleanIn = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined)

const lastMoment = '2199-12-31T23:59:59.999Z'

/** A moment between 1970 and 2199, as the API writes it. */
export const momentIn = (value: unknown): string | undefined => {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return ms >= 0 && ms <= Date.parse(lastMoment) ? new Date(ms).toISOString() : undefined
}

/** One of a few values. */
export const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((one) => one === value)
