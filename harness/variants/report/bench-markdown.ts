import { amount } from '../../report/costs.ts'
import { capitalised, interval, rate, time } from '../../report/format.ts'
import { table } from '../../report/formats/markdown-table.ts'
import type { Load } from '../../scenario/documents.ts'
import { figuresOfVariant, measureOf } from '../figures.ts'
import { pairsOf } from '../pairs.ts'
import type { BenchRecord } from '../record.ts'
import { costsOfVariant, mainHopsOfVariant } from './costs.ts'
import { answer, bandText, factorText, headline, originOf, statistics, trustOfBench, unitOf } from './words.ts'

const loadPart = (record: BenchRecord, load: Load): string => {
  const rows = record.variants.map(({ id }) => {
    const { ratePerS, p50, p95, p99, rounds, bad } = figuresOfVariant(record, id, load.id)
    return [
      id,
      rounds === 0 ? '–' : rate(ratePerS),
      time(p50?.value ?? null),
      `${time(p95?.value ?? null)} (${p95 === null ? '' : interval(p95.low, p95.high, 'ms')})`,
      time(p99?.value ?? null),
      String(bad),
      String(rounds),
    ]
  })
  const pairs = pairsOf(record, load).map(({ variant, to, estimate, band, verdict }) => [
    `${variant} ÷ ${to}`,
    factorText(estimate),
    bandText(band),
    verdict,
  ])
  const costs = record.variants.map(({ id }) => costsOfVariant(record, id, load.id))
  const names = [...new Set(costs.flatMap((one) => Object.keys(one)))]
  return `## ${capitalised(load.text)}

${table(['variant', 'completed', 'P50', 'P95 (95 %)', 'P99', 'failed', 'rounds'], rows)}

${table([measureOf(load) === 'rate' ? 'rate' : 'P95', 'factor (95 %)', 'A/A', 'shown'], pairs)}

Per ${unitOf(record)}:

${table(
  ['cost', ...record.variants.map(({ id }) => id)],
  names.map((name) => [name, ...costs.map((one) => (one[name] === undefined ? '–' : amount(one[name])))]),
)}
`
}

const hopsPart = (record: BenchRecord): string => {
  const load = record.loads.find((one) => measureOf(one) === 'p95') ?? record.loads[0]
  if (load === undefined) return ''
  const rows = record.variants.flatMap(({ id }) =>
    mainHopsOfVariant(record, id, load.id)
      .slice(0, 8)
      .map(({ name, callsPerUnit, meanMs, msPerUnit }, i) => [
        i === 0 ? id : '',
        name,
        amount(callsPerUnit),
        `${amount(meanMs)} ms`,
        `${amount(msPerUnit)} ms`,
      ]),
  )
  return table(['variant', 'hop', 'calls', 'mean', 'time'], rows)
}

/** The report of a comparison of variants as Markdown: the figures of the page without the charts. */
export const renderBenchMarkdown = (record: BenchRecord): string => `# ${headline(record)}

${answer(record)}

Commit ${record.commit}${record.dirty ? ' with uncommitted changes' : ''}, ${record.startedAt}.

## Can this run be trusted?

${trustOfBench(record)
  .map(({ name, ok, text }) => `- ${ok === null ? '–' : ok ? '✓' : '**!**'} ${name}: ${text}`)
  .join('\n')}

${table(['', ''], originOf(record))}

${record.loads.map((load) => loadPart(record, load)).join('\n')}
## Where the time went

${hopsPart(record)}

## How it was decided

${statistics.map(([name, text]) => `- ${name}: ${text}`).join('\n')}

## Reproduce

\`\`\`sh
git switch --detach ${record.commit}
${record.command}
\`\`\`
`
