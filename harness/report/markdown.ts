import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import { answer, headline } from './answer.ts'
import { count, interval, limitText, quantity, rate, time, verdictSigns, verdictWords } from './format.ts'
import { observedRows } from './observed.ts'
import { answerRows } from './section-answers.ts'
import { compare } from './summary.ts'

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const verdictTable = (scenarios: readonly JudgedScenario[]): string =>
  table(
    ['', 'scenario', 'style', 'measure', 'load', 'value', '95 % interval', 'limit', 'samples', 'slow', 'verdict'],
    scenarios.flatMap(({ scenario, run, measures, verdict }) =>
      measures.map((measure, i) => [
        i === 0 ? verdictSigns[verdict] : '',
        i === 0 ? `**${scenario.id}** ${scenario.title}` : '',
        i === 0 ? run.style : '',
        scenario.measures.find(({ id }) => id === measure.id)?.text ?? measure.id,
        measure.load,
        quantity(measure.value, measure.unit),
        interval(measure.low, measure.high, measure.unit),
        limitText(scenario.measures.find(({ id }) => id === measure.id)?.limit ?? ''),
        count(measure.samples),
        measure.slow === null ? '' : count(measure.slow),
        measure.verdict === 'pass' ? verdictWords.pass : `${verdictWords[measure.verdict]}: ${measure.because}`,
      ]),
    ),
  )

const comparisonTable = (judged: JudgedRun): string =>
  table(
    ['load', 'style', 'P50', 'P95', 'P99', 'mean', 'to acceptance, P95', 'good ends', 'ends'],
    compare(judged).flatMap(({ group, load, styles }) =>
      styles.map((style, i) => [
        i === 0 ? `${group}: ${load}` : '',
        style.style,
        time(style.p50_ms?.value ?? null),
        `${time(style.p95_ms?.value ?? null)} (${interval(style.p95_ms?.low ?? null, style.p95_ms?.high ?? null, 'ms')})`,
        time(style.p99_ms?.value ?? null),
        time(style.mean_ms),
        time(style.accepted_p95_ms?.value ?? null),
        rate(style.rate_per_s.value),
        Object.entries(style.outcomes)
          .map(([outcome, times]) => `${count(times)} ${outcome}`)
          .join(', '),
      ]),
    ),
  )

const invariantTable = (scenarios: readonly JudgedScenario[]): string =>
  table(
    ['invariant', 'scenario', 'style', 'checked', 'violations'],
    scenarios.flatMap(({ scenario, run }) =>
      scenario.invariants.map(({ id, text }) => {
        const result = run.invariants.find((each) => each.id === id)
        return [
          text,
          scenario.id,
          run.style,
          count(result?.checked ?? 0),
          result === undefined ? 'not checked' : (result.skipped ?? count(result.violations)),
        ]
      }),
    ),
  )

/** The report as Markdown: the same figures as report.html, without the pictures. */
export const renderMarkdown = (judged: JudgedRun): string => {
  const { record, scenarios } = judged
  const { machine } = record
  return `# ${headline(judged)}

${answer(judged)}

Commit ${record.commit}${record.dirty ? ' with local changes' : ''}, ${record.startedAt}${record.quick ? ', quick run (few samples)' : ''}.

## Verdicts

${verdictTable(scenarios)}

## Styles side by side

One run per style; no difference between them is claimed. Times are of good ends after the warm-up, from the intended start.

${comparisonTable(judged)}

## What the original report observed

${table(
  ['figure', 'original report', 'here'],
  observedRows(scenarios).map(({ text, scenario, original, ours }) => [`${scenario}: ${text}`, original, ours]),
)}

## Invariants

${invariantTable(scenarios)}

## Answers checked against their specifications

A sample of what services answered under load; it decides nothing.

${table(['scenario', 'style', 'checked', 'differ', 'drift'], answerRows(scenarios))}

## Machine

${machine.os}, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.arch}, kernel ${machine.kernel}; ${Object.entries(
    record.versions,
  )
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.

## Reproduce

\`\`\`sh
git switch --detach ${record.commit}
${record.command}
npm run report   # computes this report again from raw/
\`\`\`
`
}
