import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate } from 'ctrf'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JudgedRun, judgeRun } from '../../judge/judge.ts'
import { type Weather, writeSyntheticRun } from '../synthetic.ts'
import { writeReport } from '../write.ts'
import { renderBadge, renderCtrf, renderJunit, stepSummary } from './ci.ts'
import { renderMarkdown } from './markdown.ts'
import { table } from './markdown-table.ts'
import { terminalTable } from './terminal.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const filesOf = (weather: Weather) => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-ci-'))
  folders.push(folder)
  writeSyntheticRun(folder, weather)
  writeReport(folder)
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return { junit: read('junit.xml'), ctrf: JSON.parse(read('ctrf.json')), badge: read('badge.svg') }
}

describe('JUnit XML, CTRF and badge', () => {
  test('report no failure for a run that passes', () => {
    const { junit, ctrf, badge } = filesOf({})
    expect(junit).not.toMatch(/<failure|<error/)
    expect(junit).toMatch(/<testcase classname="P2 choreographed" name="95 % of [^"]* end within 500 ms/)
    expect(ctrf.results.summary).toMatchObject({ failed: 0, other: 0 })
    expect(ctrf.results.summary.passed).toBe(ctrf.results.tests.length)
    expect(badge).toContain('quality scenarios: pass')
  })

  test('name the measure, its value and its limit for a run that fails', () => {
    const { junit, ctrf, badge } = filesOf({ badShare: 0.3, violations: 4 })
    expect(junit).toMatch(/<failure type="fail" message="≥ 30 s, limit &lt; 500 ms; \d+ of \d+ slow/)
    expect(ctrf.results.summary.failed).toBeGreaterThan(0)
    expect(badge).toContain('quality scenarios: fail')
  })

  test('report errors, not passes, for an invalid run', () => {
    const { junit, ctrf } = filesOf({ dropped: 30 })
    expect(junit).toMatch(/<error type="invalid"/)
    expect(ctrf.results.summary.other).toBeGreaterThan(0)
  })
})

describe('what was not checked does not pass:', () => {
  const judgedOf = (): JudgedRun => {
    const folder = mkdtempSync(join(tmpdir(), 'sagabench-ci-'))
    folders.push(folder)
    writeSyntheticRun(folder, {})
    return judgeRun(folder)
  }
  const summaryOf = (judged: JudgedRun) =>
    (renderCtrf(judged) as { results: { summary: { tests: number; passed: number; other: number } } }).results.summary

  test('a run without scenarios is one error in each format and claims no limit', () => {
    const nothing: JudgedRun = { ...judgedOf(), scenarios: [], verdict: 'inconclusive' }
    expect(renderJunit(nothing)).toMatch(/tests="1" failures="0" errors="1"/)
    expect(renderJunit(nothing)).toContain('<error type="inconclusive" message="nothing was run"/>')
    expect(summaryOf(nothing)).toMatchObject({ tests: 1, passed: 0, other: 1 })
    expect(renderBadge(nothing)).toContain('quality scenarios: inconclusive')
    for (const text of [renderMarkdown(nothing), terminalTable(nothing)]) {
      expect(text).toContain('No limit and no invariant was checked.')
      expect(text).not.toMatch(/limit was met|invariant held/)
    }
  })

  test('a scenario that fails none of its measures but does not pass has a check with the reason', () => {
    const judged = judgedOf()
    const scenarios = judged.scenarios.map((one) => ({
      ...one,
      verdict: 'inconclusive' as const,
      reasons: ['load open: has no results'],
    }))
    expect(renderJunit({ ...judged, scenarios })).toContain(
      '<error type="inconclusive" message="load open: has no results"/>',
    )
    expect(summaryOf({ ...judged, scenarios }).other).toBe(scenarios.length)
  })

  test('an invariant without data is never reported as holding', () => {
    const judged = judgedOf()
    const scenarios = judged.scenarios.map((one) => ({
      ...one,
      run: { ...one.run, invariants: one.run.invariants.map((result) => ({ ...result, checked: 0 })) },
    }))
    const text = terminalTable({ ...judged, scenarios })
    expect(text).toContain('not checked')
    expect(text).not.toMatch(/\d hold|invariant held/)
    expect(text).toContain('no invariant was checked')
  })
})

test('a skipped invariant is no error, and a violated one fails whatever its count', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-ci-'))
  folders.push(folder)
  writeSyntheticRun(folder, {})
  const judged = judgeRun(folder)
  const [first] = judged.scenarios
  if (first === undefined) throw new Error('nothing was judged')
  const rendered = (blank: { violations: number; skipped?: string }) => {
    const invariants = first.run.invariants.map((one) => ({ ...one, checked: 0, ...blank }))
    const run = { ...judged, scenarios: [{ ...first, run: { ...first.run, invariants } }] }
    return { junit: renderJunit(run), summary: (renderCtrf(run) as { results: { summary: object } }).results.summary }
  }
  const many = first.scenario.invariants.length
  const skipped = rendered({ violations: 0, skipped: 'nobody was erased' })
  expect(skipped.junit).not.toContain('<error')
  expect(skipped.summary).toMatchObject({ skipped: many, other: 0, failed: 0 })
  expect(rendered({ violations: 1 }).summary).toMatchObject({ skipped: 0, other: 0, failed: many })
  expect(rendered({ violations: 0 }).summary).toMatchObject({ skipped: 0, other: many, failed: 0 })
})

