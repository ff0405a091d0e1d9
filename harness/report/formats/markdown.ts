import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import { answer, headline } from '../answer.ts'
import { amount, costsOf, sideBySide } from '../costs.ts'
import { count, interval, limitText, quantity, rate, time, verdictSigns, verdictWords } from '../format.ts'
import { observedRows } from '../observed.ts'
import { answerRows } from '../sections/answers.ts'
import { figuresNote, statisticsTexts } from '../sections/statistics.ts'
import { originFacts } from '../sections/trust.ts'
import { compare } from '../summary.ts'
import { trustLegend, trustOf } from '../trust.ts'
import { table } from './markdown-table.ts'

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
    ['load', 'style', 'P50', 'P95', 'P99', 'mean', 'P95 until accepted', 'completed per second', 'outcomes'],
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

/** The recorded examples of violations, so that a reader needs no other format to find them. */
const violationTable = (scenarios: readonly JudgedScenario[]): string => {
  const rows = scenarios.flatMap(({ scenario, run }) =>
    run.invariants.flatMap(({ id, examples }) => examples.map((example) => [scenario.id, run.style, id, example])),
  )
  return rows.length === 0 ? '' : `${table(['scenario', 'style', 'invariant', 'example of a violation'], rows)}\n\n`
}

const costsMarkdown = (judged: JudgedRun): string => {
  const groups = sideBySide(costsOf(judged))
  if (groups.length === 0) return ''
  const { one: unit, many } = judged.scenarios[0]?.scenario.unit_of_work ?? { one: 'unit', many: 'units' }
  const costs = groups.flat()
  const names = [...new Set(costs.flatMap(({ perUnit }) => Object.keys(perUnit)))]
  const hops = costs
    .filter(({ isJudged }) => isJudged)
    .flatMap(({ scenario, style, loadText, mainHops }) =>
      mainHops
        .slice(0, 8)
        .map(({ name, callsPerUnit, meanMs, msPerUnit }, i) => [
          i === 0 ? `${scenario} ${style}, ${loadText}` : '',
          name,
          amount(callsPerUnit),
          `${amount(meanMs)} ms`,
          `${amount(msPerUnit)} ms`,
        ]),
    )
  return `## What a ${unit} costs

Resources used during each load, divided by its ${many} and read once the system was idle again. The load generator is not included.

${table(
  ['load', 'style', ...names],
  costs.map(({ scenario, style, loadText, perUnit }) => [
    `${scenario}: ${loadText}`,
    style,
    ...names.map((name) => (perUnit[name] === undefined ? '–' : amount(perUnit[name]))),
  ]),
)}

## Where the time went

A call includes the time of the calls that it makes, so the rows can’t be added up. “Events → process” is the time from publishing an event until that process has handled it.

${table(['load', 'hop', `times per ${unit}`, 'mean time', `time per ${unit}`], hops)}

`
}

/** The report as Markdown: the figures of report.html without its charts. */
export const renderMarkdown = (judged: JudgedRun): string => {
  const { record, scenarios } = judged
  const many = scenarios[0]?.scenario.unit_of_work.many ?? 'units'
  return `# ${headline(judged)}

${answer(judged)}

Commit ${record.commit}${record.dirty ? ' with uncommitted changes' : ''}, ${record.startedAt}${record.quick ? ', quick run (few samples)' : ''}.

## Verdicts

${verdictTable(scenarios)}

## Can this run be trusted?

${trustLegend}

${trustOf(judged)
  .map(({ name, ok, text }) => `- ${ok === null ? '–' : ok ? '✓' : '**!**'} ${name}: ${text}`)
  .join('\n')}

${table(
  ['', ''],
  originFacts(judged).map(([name, value]) => [name, value]),
)}

## Styles side by side

${figuresNote(many)} One run per style, so this report claims no difference between them.

${comparisonTable(judged)}

${costsMarkdown(judged)}## Comparison with the original report

${table(
  ['figure', 'original report', 'here'],
  observedRows(scenarios).map(({ text, scenario, original, ours }) => [`${scenario}: ${text}`, original, ours]),
)}

## Invariants

${invariantTable(scenarios)}

${violationTable(scenarios)}## Answers checked against their specifications

The services checked a sample of their answers under load. The result doesn’t affect the verdict.

${table(['scenario', 'style', 'checked', 'violations', 'share'], answerRows(scenarios))}

## How verdicts are computed

${statisticsTexts(judged)
  .map(([name, text]) => `- ${name}: ${text}`)
  .join('\n')}

## How to reproduce

\`\`\`sh
git switch --detach ${record.commit}
${record.command}
npm run report   # writes this report again from the data in raw/
\`\`\`
`
}
