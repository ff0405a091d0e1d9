import { parseMoney } from '../../locale/format.ts'

/** The limits of a price by its specification, in cents. */
const [lowest, highest] = [1, 100_000_000]

/** A price as a person types it, in cents; undefined if it isn't a valid one. */
export const parsePrice = (text: string): number | undefined => {
  const cents = parseMoney(text)
  return cents !== undefined && cents >= lowest && cents <= highest ? cents : undefined
}
