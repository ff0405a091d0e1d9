import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type JudgedRun, judgeRun } from '../judge/judge.ts'
import { judgeRounds } from '../judge/rounds.ts'
import { type Weather, writeSyntheticRun } from '../report/synthetic.ts'
import { differencesOf } from './differences.ts'
import { roundsFolder, writeRepeats } from './report/write-repeats.ts'
import { recordOf } from './synthetic.ts'
import { readBench } from './whole-record.ts'

let folder: string
let usual: JudgedRun
let slow: JudgedRun
let dropped: JudgedRun
let broken: JudgedRun

const judged = (name: string, weather: Weather): JudgedRun => {
  writeSyntheticRun(join(folder, name), weather)
  return judgeRun(join(folder, name))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-repeats-'))
  usual = judged('usual', {})
  slow = judged('slow', { medianMs: () => 900 })
  dropped = judged('dropped', { dropped: 20 })
  broken = judged('broken', { violations: 2, neverUndone: 1 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const verdicts = (run: JudgedRun): Record<string, string> =>
  Object.fromEntries(run.scenarios.map(({ scenario, run: { style }, verdict }) => [`${scenario.id} ${style}`, verdict]))
const measure = (run: JudgedRun, id: string, of: string, load = 'open') =>
  run.scenarios
    .find(({ scenario }) => scenario.id === id)
    ?.measures.find((one) => one.id === of && one.load.startsWith(load))

describe('several runs together', () => {
  test('merge what ended, and take the mean of the rates', () => {
    const both = judgeRounds([usual, usual])
    expect(verdicts(both)).toEqual(verdicts(usual))
    const [one, all] = [measure(usual, 'P1', 'latency-p95'), measure(both, 'P1', 'latency-p95')]
    expect(all).toMatchObject({ samples: 2 * (one?.samples ?? 0), value: one?.value })
    expect(measure(both, 'P1', 'throughput')?.value).toBeCloseTo(measure(usual, 'P1', 'throughput')?.value ?? 0, 6)
    expect(measure(both, 'C1', 'undone')?.samples).toBe(2 * (measure(usual, 'C1', 'undone')?.samples ?? 0))
  })

  test('judge the rate of a single one by its own interval, as that run alone is judged', () => {
    expect(measure(judgeRounds([usual]), 'P1', 'throughput')).toEqual(measure(usual, 'P1', 'throughput'))
  })

  test('fail where too many of all ends were slow, or one round broke an invariant or left something undone', () => {
    expect(verdicts(judgeRounds([usual, slow]))).toMatchObject({
      'P2 choreographed': 'fail',
      'P1 orchestrated': 'pass',
    })
    expect(verdicts(judgeRounds([usual, broken, usual]))).toEqual({
      'C1 orchestrated': 'fail',
      'C1 choreographed': 'fail',
      'P1 orchestrated': 'fail',
      'P2 choreographed': 'fail',
    })
    expect(measure(judgeRounds([usual, broken, usual]), 'C1', 'undone')?.verdict).toBe('fail')
  })

  test('leave out rounds that do not count, and are invalid unless more than half do', () => {
    const most = judgeRounds([usual, dropped, usual])
    expect(measure(most, 'P1', 'latency-p95')).toMatchObject({
      verdict: 'pass',
      samples: 2 * (measure(usual, 'P1', 'latency-p95')?.samples ?? 0),
    })
    expect(measure(judgeRounds([usual, dropped]), 'P1', 'latency-p95')).toMatchObject({
      verdict: 'invalid',
      because: expect.stringMatching(/^only 1 of 2 rounds are valid: 20 of \d+ requests never started/),
    })
  })
})

describe('a variant against the baseline of its own record', () => {
  const slower = (record = recordOf()) => differencesOf(record)

  test('differs where the interval excludes 1 and the ratio exceeds the control', () => {
    expect(slower().map(({ load, verdict }) => [load, verdict])).toEqual([
      ['unpaced', 'less'],
      ['open', 'slower'],
    ])
    const swapped = { ...recordOf(), baseline: 'one' }
    expect(differencesOf(swapped).map(({ verdict }) => verdict)).toEqual(['more', 'faster'])
  })

  test('against itself shows no difference', () => {
    const [first, second] = [recordOf({ seed: 5 }), recordOf({ seed: 6 })]
    const twins = second.blocks
      .filter(({ variant }) => variant === 'bare')
      .map((block) => ({ ...block, variant: 'one' }))
    const both = { ...first, blocks: [...first.blocks.filter(({ variant }) => variant === 'bare'), ...twins] }
    expect(slower(both).map(({ verdict }) => verdict)).toEqual(['no difference shown', 'no difference shown'])
  })

  test('claims nothing from fewer than five rounds', () => {
    expect(slower(recordOf({ rounds: 4 })).map(({ verdict }) => verdict)).toEqual(['too few rounds', 'too few rounds'])
  })
})

test('the report of repeated runs shows verdicts, each round and the comparison, and can be stored as a record', () => {
  const repeats = join(folder, 'repeats')
  for (const round of [1, 2]) writeSyntheticRun(join(roundsFolder(repeats), String(round)), {}, round)
  const { text } = writeRepeats(repeats)
  const read = (name: string): string => readFileSync(join(repeats, name), 'utf8')
  expect(text).toContain('Over 2 rounds, every second one in reverse order')
  expect(text).toMatch(/performance: open +P95 .* 2 +too few rounds/)
  for (const page of [read('report.md'), read('report.html')]) {
    expect(page).toContain('rounds/2/report.')
    expect(page).toMatch(/ms ✓ · [\d.]+ ms ✓/)
    expect(page).not.toMatch(/NaN|undefined/)
  }
  expect(read('junit.xml')).toContain('classname="P2 choreographed"')
  const record = readBench(repeats)
  expect(record.targets).toContainEqual(
    expect.objectContaining({ scenario: 'P1', measure: 'latency-p95 (open)', verdict: 'pass' }),
  )
  expect(record.blocks.map(({ round }) => round)).toContain(1)
})
