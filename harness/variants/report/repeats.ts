import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import { dotChart } from '../../report/charts/dots.ts'
import {
  capitalised,
  count,
  escaped,
  interval,
  limitText,
  quantity,
  rate,
  time,
  verdictSigns,
  verdictWords,
} from '../../report/format.ts'
import { table } from '../../report/formats/markdown-table.ts'
import { renderFrame } from '../../report/formats/page.ts'
import { columns, terminalTable } from '../../report/formats/terminal.ts'
import { parseLimit } from '../../scenario/documents.ts'
import { type Difference, differencesOf } from '../differences.ts'
import { validBlocks, valueOfBlock } from '../figures.ts'
import type { BenchRecord } from '../record.ts'

/** Several runs of the same scenarios with their common result. */
export type Repeats = { judged: JudgedRun; rounds: readonly JudgedRun[]; record: BenchRecord }

const valueText = ({ measure }: Difference, value: number): string => (measure === 'rate' ? rate(value) : time(value))

const ratioText = ({ ratio }: Difference): string =>
  ratio === null ? '–' : `${ratio.value.toFixed(2)} × (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`

const cellsOf = (one: Difference): string[] => [
  one.load,
  one.measure === 'rate' ? 'rate' : 'P95',
  valueText(one, one.baselineValue),
  valueText(one, one.value),
  ratioText(one),
  `± ${(100 * (one.band - 1)).toFixed(0)} %`,
  `${one.rounds}`,
  one.verdict === 'no difference shown' || one.verdict === 'too few rounds'
    ? one.verdict
    : `${one.variant}: ${one.verdict}`,
]

const headOf = ({ record: { baseline, variants } }: Repeats): string[] => {
  const others = variants.map(({ id }) => id).filter((id) => id !== baseline)
  return ['load', 'figure', baseline, others.join(', '), `÷ ${baseline} (95 %)`, 'A/A', 'rounds', 'shown']
}

const howText =
  'Ratios are computed within a round; intervals come from a paired bootstrap over rounds. A difference is shown if there are at least five rounds, the interval excludes 1, and the ratio exceeds the differences of a style from itself (A/A).'

const roundsText = ({ rounds }: Repeats): string => `${rounds.length} rounds, every second one in reverse order`

/** The summary for the terminal. */
export const repeatsText = (repeats: Repeats): string => {
  const differences = differencesOf(repeats.record)
  const compared = columns([headOf(repeats), ...differences.map(cellsOf)].map((row) => ['   ', ...row]))
  return [
    `    Over ${roundsText(repeats)}:`,
    terminalTable(repeats.judged),
    ...(differences.length === 0 ? [] : [compared, `    ${howText}`]),
  ].join('\n\n')
}

const measureRows = ({ scenario, run, measures, verdict }: JudgedScenario, rounds: readonly JudgedRun[]): string[][] =>
  measures.map((measure, index) => {
    const { text = measure.id, limit = '' } = scenario.measures.find(({ id }) => id === measure.id) ?? {}
    const each = rounds.map((round) => {
      const one = round.scenarios.find((other) => other.scenario.id === scenario.id && other.run.style === run.style)
      const own = one?.measures.find(({ id, load }) => id === measure.id && load === measure.load)
      return own === undefined ? '–' : `${quantity(own.value, own.unit)} ${verdictSigns[own.verdict]}`
    })
    return [
      index === 0 ? `${verdictSigns[verdict]} ${scenario.id} ${run.style}` : '',
      `${text} (${measure.load})`,
      quantity(measure.value, measure.unit),
      interval(measure.low, measure.high, measure.unit),
      limitText(limit),
      count(measure.samples),
      measure.verdict === 'pass' ? verdictWords.pass : `${verdictWords[measure.verdict]}: ${measure.because}`,
      each.join(' · '),
    ]
  })

const measureHead = ['', 'measure', 'all rounds', '95 % interval', 'limit', 'samples', 'verdict', 'each round']

const reasonsOf = ({ judged }: Repeats): string[] =>
  judged.scenarios.flatMap(({ scenario, run, reasons }) =>
    reasons.map((reason) => `${scenario.id} ${run.style}: ${reason}`),
  )

