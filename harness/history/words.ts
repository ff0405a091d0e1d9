import { rate, time } from '../report/format.ts'
import type { Followed, LevelChange, Levels, Series } from './levels.ts'
import { least } from './levels.ts'

/** Texts of the history, the same on the terminal, in Markdown and in HTML. */

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
  otherMachine ? 'measured on another machine from this run on' : ''

export const day = (iso: string): string => iso.slice(0, 10)

/** All changes, newest first. */
export const allChanges = (levels: Levels): { series: Series; change: LevelChange }[] =>
  levels.series
    .flatMap((series) => series.changes.map((change) => ({ series, change })))
    .sort((a, b) => Date.parse(b.change.startedAt) - Date.parse(a.change.startedAt))

/** Whether there are enough runs to detect a change. */
export const isEnough = ({ series }: Levels): boolean => series.some(({ points }) => points.length >= 2 * least)

/** The answer in one sentence. */
export const headline = (levels: Levels): string => {
  const changes = allChanges(levels)
  if (!isEnough(levels)) return `${levels.runs} runs are too few: detecting a change needs at least ${2 * least}`
  if (changes.length === 0) return `No change of level in ${levels.runs} runs`
  const places = Map.groupBy(changes, ({ change }) => change.first)
  const parts = [...places].map(
    ([commit, all]) => `${commit} ${all.some(({ change }) => change.verdict === 'slower') ? 'slower' : 'faster'}`,
  )
  const more = parts.length > 3 ? ` and ${parts.length - 3} more` : ''
  return `The level changed at ${places.size} of ${levels.runs} runs: ${parts.slice(0, 3).join(', ')}${more}`
}

/** The method of detection. */
export const method = ({ level, series }: Levels): string =>
  `Changes are detected by E-divisive over runs with a permutation test within levels, at 5 % for all ${series.length} series together (p ≤ ${level.toFixed(4)} each); a change needs ${least} runs on each side. Figures are normalized to the same machine speed, by the probe before each round.`
