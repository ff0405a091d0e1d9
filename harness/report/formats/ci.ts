import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import type { MeasureResult } from '../../judge/measure.ts'
import type { Verdict } from '../../judge/verdict.ts'
import type { InvariantResult } from '../../scenario/records.ts'
import { limitText, quantity, shortened, verdictWords } from '../format.ts'

/** Formats for continuous integration: each measure and invariant of each scenario is one test. */

type Check = { suite: string; name: string; verdict: Verdict | 'skipped'; message: string; durationMs: number }

const [nameMax, messageMax] = [400, 2_000]

const measureName = ({ scenario }: JudgedScenario, { id, load }: MeasureResult): string => {
  const text = scenario.measures.find((measure) => measure.id === id)?.text ?? id
  return `${shortened(text, nameMax)} (${load})`
}

/** The same rules as in the verdict of a scenario. */
const invariantVerdict = (result: InvariantResult | undefined): Check['verdict'] => {
  if (result !== undefined && result.violations !== 0) return 'fail'
  if (result?.skipped !== undefined) return 'skipped'
  return result === undefined || !(result.checked >= 1) ? 'inconclusive' : 'pass'
}

/** Adds a check with the verdict of the scenario if no other check has it, so that readers of these formats see it. */
const checksOf = (judged: JudgedScenario): Check[] => {
  const checks = partsOf(judged)
  const { scenario, run, verdict, reasons } = judged
  if (checks.some((check) => check.verdict === verdict)) return checks
  const message = reasons.join('; ') || 'nothing was checked'
  return [...checks, stateCheck(`${scenario.id} ${run.style}`, 'verdict', verdict, message)]
}

/** A run without scenarios is one error, because most readers of these formats accept a file without tests. */
const suitesOf = ({
  scenarios,
  verdict,
}: JudgedRun): { name: string; startedAt: string | undefined; checks: Check[] }[] => {
  if (scenarios.length === 0)
    return [{ name: 'run', startedAt: undefined, checks: [stateCheck('run', 'verdict', verdict, 'nothing was run')] }]
  return scenarios.map((one) => ({
    name: `${one.scenario.id} ${one.run.style}`,
    startedAt: one.run.startedAt,
    checks: checksOf(one),
  }))
}

const partsOf = (judged: JudgedScenario): Check[] => {
  const { scenario, run, measures } = judged
  const suite = `${scenario.id} ${run.style}`
  const durationMs = Math.max(0, Date.parse(run.endedAt) - Date.parse(run.startedAt)) || 0
  const each = durationMs / Math.max(1, measures.length)
  return [
    ...measures.map((measure): Check => {
      const limit = scenario.measures.find(({ id }) => id === measure.id)?.limit ?? ''
      const value = quantity(measure.value, measure.unit)
      const message = `${value}, limit ${limitText(limit)}; ${measure.because}`
      return { suite, name: measureName(judged, measure), verdict: measure.verdict, message, durationMs: each }
    }),
    ...scenario.invariants.map(({ id, text }): Check => {
      const result = run.invariants.find((one) => one.id === id)
      const checked = result?.checked ?? 0
      const verdict = invariantVerdict(result)
      const example = result?.examples[0]
      if (verdict === 'skipped') return { suite, name: text, verdict, message: result?.skipped ?? '', durationMs: 0 }
      const message = `${result?.violations ?? 0} of ${checked} violated${example === undefined ? '' : `: ${example}`}`
      return { suite, name: text, verdict, message, durationMs: 0 }
    }),
    ...(run.invalid === undefined ? [] : [stateCheck(suite, 'system can be reached', 'invalid', run.invalid)]),
    ...(run.before === null ? [] : [stateCheck(suite, 'idle before the run', 'invalid', run.before)]),
    ...(run.after === null ? [] : [stateCheck(suite, 'idle after the run', 'fail', run.after)]),
  ]
}

