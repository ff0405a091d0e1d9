import type { Verdict } from '../judge/verdict.ts'
import { type Limit, parseLimit } from '../scenario/documents.ts'

/** Formats of numbers and words, common to all kinds of report. */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const count = (value: number): string => grouped.format(value)

/** Whether a latency is at least the client's time limit of 30 s, which is how failures count. */
export const isBeyondClient = (ms: number): boolean => ms >= 29_990

/** A time in the most readable unit, with at most three significant digits. From 30 s, the client's limit, on: “≥ 30 s”. */
export const time = (ms: number | null): string => {
  if (ms === null || !Number.isFinite(ms)) return '–'
  if (isBeyondClient(ms)) return '≥ 30 s'
  if (ms >= 9_995) return `${(ms / 1_000).toFixed(1).replace(/\.0$/, '')} s`
  if (ms >= 999.5) return `${(ms / 1_000).toFixed(2).replace(/\.?0+$/, '')} s`
  if (ms >= 99.95) return `${ms.toFixed(0)} ms`
  return `${ms.toFixed(1).replace(/\.0$/, '')} ms`
}

/** A period or position of any length within a load. Latencies use `time`, which stops at 30 s. */
export const stretch = (ms: number): string =>
  ms < 9_995 ? time(ms) : `${(ms / 1_000).toFixed(1).replace(/\.0$/, '')} s`

const plain = (value: number): string => (value >= 99.95 ? grouped.format(value) : value.toFixed(1).replace(/\.0$/, ''))

export const rate = (perSecond: number): string => (Number.isFinite(perSecond) ? `${plain(perSecond)}/s` : '–')

/** A share (0 to 1) in percent, with at most `decimals` decimals. */
export const percent = (share: number, decimals: number): string => `${Number((100 * share).toFixed(decimals))} %`

/** The value of a measure with its unit. */
export const quantity = (value: number | null, unit: string): string => {
  if (value === null || !Number.isFinite(value)) return '–'
  if (unit === 'ms') return time(value)
  if (unit === '%')
    return `${
      value === 100
        ? '100'
        : Math.min(value, 99.99)
            .toFixed(2)
            .replace(/\.?0+$/, '')
    } %`
  return `${plain(value)}${unit}`
}

const symbols: Record<Limit['operator'], string> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '==': '' }

export const limitText = (text: string): string => {
  const limit = parseLimit(text)
  return `${symbols[limit.operator]} ${quantity(limit.value, limit.unit)}`.trim()
}

/** An interval, which may be open at one end; empty if it is open at both. */
export const interval = (low: number | null, high: number | null, unit: string): string => {
  if (low === null) return high === null ? '' : `at most ${quantity(high, unit)}`
  return high === null ? `at least ${quantity(low, unit)}` : `${quantity(low, unit)} to ${quantity(high, unit)}`
}

export const verdictWords: Record<Verdict, string> = {
  pass: 'Pass',
  fail: 'Fail',
  inconclusive: 'Inconclusive',
  invalid: 'Invalid',
}

/** Signs, so that no verdict depends on colour alone. */
export const verdictSigns: Record<Verdict, string> = { pass: '✓', fail: '✗', inconclusive: '?', invalid: '⊘' }

export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A text of at most `most` characters, without broken surrogate pairs. */
export const shortened = (text: string, most: number): string =>
  (text.length <= most ? text : `${text.slice(0, most)}… (cut, ${text.length} characters)`).toWellFormed()
