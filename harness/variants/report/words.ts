import type { Estimate } from '../../judge/resampling.ts'
import { capitalised, list, rate, time } from '../../report/format.ts'
import { type Trust, versionSentence } from '../../report/trust.ts'
import type { Load } from '../../scenario/documents.ts'
import { controlFactor, type Measure, measureOf } from '../figures.ts'
import { type Pair, pairsOf } from '../pairs.ts'
import type { BenchRecord } from '../record.ts'

/** The texts of a comparison of variants, the same in HTML and Markdown: headline, answer, trust, statistics. */

export const factorText = ({ value, low, high }: Estimate): string =>
  `${value.toFixed(2)} × (${low.toFixed(2)} to ${high.toFixed(2)})`
export const bandText = (band: number): string => `± ${(100 * (band - 1)).toFixed(0)} %`
export const valueText = (measure: Measure, value: number): string => (measure === 'rate' ? rate(value) : time(value))
export const unitOf = ({ unit }: Pick<BenchRecord, 'unit'>): string => unit?.one ?? 'unit of work'

/** The load that measures throughput. */
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
      `${variant} ÷ ${to} ${factorText(estimate)}${verdict === 'no difference shown' ? ', no difference shown' : ''}`,
  )
  return parts.length === 0
    ? ''
    : `${capitalised(what)} with ${load.text}: ${parts.join('; ')}. Identical runs differ by up to ${bandText(controlFactor(record, load.id, measureOf(load)))}.`
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
      name: 'Machine speed',
      ok: spread <= 1.25,
      text: `a probe that runs none of this code computed ${Math.min(...all).toFixed(0)} to ${Math.max(...all).toFixed(0)} hashes per millisecond before the rounds (fastest ÷ slowest: ${spread.toFixed(2)}, limit 1.25); ratios are computed within a round, so a slow round doesn’t distort them`,
    },
  ]
}

/** Reasons to trust or distrust the figures. */
export const trustOfBench = (record: BenchRecord): Trust[] => {
  const rounds = new Set(record.blocks.map(({ round }) => round)).size
  const invalid = record.blocks.filter((block) => block.invalid !== null)
  const dropped = record.blocks.reduce((sum, { generator }) => sum + generator.dropped, 0)
  const unsteady = record.blocks.filter((block) => block.unsteady !== null)
  return [
    {
      name: 'Rounds',
      ok: rounds >= 5,
      text: `${rounds}, every second one in reverse order; ${rounds < 5 ? 'a comparison of two records needs at least five' : 'statistics treat a round, not a request, as one observation'}`,
    },
    {
      name: 'Offered load',
      ok: invalid.length === 0,
      text:
        invalid.length === 0
          ? `all ${record.blocks.length} loads were offered as planned; ${dropped} requests never started`
          : `${invalid.length} of ${record.blocks.length} loads are invalid and left out, such as ${invalid[0]?.variant}, ${invalid[0]?.load}, round ${(invalid[0]?.round ?? 0) + 1}: ${invalid[0]?.invalid}`,
    },
    {
      name: 'Steady state',
      ok: unsteady.length === 0,
      text:
        unsteady.length === 0
          ? 'latency is steady in every load after the warm-up'
          : `${unsteady.length} of ${record.blocks.length} loads were not steady`,
    },
    {
      name: 'Differences between identical runs (A/A)',
      ok: rounds < 2 ? false : null,
      text:
        rounds < 2
          ? 'not measured: this needs at least two rounds'
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
  [
    'Observations',
    'each round is one observation: rounds are independent of each other, the requests within a round are not.',
  ],
  [
    'Ratios',
    'computed within each round, then averaged as logarithms; 95 % intervals from a paired bootstrap over rounds.',
  ],
  [
    'A/A',
    'each variant compared with itself in the next round: how much means over this number of rounds differ by chance. A smaller difference counts as “no difference shown”, whatever its interval.',
  ],
  [
    'Distributions',
    'rounds are merged as HdrHistograms; percentiles are never averaged. A failed unit of work counts as at least 30 s.',
  ],
  ['Latency', 'counts from the intended start; a steadiness test decides how much warm-up is cut.'],
  [
    'Outcomes',
    'completed: succeeded, or refused as its input requires; failed: a wrong or missing outcome, or an error.',
  ],
  [
    'Several pairs',
    'each interval is valid for its own pair; npm run report -- compare corrects for comparing many (Holm).',
  ],
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
          ['Duration', `${((Date.parse(endedAt) - Date.parse(record.startedAt)) / 60_000).toFixed(1)} minutes`] as [
            string,
            string,
          ],
        ]),
    ...(seed === undefined ? [] : [['Seed', String(seed)] as [string, string]]),
    ...Object.entries(hashes).map(([name, hash]): [string, string] => [name, `sha256 ${hash.slice(0, 16)}…`]),
  ]
}
