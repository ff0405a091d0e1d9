import { type Verdict, worst } from '../judge/verdict.ts'
import type { Load } from '../scenario/documents.ts'
import type { Machine } from '../scenario/records.ts'
import { type BenchComparison, type Change, compareBenches } from './compare.ts'
import { confidence, validBlocks } from './figures.ts'
import type { BenchRecord } from './record.ts'
import { brokenPromises } from './table.ts'

/** Options for comparing a record with a stored baseline. */
export type GateOptions = {
  /** The largest slowdown, as a factor, that a pass may leave undetected. */
  margin: number
  /** Accepts a baseline of another kind of machine, normalized by the speed probe. */
  anyMachine: boolean
  /** How much runs of the same code differ, as a factor, if the history of main shows it. */
  runBand?: (variant: string, load: string) => number | undefined
}

export type Gate = {
  verdict: Verdict
  comparison: BenchComparison
  /** The reasons why it did not pass. */
  findings: { verdict: Verdict; reason: string }[]
  /** Notes for the reader that don't affect the verdict. */
  notes: string[]
}

type Finding = Gate['findings'][number]

const machineText = ({ cpu, cores, arch }: Machine): string => `${cpu}, ${cores} cores, ${arch}`

const sameLoad = (a: Load, b: Load): boolean =>
  JSON.stringify([a.model, a.duration_s]) === JSON.stringify([b.model, b.duration_s])

/** Why the two records can't be compared. */
const incomparable = (baseline: BenchRecord, record: BenchRecord, anyMachine: boolean): string[] => {
  const variants = new Set(record.variants.map(({ id }) => id))
  const [before, after] = [machineText(baseline.machine), machineText(record.machine)]
  return [
    ...(anyMachine || before === after
      ? []
      : [
          `different machines: the baseline was measured on ${before}, this record on ${after}; set a baseline on this machine, or use --any-machine`,
        ]),
    ...(baseline.seed === record.seed
      ? []
      : [`different inputs: the baseline has seed ${baseline.seed}, this record ${record.seed}`]),
    ...baseline.variants.filter(({ id }) => !variants.has(id)).map(({ id }) => `variant ${id}: was not run`),
    ...baseline.loads.flatMap((load) => {
      const own = record.loads.find(({ id }) => id === load.id)
      if (own === undefined) return [`load ${load.id}: was not run`]
      return sameLoad(load, own) ? [] : [`load ${load.id}: is defined differently in the baseline`]
    }),
  ]
}

const level = 1 - confidence

const waysTo = (choose: number, of: number): number => {
  let ways = 1
  for (let i = 1; i <= choose; i++) ways = (ways * (of - choose + i)) / i
  return ways
}

/** The smallest p that a permutation test of two groups of these sizes can give. */
const smallestP = (first: number, second: number): number => (first === second ? 2 : 1) / waysTo(first, first + second)

/** Rounds that each side needs before any difference among this many comparisons can be significant. */
const neededRounds = (comparisons: number): number => {
  let rounds = 2
  while (smallestP(rounds, rounds) > level / comparisons) rounds++
  return rounds
}

/** A message if a row has too few rounds for a significant difference; otherwise undefined. */
const powerless = (sizes: readonly [number, number], rows: number): string | undefined => {
  const [a, b] = sizes
  if (a > 0 && b > 0 && smallestP(a, b) <= level / rows) return undefined
  return `too few rounds: ${a} and ${b} can't show a difference among ${rows} figures; each record needs ${neededRounds(rows)}`
}

const nameOf = ({ variant, load, measure }: Change): string =>
  `${variant}, ${measure === 'rate' ? 'rate' : 'P95'} (${load})`

/** The largest slowdown, as a factor, within the interval of a row. */
const worstFactor = ({ measure, factor }: Change): number =>
  factor === null ? Number.POSITIVE_INFINITY : measure === 'rate' ? 1 / factor.low : factor.high

