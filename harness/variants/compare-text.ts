import { rate, time } from '../report/format.ts'
import { columns } from '../report/formats/terminal.ts'
import type { BenchComparison, Change } from './compare.ts'

const valueText = ({ measure }: Change, value: number): string => (measure === 'rate' ? rate(value) : time(value))

const factorText = ({ factor }: Change): string =>
  factor === null ? '–' : `${factor.value.toFixed(2)} × (${factor.low.toFixed(2)} to ${factor.high.toFixed(2)})`

const hopText = ({ hop }: Change): string =>
  hop === null ? '' : `${hop.name}: ${time(hop.firstMs)} → ${time(hop.secondMs)}`

/** Both records side by side, with significant changes and their cause, as text for the terminal. */
export const comparisonText = (comparison: BenchComparison): string => {
  const { first, second, speed, changes, missing, verdict } = comparison
  const rows = changes.map((change) => [
    `  ${change.variant}`,
    `${change.measure === 'rate' ? 'rate' : 'P95'} (${change.load})`,
    valueText(change, change.first),
    valueText(change, change.second),
    factorText(change),
    `± ${(100 * (change.band - 1)).toFixed(0)} %`,
    change.p.toFixed(4),
    change.verdict,
    hopText(change),
  ])
  const header = [
    '  variant',
    'measure',
    first.commit,
    second.commit,
    'factor at equal machine speed',
    'A/A',
    'p',
    '',
    '',
  ]
  return [
    `${first.commit} (${first.startedAt}) against ${second.commit} (${second.startedAt}): ${verdict}`,
    columns([header, ...rows]),
    ...missing.map((what) => `! ${what} is missing from the second record, so it can't be compared`),
    Number.isFinite(speed)
      ? `The second machine was ${speed.toFixed(2)} × as fast as the first, according to a probe that runs none of this code.`
      : 'One of the records has no speed probe, so machine speed can not be taken into account.',
    'A change is shown if it is significant (exact permutation test over rounds, 5 % for all rows together, Holm) and larger than the A/A control.',
  ].join('\n\n')
}
