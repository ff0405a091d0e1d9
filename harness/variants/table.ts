import type { Estimate } from '../judge/resampling.ts'
import { quantity, rate, time } from '../report/format.ts'
import { columns } from '../report/formats/terminal.ts'
import type { Load } from '../scenario/documents.ts'
import { faultsText } from './faults-text.ts'
import { againstOf, controlFactor, figuresOfVariant, measureOf, validBlocks } from './figures.ts'
import type { BenchRecord } from './record.ts'

const factor = (value: number): string => `${value.toFixed(2)} ×`
const ratio = (estimate: Estimate | null): string =>
  estimate === null ? '' : `${factor(estimate.value)} (${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)})`

const ratioText = (record: BenchRecord, variant: string, estimate: Estimate | null): string => {
  const against = againstOf(record, variant)
  return estimate === null || against === record.baseline ? ratio(estimate) : `${ratio(estimate)} of ${against}`
}

/** Why blocks are invalid. */
const invalidLines = (record: BenchRecord): string[] =>
  record.blocks.flatMap(({ variant, load, round, invalid }) =>
    invalid === null ? [] : [`${variant}, ${load}, round ${round + 1} is invalid: ${invalid}`],
  )

/** The A/A control as text: how much each variant differs from itself. */
const controlLine = (record: BenchRecord): string => {
  const rounds = new Set(record.blocks.map(({ round }) => round)).size
  if (rounds < 2) return 'A/A control: not measured, because it needs at least two rounds.'
  const parts = record.loads.map((load) => {
    const measure = measureOf(load)
    const band = 100 * (controlFactor(record, load.id, measure) - 1)
    return `${measure === 'p95' ? 'P95' : 'rate'} at ${load.text}: ± ${band.toFixed(0)} %`
  })
  return `A/A control, each variant compared with itself: ${parts.join('; ')}. Smaller differences count as no difference shown.`
}

const invariantLines = (record: BenchRecord): string[] =>
  record.variants.flatMap(({ id, gives_up }) => {
    const own = record.invariants.filter((row) => row.variant === id)
    const broken = own.filter((row) => row.violations > 0)
    if (broken.length === 0)
      return [
        own.some(({ checked }) => checked >= 1) ? `${id}: every invariant held` : `${id}: no invariant was checked`,
      ]
    return broken.map((row) =>
      row.id in gives_up
        ? `${id}: gives up ${row.id} by design, ${row.violations} violations: ${gives_up[row.id]}`
        : `${id}: ${row.violations} violations of ${row.id}, such as: ${row.example ?? 'none shown'}`,
    )
  })

/** Whether a variant broke an invariant that it does not give up. */
export const brokenPromises = (record: BenchRecord): string[] =>
  record.invariants.flatMap(({ variant, id, violations }) => {
    const givenUp = record.variants.find((one) => one.id === variant)?.gives_up ?? {}
    return violations > 0 && !(id in givenUp) ? [`${variant}: ${id}`] : []
  })

/** Gaps of a record: loads of a variant without a valid round, variants whose invariants were not checked. */
export const unmeasured = (record: BenchRecord): string[] => [
  ...record.variants.flatMap(({ id }) =>
    record.loads
      .filter((load) => validBlocks(record, id, load.id).length === 0)
      .map((load) => `${id}, ${load.id}: no valid round`),
  ),
  ...record.variants
    .filter(({ id }) => !record.invariants.some((row) => row.variant === id && row.checked >= 1))
    .map(({ id }) => `${id}: no invariant was checked`),
]

/** Whether a record contains any figure to compare others with. */
export const hasFigures = ({ blocks }: BenchRecord): boolean =>
  blocks.some(({ invalid, samples }) => invalid === null && samples >= 1)

const comparedAs = (record: BenchRecord, load: Load): string =>
  `${measureOf(load) === 'p95' ? 'P95' : 'rate'} ÷ ${record.baseline}`

/** The ratios of the variants, one line per load, followed by the A/A control. */
export const comparisonLines = (record: BenchRecord): string[] => [
  ...record.loads.map((load) => {
    const ratios = record.variants.flatMap(({ id }) => {
      const text = ratioText(record, id, figuresOfVariant(record, id, load.id).ratio[measureOf(load)])
      return text === '' ? [] : [`${id} ${text}`]
    })
    return `${load.text}, ${comparedAs(record, load)}: ${ratios.length === 0 ? 'too few rounds' : ratios.join(', ')}`
  }),
  controlLine(record),
]

/** The figures of all variants by load, as text for the terminal. */
export const benchTable = (record: BenchRecord): string => {
  const sections = record.loads.map((load) => {
    const rows = record.variants.map(({ id }) => {
      const figures = figuresOfVariant(record, id, load.id)
      return [
        `  ${id}`,
        figures.rounds === 0 ? '–' : rate(figures.ratePerS),
        time(figures.p50?.value ?? null),
        time(figures.p95?.value ?? null),
        time(figures.p99?.value ?? null),
        ratioText(record, id, figures.ratio[measureOf(load)]),
        quantity(figures.cpuMsPerUnit, ' ms'),
        figures.bad === 0 ? '' : `${figures.bad} failed`,
        figures.rounds === 0 ? 'no valid round' : '',
      ]
    })
    const header = ['  variant', 'completed', 'P50', 'P95', 'P99', comparedAs(record, load), 'CPU each', '', '']
    return `${load.text}\n${columns([header, ...rows])}`
  })
  return [
    ...sections,
    controlLine(record),
    [...invalidLines(record), ...invariantLines(record)].join('\n'),
    ...(record.faults === undefined ? [] : [faultsText(record.faults)]),
  ].join('\n\n')
}
