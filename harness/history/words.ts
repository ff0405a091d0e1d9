import { rate, time } from '../report/format.ts'
import type { Followed, LevelChange, Levels, Series } from './levels.ts'
import { least } from './levels.ts'

/** How a figure of the history reads, in every form of it. */

export const figure = (measure: Followed, value: number): string => (measure === 'rate' ? rate(value) : time(value))

export const measureNames: Readonly<Record<Followed, string>> = { rate: 'rate', p95: 'P95', cpu: 'CPU each' }

export const nameOf = ({ variant, load, measure }: Series): string => `${variant}, ${measureNames[measure]} (${load})`

export const factorText = ({ factor }: LevelChange): string =>
  `${factor.value.toFixed(2)} × (${factor.low.toFixed(2)} to ${factor.high.toFixed(2)})`

export const pText = ({ p }: LevelChange): string => `p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`

export const hopText = ({ hop }: LevelChange): string =>
  hop === null ? '' : `${hop.name}: ${time(hop.firstMs)} → ${time(hop.secondMs)}`

export const placeText = ({ first, last }: LevelChange): string => `${first}, after ${last}`

export const machineText = ({ otherMachine }: LevelChange): string =>
  otherMachine ? 'another machine from there on' : ''

export const day = (iso: string): string => iso.slice(0, 10)

/** Every change of every series, the newest first. */
export const allChanges = (levels: Levels): { series: Series; change: LevelChange }[] =>
  levels.series
    .flatMap((series) => series.changes.map((change) => ({ series, change })))
    .sort((a, b) => Date.parse(b.change.startedAt) - Date.parse(a.change.startedAt))

/** Whether there are enough runs for a change to be seen at all. */
export const isEnough = ({ series }: Levels): boolean => series.some(({ points }) => points.length >= 2 * least)

/** The answer in one sentence. */
export const headline = (levels: Levels): string => {
  const changes = allChanges(levels)
  if (!isEnough(levels)) return `${levels.runs} runs are too few: a change shows after ${2 * least} runs at least`
  if (changes.length === 0) return `No change of level in ${levels.runs} runs`
  const places = Map.groupBy(changes, ({ change }) => change.first)
  const parts = [...places].map(
    ([commit, all]) => `${commit} ${all.some(({ change }) => change.verdict === 'slower') ? 'slower' : 'faster'}`,
  )
  const more = parts.length > 3 ? ` and ${parts.length - 3} more` : ''
  return `The level changed at ${places.size} of ${levels.runs} runs: ${parts.slice(0, 3).join(', ')}${more}`
}

/** How it was found, for every form of the report. */
export const method = ({ level, series }: Levels): string =>
  `E-divisive over runs, permutation test within levels, ${series.length} series together at 5 % (each p ≤ ${level.toFixed(4)}); a change needs ${least} runs on each side. Figures are evened out by the speed probe of each round.`
