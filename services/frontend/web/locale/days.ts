/** A day as date inputs have it, `2026-11-30`. Days begin and end at midnight where the browser is. */
export type Day = string

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const at = (moment: Date): Day =>
  `${String(moment.getFullYear()).padStart(4, '0')}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`

const partsOf = (day: Day): [number, number, number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return [year, month, date]
}

/** The day of a moment. */
export const dayOf = (iso: string): Day => at(new Date(iso))

export const today = (): Day => at(new Date())

/** A day some days later, or earlier if negative. */
export const addDays = (day: Day, days: number): Day => {
  const [year, month, date] = partsOf(day)
  return at(new Date(year, month - 1, date + days))
}

/** The moment at which a day begins. */
export const startOf = (day: Day): string => {
  const [year, month, date] = partsOf(day)
  return new Date(year, month - 1, date).toISOString()
}

/** The moment at which a day ends: the beginning of the next one. */
export const endOf = (day: Day): string => startOf(addDays(day, 1))

/** The last day of a period that ends at this moment, which doesn't belong to it. */
export const lastDayBefore = (iso: string): Day => at(new Date(Date.parse(iso) - 1))

const pattern = /^(?:19[7-9]\d|2[01]\d\d)-\d\d-\d\d$/

/** Whether a text is a day between 1970 and 2199. */
export const isDay = (text: string): text is Day => pattern.test(text) && !Number.isNaN(Date.parse(text))

/** Whether a period begins and ends at midnight. */
export const isWholeDays = (from: string, until: string): boolean =>
  startOf(dayOf(from)) === from && startOf(dayOf(until)) === until