test('stepSummary cuts a long report at a line, below the limit, and says so', () => {
  const line = `${'ö'.repeat(99)}\n`
  const cut = stepSummary(line.repeat(10_000))
  expect(Buffer.byteLength(cut)).toBeLessThan(1_048_576)
  expect(cut.endsWith('The report is cut here; the whole report is among the artifacts.\n')).toBe(true)
  expect(cut).not.toContain('\uFFFD')
  expect(stepSummary(line)).toBe(line)
})

test('step-summary appends the report to a file in any folder, and says how to write a missing report', {
  timeout: 120_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-ci-'))
  folders.push(folder)
  writeSyntheticRun(folder, {})
  const file = join(folder, 'not there yet', 'summary.md')
  const append = (to = file) => {
    const args = [join(import.meta.dirname, '../../commands/report.ts'), 'step-summary', to, folder]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return { status, stderr }
  }
  expect(append()).toEqual({
    status: 64,
    stderr: expect.stringMatching(`^${folder} has no report.md; \`npm run report -- ${folder}\` writes it.\n[^\n]+\n$`),
  })
  writeReport(folder)
  expect([append(), append()]).toEqual([
    { status: 0, stderr: '' },
    { status: 0, stderr: '' },
  ])
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(join(folder, 'report.md'), 'utf8').repeat(2))
  expect(append('')).toEqual({ status: 64, stderr: expect.stringMatching(/^"" does not exist\.\n/) })
  writeFileSync(join(folder, 'report.md'), ' \n')
  expect(append()).toEqual({ status: 64, stderr: expect.stringContaining('report.md is empty') })
})

describe('whatever texts a run contains,', () => {
  const nasty = ']]> <b> & "quotes" \u0000\u0001\u001b[31m \ufffe \ud800 \t\n| '
  const endless = nasty + 'x'.repeat(500_000)
  const schema = XsdValidator.fromDoc(
    XmlDocument.fromString(readFileSync(join(import.meta.dirname, 'fixtures/junit.xsd'), 'utf8')),
  )
  let judged: JudgedRun
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'sagabench-ci-'))
    folders.push(folder)
    writeSyntheticRun(folder, { badShare: 0.3, violations: 4 })
    judged = judgeRun(folder)
  })

  /** The run with 10,000 findings whose texts are hard to encode. */
  const hostile = (): JudgedRun => {
    const [first, ...others] = judged.scenarios
    const [measure] = first?.measures ?? []
    if (first === undefined || measure === undefined) throw new Error('nothing was judged')
    const measures = Array.from({ length: 10_000 }, (_, i) => ({ ...measure, load: `${i}`, because: nasty }))
    const examples = first.run.invariants.map((one) => ({ ...one, violations: 1, examples: [endless] }))
    const scenario = { ...first.scenario, title: endless, measures: [{ ...first.scenario.measures[0], text: endless }] }
    const run = { ...first.run, style: endless, invariants: examples, after: endless }
    return { ...judged, scenarios: [{ ...first, measures, scenario, run } as typeof first, ...others] }
  }

  test('JUnit XML is well-formed, matches its schema and contains every finding', () => {
    for (const [run, least] of [
      [judged, 20],
      [hostile(), 10_000],
    ] as const) {
      const text = renderJunit(run)
      const document = XmlDocument.fromString(text)
      schema.validate(document)
      expect(document.find('//testcase').length).toBeGreaterThan(least)
      expect(text.length).toBeLessThan(50_000_000)
      document.dispose()
    }
  })

  test('CTRF matches its schema', () => {
    for (const run of [judged, hostile()]) {
      const { valid, errors } = validate(JSON.parse(JSON.stringify(renderCtrf(run))))
      expect({ valid, errors: errors.slice(0, 3) }).toEqual({ valid: true, errors: [] })
    }
  })

  test('the summary of a step stays below 1 MiB, and a row of a table is one line', () => {
    expect(Buffer.byteLength(stepSummary(renderMarkdown(hostile())))).toBeLessThan(1_048_576)
    expect(stepSummary(`\`\`\`\n${'x\n'.repeat(600_000)}`)).toMatch(/x\n```\n\nThe report is cut here/)
    expect(stepSummary('ö'.repeat(600_000))).not.toContain('\uFFFD')
    const [, , row = ''] = table(['a', 'b'], [[nasty, endless]]).split('\n')
    expect(row.split(/(?<!\\)\|/)).toHaveLength(4)
    expect(row.length).toBeLessThan(1_200)
  })

  test('the terminal and the Markdown report show an example of a violation', () => {
    expect(terminalTable(judged)).toMatch(/4 violations +\S+: thing 17: 3 are counted, 2 are there/)
    expect(renderMarkdown(judged)).toMatch(/\| thing 17: 3 are counted, 2 are there \|/)
  })

  test('the terminal gets lines without control characters', () => {
    const text = terminalTable(hostile())
    expect(/[^\P{Cc}\n]/u.test(text)).toBe(false)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(3_000)
  })

  test('the badge contains only the verdict', () => {
    const badge = renderBadge(hostile())
    expect(badge.length).toBeLessThan(1_000)
    XmlDocument.fromString(badge).dispose()
  })
})