const stateCheck = (suite: string, name: string, verdict: Verdict, message: string): Check => ({
  suite,
  name,
  verdict,
  message,
  durationMs: 0,
})

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
}
/** Characters that XML 1.0 can't contain, escaped or not. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const xml = (text: string, most = messageMax): string =>
  shortened(text, most)
    .replace(forbidden, '\uFFFD')
    .replace(/[&<>"\n\t]/g, (character) => escapes[character] ?? character)

const testCase = ({ suite, name, verdict, message, durationMs }: Check): string => {
  const head = `    <testcase classname="${xml(suite, nameMax)}" name="${xml(name, nameMax)}" time="${(durationMs / 1_000).toFixed(3)}"`
  switch (verdict) {
    case 'pass':
    case 'skipped':
      return `${head}/>`
    case 'fail':
      return `${head}>\n      <failure type="fail" message="${xml(message)}"/>\n    </testcase>`
    case 'inconclusive':
    case 'invalid':
      // The measurement went wrong, so the system neither passed nor failed.
      return `${head}>\n      <error type="${verdict}" message="${xml(message)}"/>\n    </testcase>`
    default:
      return verdict satisfies never
  }
}

/** JUnit XML: one suite per scenario and style; inconclusive and invalid are errors, not failures. */
export const renderJunit = (judged: JudgedRun): string => {
  const suites = suitesOf(judged).map(({ name, startedAt = judged.record.startedAt, checks: all }) => {
    // Not every reader of this format knows skipped tests, so they are omitted.
    const checks = all.filter(({ verdict }) => verdict !== 'skipped')
    const [failures, passes] = ['fail', 'pass'].map(
      (verdict) => checks.filter((check) => check.verdict === verdict).length,
    )
    const errors = checks.length - (failures ?? 0) - (passes ?? 0)
    const head = `  <testsuite name="${xml(name, nameMax)}" tests="${checks.length}" failures="${failures}" errors="${errors}" timestamp="${startedAt.slice(0, 19)}">`
    return [head, ...checks.map(testCase), '  </testsuite>'].join('\n')
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sagabench">\n${suites.join('\n')}\n</testsuites>\n`
}

const ctrfStatus: Record<Check['verdict'], 'passed' | 'failed' | 'skipped' | 'other'> = {
  skipped: 'skipped',
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'other',
  invalid: 'other',
}

/** Common Test Report Format (ctrf.io), version 0.0.0 of its schema. */
export const renderCtrf = (judged: JudgedRun): object => {
  const { record } = judged
  const tests = suitesOf(judged)
    .flatMap(({ checks }) => checks)
    .map(({ suite, name, verdict, message, durationMs }) => ({
      name: shortened(name, nameMax),
      status: ctrfStatus[verdict],
      rawStatus: verdict,
      duration: Math.round(durationMs),
      suite: [shortened(suite, nameMax)],
      message: shortened(message, messageMax),
    }))
  const count = (status: string): number => tests.filter((test) => test.status === status).length
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    results: {
      tool: { name: 'sagabench' },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: 0,
        skipped: count('skipped'),
        other: count('other'),
        start: Date.parse(record.startedAt),
        stop: Date.parse(record.endedAt),
      },
      tests,
      environment: { commit: record.commit, osPlatform: record.machine.os },
    },
  }
}

const badgeColours: Record<Verdict, string> = {
  pass: '#1a7f37',
  fail: '#b42318',
  inconclusive: '#6b5900',
  invalid: '#555b66',
}

/** A badge with the verdict of a run in the usual form: 20 pixels high, two fields. */
export const renderBadge = (judged: JudgedRun): string => {
  const [left, right] = ['quality scenarios', verdictWords[judged.verdict].toLowerCase()]
  const width = (text: string): number => Math.round(text.length * 6.3) + 12
  const [a, b] = [width(left), width(right)]
  const field = (text: string, middle: number): string =>
    `<text x="${middle}" y="14" text-anchor="middle">${text}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="20" role="img" aria-label="${left}: ${right}"><title>${left}: ${right}</title><rect width="${a}" height="20" fill="#3d444d"/><rect x="${a}" width="${b}" height="20" fill="${badgeColours[judged.verdict]}"/><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${field(left, a / 2)}${field(right, a + b / 2)}</g></svg>\n`
}

const summaryMaxBytes = 1_000_000

/** A report in Markdown, cut to GitHub's limit for the summary of a step (1 MiB). */
export const stepSummary = (markdown: string): string => {
  const bytes = Buffer.from(markdown)
  if (bytes.length <= summaryMaxBytes) return markdown
  const cut = bytes.subarray(0, summaryMaxBytes).toString('utf8')
  const end = cut.lastIndexOf('\n')
  const whole = end === -1 ? cut.replace(/\uFFFD$/, '') : cut.slice(0, end)
  const isInCode = (whole.match(/^```/gm)?.length ?? 0) % 2 === 1
  return `${whole}${isInCode ? '\n```' : ''}\n\nThe report is cut here; the whole report is among the artifacts.\n`
}
