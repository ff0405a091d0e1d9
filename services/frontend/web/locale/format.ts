import { isWholeDays } from './days.ts'
import { type Locale, useLocale } from './locale.ts'

/** Formats of numbers, money and dates in one language. */
export type Format = {
  readonly money: (cents: number) => string
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  readonly date: (iso: string) => string
  readonly dateTime: (iso: string) => string
  /** From a moment up to, but without, another one: as days if it begins and ends at midnight. */
  readonly period: (from: string, until: string) => string
  /** Differences, with their sign. */
  readonly moneyChange: (cents: number) => string
  readonly numberChange: (value: number) => string
  readonly percentChange: (share: number) => string
  /** A length of time in its largest unit: `12 ms`, `1.5 sec`, `3 min`. */
  readonly duration: (ms: number) => string
}

/** Shorter times are in milliseconds. */
const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const

const durationIn = (locale: Locale): Format['duration'] => {
  const formatOf = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
  const formats = units.map(({ unit, ms }) => ({ ms, format: formatOf(unit) }))
  const milliseconds = formatOf('millisecond')
  return (value) => {
    const { ms, format } = formats.find((one) => value >= one.ms) ?? { ms: 1, format: milliseconds }
    return format.format(value / ms)
  }
}

const regions: Readonly<Record<Locale, string>> = { en: 'en-CA', fr: 'fr-CA' }

const create = (locale: Locale): Format => {
  const region = regions[locale]
  const money = new Intl.NumberFormat(region, { style: 'currency', currency: 'CAD' })
  const number = new Intl.NumberFormat(region)
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(region, { dateStyle: 'medium' })
  const dateTime = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'medium' })
  const signDisplay = 'exceptZero'
  const moneyChange = new Intl.NumberFormat(region, { style: 'currency', currency: 'CAD', signDisplay })
  const numberChange = new Intl.NumberFormat(region, { signDisplay })
  const percentChange = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 1, signDisplay })
  const range = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' })
  return {
    money: (cents) => money.format(cents / 100),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    period: (from, until) =>
      isWholeDays(from, until)
        ? date.formatRange(new Date(from), new Date(Date.parse(until) - 1))
        : range.formatRange(new Date(from), new Date(until)),
    moneyChange: (cents) => moneyChange.format(cents / 100),
    numberChange: (value) => numberChange.format(value),
    percentChange: (share) => percentChange.format(share),
    duration: durationIn(locale),
  }
}

const formats: Readonly<Record<Locale, Format>> = { en: create('en'), fr: create('fr') }

export const useFormat = (): Format => formats[useLocale()]

/** Parses an amount as a person types it, `12.50` or `12,50`, into cents; undefined if it isn't one. */
export const parseMoney = (text: string): number | undefined => {
  const match = /^\s*(\d{1,9})(?:[.,](\d{1,2}))?\s*\$?\s*$/.exec(text)
  return match === null ? undefined : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** An amount for an input: `12.50`. */
export const moneyInput = (cents: number): string => (cents / 100).toFixed(2)
