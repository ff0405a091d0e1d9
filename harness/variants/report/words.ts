import type { Estimate } from '../../judge/resampling.ts'
import { mean } from '../../judge/statistics.ts'
import { capitalised, list, rate, time } from '../../report/format.ts'
import { type Trust, versionSentence } from '../../report/trust.ts'
import type { Load } from '../../scenario/scenario.ts'
import { controlFactor, type Measure, measureOf } from '../figures.ts'
import { type Pair, pairsOf } from '../pairs.ts'
import type { BenchRecord } from '../record.ts'

/** How a comparison of variants reads: headline, answer, what speaks for it, statistics. The same in HTML and Markdown. */

export const factorText = ({ value, low, high }: Estimate): string =>
  `${value.toFixed(2)} × (${low.toFixed(2)} to ${high.toFixed(2)})`
export const bandText = (band: number): string => `± ${(100 * (band - 1)).toFixed(0)} %`
export const valueText = (measure: Measure, value: number): string => (measure === 'rate' ? rate(value) : time(value))
export const unitOf = ({ unit }: Pick<BenchRecord, 'unit'>): string => unit?.one ?? 'unit of work'

/** The load that says how much goes through. */
const withoutPause = ({ loads }: BenchRecord): Load | undefined =>
  loads.find((load) => measureOf(load) === 'rate') ?? loads[0]

const toBaseline = (record: BenchRecord, load: Load): Pair[] =>
  pairsOf(record, load).filter(({ to }) => to === record.baseline)

export const headline = (record: BenchRecord): string => {
  const load = withoutPause(record)
  const pairs = load === undefined ? [] : toBaseline(record, load)
  if (pairs.length === 0) return 'No variant could be compared'
  const what = pairs[0]?.measure === 'rate' ? 'rate' : 'P95'
  const isNone = ({ verdict }: Pair): boolean => verdict === 'no difference shown'
  const none = pairs.every(isNone)
  const factors = pairs.map((pair) => {
    const doubt = isNone(pair) && !none ? ' (no difference shown)' : ''
    return `${pair.variant} ${pair.estimate.value.toFixed(2)} ×${doubt}`
  })
  return capitalised(`${list(factors)} the ${what} of ${record.baseline}${none ? ', no difference shown' : ''}`)
}

const sentence = (record: BenchRecord, load: Load): string => {
  const pairs = pairsOf(record, load)
  const what = measureOf(load) === 'rate' ? 'rate' : 'P95'
  const parts = pairs.map(
    ({ variant, to, estimate, verdict }) =>
      `${variant} ${factorText(estimate)} of ${to}${verdict === 'no difference shown' ? ', no difference shown' : ''}`,
  )
  return parts.length === 0
    ? ''
    : `With ${load.text}, ${what}: ${parts.join('; ')}; equals differ by up to ${bandText(controlFactor(record, load.id, measureOf(load)))}.`
}

export const answer = (record: BenchRecord): string =>
  record.loads
    .map((load) => sentence(record, load))
    .join(' ')
    .trim()

const speedTrust = ({ speeds }: BenchRecord): Trust[] => {
  const all = speeds.map(({ hashesPerMs }) => hashesPerMs)
  if (all.length === 0) return []
  const spread = Math.max(...all) / Math.min(...all)
  return [
    {
      name: 'Speed of the machine',
      ok: spread <= 1.25,
      text: `a probe without any of this code ran ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} hashes a millisecond (${spread.toFixed(2)} ×) before the rounds, ${mean(all).toFixed(0)} on average; ratios are taken within a round`,
    },
  ]
}

/** What speaks for the figures and against them. */
export const trustOfBench = (record: BenchRecord): Trust[] => {
  const rounds = new Set(record.blocks.map(({ round }) => round)).size
  const invalid = record.blocks.filter((block) => block.invalid !== null)
  const dropped = record.blocks.reduce((sum, { generator }) => sum + generator.dropped, 0)
  const unsteady = record.blocks.filter((block) => block.unsteady !== null)
  return [
    {
      name: 'Rounds',
      ok: rounds >= 5,
      text: `${rounds}, every second one backwards; ${rounds < 5 ? 'below five, two records can not be told apart' : 'the round is the unit, not the request'}`,
    },
    {
      name: 'Loads as offered',
      ok: invalid.length === 0,
      text:
        invalid.length === 0
          ? `all ${record.blocks.length}, ${dropped} starts dropped`
          : `${invalid.length} of ${record.blocks.length} don’t count, such as ${invalid[0]?.variant}, round ${(invalid[0]?.round ?? 0) + 1}: ${invalid[0]?.invalid}`,
    },
    {
      name: 'Steadiness',
      ok: unsteady.length === 0,
      text:
        unsteady.length === 0 ? 'no load rose' : `${unsteady.length} of ${record.blocks.length} loads were not steady`,
    },
    {
      name: 'Differences between identical runs (A/A)',
      ok: rounds < 2 ? false : null,
      text:
        rounds < 2
          ? 'none: it takes two rounds at least'
          : record.loads
              .map((load) => `${load.text}: ${bandText(controlFactor(record, load.id, measureOf(load)))}`)
              .join('; '),
    },
    ...speedTrust(record),
    {
      name: 'Measured version',
      ok: !record.dirty,
      text: versionSentence(record),
    },
  ]
}

export const statistics: readonly [string, string][] = [
  ['Unit', 'the round: requests of one run are not independent of each other, runs are.'],
  ['Ratios', 'taken within each round, averaged as logarithms; intervals by a paired bootstrap over rounds, 95 %.'],
  [
    'A/A',
    'each variant against itself in the next round: by how much means of as many rounds differ without a cause. Smaller is no difference shown, whatever its interval.',
  ],
  [
    'Distributions',
    'rounds are merged as HdrHistograms; percentiles are never averaged. Bad ends count as 30 s at least.',
  ],
  ['Latency', 'from the intended start, after a warm-up that a steadiness test cuts.'],
  ['Several at once', 'intervals here are of one pair each; npm run report -- compare corrects for all rows (Holm).'],
]

/** Machine, versions, seed and hashes, as pairs of name and value. */
export const originOf = (
  record: Pick<BenchRecord, 'machine' | 'versions' | 'hashes' | 'startedAt'> & { seed?: number; endedAt?: string },
): [string, string][] => {
  const { machine, versions, hashes = {}, seed, endedAt } = record
  return [
    ['Machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB`],
    ['System', `${machine.os}, kernel ${machine.kernel}, ${machine.arch}`],
    ...Object.entries(versions),
    ...(endedAt === undefined
      ? []
      : [
          ['Took', `${((Date.parse(endedAt) - Date.parse(record.startedAt)) / 60_000).toFixed(1)} minutes`] as [
            string,
            string,
          ],
        ]),
    ...(seed === undefined ? [] : [['Seed', String(seed)] as [string, string]]),
    ...Object.entries(hashes).map(([name, hash]): [string, string] => [name, `sha256 ${hash.slice(0, 16)}…`]),
  ]
}