const headline = ({ judged }: Repeats): string =>
  `${verdictWords[judged.verdict]}: ${[...new Set(judged.scenarios.map(({ scenario }) => scenario.id))].join(', ')} over all rounds`

export const repeatsMarkdown = (repeats: Repeats): string => {
  const { judged, rounds, record } = repeats
  const rows = judged.scenarios.flatMap((one) => measureRows(one, rounds))
  const reasons = reasonsOf(repeats).map((reason) => `- ${reason}`)
  return `# ${headline(repeats)}

${roundsText(repeats)}; commit ${record.commit}${record.dirty ? ' with uncommitted changes' : ''}, ${record.startedAt}. Reports of the rounds: ${rounds.map((_, index) => `[${index + 1}](rounds/${index + 1}/report.md)`).join(', ')}.

${table(measureHead, rows)}
${reasons.length === 0 ? '' : `\n${reasons.join('\n')}\n`}
## Styles side by side

${table(headOf(repeats), differencesOf(record).map(cellsOf))}

${howText}
`
}

const htmlTable = (label: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const cells = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? `<th scope="row">${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(label)}"><table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((cellsOfRow) => `<tr>${cells(cellsOfRow)}</tr>`).join('')}</tbody></table></div>`
}

/** The limit of the scenario that judges a load's latency, in milliseconds. */
const limitOf = ({ judged }: Repeats, load: string): number | null => {
  const limits = judged.scenarios.flatMap(({ scenario }) =>
    scenario.measures
      .filter(({ kind, loads }) => kind === 'latency' && loads?.some((id) => `${scenario.group}: ${id}` === load))
      .map(({ limit }) => parseLimit(limit).value),
  )
  return limits.length === 0 ? null : Math.max(...limits)
}

/** P95 of each round as a dot, one row per style. */
const dotsOf = (repeats: Repeats, load: BenchRecord['loads'][number], index: number): string => {
  const limitMs = limitOf(repeats, load.id)
  if (limitMs === null) return ''
  const rows = repeats.record.variants.map(({ id }, at) => {
    const blocks = validBlocks(repeats.record, id, load.id)
    return { index: at, style: id, values: blocks.map((block) => valueOfBlock(block, 'p95')), missing: 0 }
  })
  const drawn = rows.filter(({ values }) => values.length > 0)
  if (drawn.length === 0) return ''
  const chart = dotChart({ id: `rounds-${index}`, title: `P95 of each round, ${load.text}`, rows: drawn, limitMs })
  const data = drawn.map(({ style, values }) => [style, values.map((value) => time(value)).join(', ')])
  return `<figure><figcaption><b>P95 of each round</b>: ${escaped(load.text)}; limit of the slower style</figcaption>${chart}<details><summary>Data</summary>${htmlTable(`P95 of each round, ${load.text}`, ['style', 'P95 of its rounds'], data)}</details></figure>`
}

/** The common result of several runs as one page. */
export const repeatsPage = (repeats: Repeats): string => {
  const { judged, rounds, record } = repeats
  const rows = judged.scenarios.flatMap((one) => measureRows(one, rounds))
  const links = rounds.map((_, index) => `<a href="rounds/${index + 1}/report.html">${index + 1}</a>`).join(', ')
  const reasons = reasonsOf(repeats).map((reason) => `<li>${escaped(reason)}</li>`)
  const charts = record.loads.map((load, index) => dotsOf(repeats, load, index)).join('')
  const why = reasons.length === 0 ? '' : `<ul class="why">${reasons.join('')}</ul>`
  return renderFrame({
    title: headline(repeats),
    headline: headline(repeats),
    eyebrow: [record.startedAt, `commit ${record.commit}`],
    answer: `${escaped(capitalised(roundsText(repeats)))}. Reports of the rounds: ${links}.`,
    main: [
      `<section><h2>Verdicts over all rounds</h2>${htmlTable('Verdicts', measureHead, rows)}${why}</section>`,
      `<section><h2>Styles side by side</h2><p class="lead">${escaped(howText)}</p>${htmlTable('Differences', headOf(repeats), differencesOf(record).map(cellsOf))}<div class="pair">${charts}</div></section>`,
    ],
    footer: 'Computed from rounds/*/raw by <code>npm run report</code>. For programs: summary.json and bench.json.',
  })
}
