import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { stepSummary } from './ci.ts'
import { type Weather, writeSyntheticRun } from './synthetic.ts'
import { writeReport } from './write.ts'

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
  test('of a run that passes hold no failure', () => {
    const { junit, ctrf, badge } = filesOf({})
    expect(junit).not.toMatch(/<failure|<error/)
    expect(junit).toMatch(/<testcase classname="P2 choreographed" name="95 % of [^"]* end within 500 ms/)
    expect(ctrf.results.summary).toMatchObject({ failed: 0, other: 0 })
    expect(ctrf.results.summary.passed).toBe(ctrf.results.tests.length)
    expect(badge).toContain('quality scenarios: pass')
  })

  test('of a run that fails name the measure, its value and its limit', () => {
    const { junit, ctrf, badge } = filesOf({ badShare: 0.3, violations: 4 })
    expect(junit).toMatch(/<failure message="≥ 30 s, limit &lt; 500 ms; \d+ slow of \d+/)
    expect(ctrf.results.summary.failed).toBeGreaterThan(0)
    expect(badge).toContain('quality scenarios: fail')
  })

  test('of an invalid run are errors of the measuring, not passes', () => {
    const { junit, ctrf } = filesOf({ dropped: 30 })
    expect(junit).toMatch(/<error type="invalid"/)
    expect(ctrf.results.summary.other).toBeGreaterThan(0)
  })
})

test('a summary of a step is cut at a line, below the limit, and says so', () => {
  const line = `${'ö'.repeat(99)}\n`
  const cut = stepSummary(line.repeat(10_000))
  expect(Buffer.byteLength(cut)).toBeLessThan(1_048_576)
  expect(cut.endsWith('Cut here: the whole report is among the artifacts.\n')).toBe(true)
  expect(cut).not.toContain('\uFFFD')
  expect(stepSummary(line)).toBe(line)
})
