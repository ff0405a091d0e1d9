import { type Locale, useLocale } from './locale.ts'

/** Formats of numbers, money and dates in one language. */
export type Format = {
  readonly money: (cents: number) => string
  readonly number: (value: number) => string
  readonly percent: (share: number) => string
  readonly date: (iso: string) => string
  readonly dateTime: (iso: string) => string
}

const regions: Readonly<Record<Locale, string>> = { en: 'en-CA', fr: 'fr-CA' }

const create = (locale: Locale): Format => {
  const region = regions[locale]
  const money = new Intl.NumberFormat(region, { style: 'currency', currency: 'CAD' })
  const number = new Intl.NumberFormat(region)
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(region, { dateStyle: 'medium' })
  const dateTime = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'medium' })
  return {
    money: (cents) => money.format(cents / 100),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
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