const rowFinding = (change: Change, margin: number, runBand: number | undefined): Finding[] => {
  const { verdict, factor } = change
  if (verdict === 'no data') {
    const why = factor === null ? 'no data' : 'a valid round has no figure, because nothing completed in it'
    return [{ verdict: 'inconclusive', reason: `${nameOf(change)}: ${why}` }]
  }
  const size = factor === null ? 1 : Math.exp(Math.abs(Math.log(factor.value)))
  if (verdict === 'slower' && size > (runBand ?? 1))
    return [{ verdict: 'fail', reason: `${nameOf(change)}: ${factor?.value.toFixed(2)} ×` }]
  if (verdict === 'slower')
    return [
      {
        verdict: 'inconclusive',
        reason: `${nameOf(change)}: ${factor?.value.toFixed(2)} ×, but runs of main differ from each other by up to ${runBand?.toFixed(2)} ×`,
      },
    ]
  if (worstFactor(change) <= margin) return []
  const reason = `${nameOf(change)}: may be up to ${worstFactor(change).toFixed(2)} × slower, and a pass must exclude more than ${margin.toFixed(2)} ×; measure more rounds to narrow the interval`
  return [{ verdict: 'inconclusive', reason }]
}

const rowFindings = (
  baseline: BenchRecord,
  record: BenchRecord,
  { changes }: BenchComparison,
  { margin, runBand }: GateOptions,
): Finding[] => {
  const findings = changes.flatMap((change): Finding[] => {
    const { variant, load } = change
    const sizes = [baseline, record].map((one) => validBlocks(one, variant, load).length) as [number, number]
    const reason = powerless(sizes, changes.length)
    return reason === undefined
      ? rowFinding(change, margin, runBand?.(variant, load))
      : [{ verdict: 'inconclusive', reason }]
  })
  // Report it once if all rows have too few rounds.
  return findings.filter(({ reason }, index) => findings.findIndex((one) => one.reason === reason) === index)
}

const notesOf = (baseline: BenchRecord, record: BenchRecord): string[] => {
  const names = [...new Set([...Object.keys(baseline.versions), ...Object.keys(record.versions)])]
  const changed = names.filter((name) => baseline.versions[name] !== record.versions[name])
  return [
    ...changed.map(
      (name) =>
        `${name} ${baseline.versions[name] ?? '–'} in the baseline, ${record.versions[name] ?? '–'} in this record`,
    ),
    ...(baseline.dirty ? [`the baseline was measured with uncommitted changes to ${baseline.commit}`] : []),
    ...(record.dirty ? [`this record was measured with uncommitted changes to ${record.commit}`] : []),
    ...(baseline.commit === record.commit ? ['both were measured at the same commit'] : []),
  ]
}

/** The speed of a variant means nothing if its invariants were not checked. */
const blindness = ({ variants, invariants }: BenchRecord): Finding[] => {
  const isSeen = (variant: string): boolean =>
    invariants.some((row) => row.variant === variant && (row.checked >= 1 || row.violations > 0))
  const blind = variants.filter(({ id }) => !isSeen(id)).map(({ id }) => `${id}: no invariant was checked`)
  const reasons = blind.length === variants.length ? ['no invariant was checked'] : blind
  return reasons.map((reason) => ({ verdict: 'inconclusive', reason }))
}

/**
 * Compares a record with a stored baseline. Fails on a significant slowdown, a missed limit or a violated invariant; is
 * inconclusive if a slowdown beyond the margin can't be excluded, and invalid if the records can't be compared. Missing data
 * never passes.
 */
export const gate = (baseline: BenchRecord, record: BenchRecord, options: GateOptions): Gate => {
  const comparison = compareBenches(baseline, record)
  const obstacles = incomparable(baseline, record, options.anyMachine)
  const findings: Finding[] = [
    ...obstacles.map((reason): Finding => ({ verdict: 'invalid', reason })),
    ...(obstacles.length > 0 ? [] : rowFindings(baseline, record, comparison, options)),
    ...brokenPromises(record).map((reason): Finding => ({ verdict: 'fail', reason: `invariant violated: ${reason}` })),
    ...(record.targets ?? [])
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ scenario, style, measure, verdict, because }): Finding => {
        return { verdict, reason: `${scenario} ${style}, ${measure}: ${because}` }
      }),
    ...blindness(record),
  ]
  const none: Finding[] = comparison.changes.length === 0 ? [{ verdict: 'inconclusive', reason: 'no data' }] : []
  const all = [...findings, ...none]
  return {
    verdict: worst(['pass', ...all.map(({ verdict }) => verdict)]),
    comparison,
    findings: all,
    notes: notesOf(baseline, record),
  }
}
