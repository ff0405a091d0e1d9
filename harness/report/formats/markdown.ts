import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import { answer, headline } from '../answer.ts'
import { amount, costsOf, sideBySide } from '../costs.ts'
import { count, interval, limitText, quantity, rate, time, verdictSigns, verdictWords } from '../format.ts'
import { observedRows } from '../observed.ts'
import { answerRows } from '../sections/answers.ts'
import { statisticsTexts } from '../sections/statistics.ts'
import { originFacts } from '../sections/trust.ts'
import { compare } from '../summary.ts'
import { trustOf } from '../trust.ts'
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

const costsMarkdown = (judged: JudgedRun): string => {
  const groups = sideBySide(costsOf(judged))
  if (groups.length === 0) return ''
  const unit = judged.scenarios[0]?.scenario.unit_of_work.one ?? 'unit'
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

Counters before each load and once all was at rest again, per ${unit}; the generator is not in it.

${table(
  ['load', 'style', ...names],
  costs.map(({ scenario, style, loadText, perUnit }) => [
    `${scenario}: ${loadText}`,
    style,
    ...names.map((name) => (perUnit[name] === undefined ? '–' : amount(perUnit[name]))),
  ]),
)}

## Where the time went

A call holds everything that it calls in turn, so these are not to be added up.

${table(['load', 'hop', `times per ${unit}`, 'mean', `per ${unit}`], hops)}

`
}

/** The report as Markdown: the same figures as report.html, without the pictures. */
export const renderMarkdown = (judged: JudgedRun): string => {
  const { record, scenarios } = judged
  return `# ${headline(judged)}

${answer(judged)}

Commit ${record.commit}${record.dirty ? ' with local changes' : ''}, ${record.startedAt}${record.quick ? ', quick run (few samples)' : ''}.

## Verdicts

${verdictTable(scenarios)}

## Can this run be trusted?

${trustOf(judged)
  .map(({ name, ok, text }) => `- ${ok === null ? '–' : ok ? '✓' : '**!**'} ${name}: ${text}`)
  .join('\n')}

${table(
  ['', ''],
  originFacts(judged).map(([name, value]) => [name, value]),
)}

## Styles side by side

One run per style; no difference between them is claimed. Times are of good ends after the warm-up, from the intended start.

${comparisonTable(judged)}

${costsMarkdown(judged)}## What the original report observed

${table(
  ['figure', 'original report', 'here'],
  observedRows(scenarios).map(({ text, scenario, original, ours }) => [`${scenario}: ${text}`, original, ours]),
)}

## Invariants

${invariantTable(scenarios)}

## Answers checked against their specifications

A sample of what services answered under load; it decides nothing.

${table(['scenario', 'style', 'checked', 'differ', 'drift'], answerRows(scenarios))}

## How it was decided

${statisticsTexts(judged)
  .map(([name, text]) => `- ${name}: ${text}`)
  .join('\n')}

## Reproduce

\`\`\`sh
git switch --detach ${record.commit}
${record.command}
npm run report   # computes this report again from raw/
\`\`\`
`
}
