import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { baselineCommand, gateCommand } from '../commands/gate.ts'
import { historyCommand } from '../commands/history.ts'
import { levelsOverTime, runBand } from '../history/levels.ts'
import { lineOf } from '../history/line.ts'
import { type GateOptions, gate } from './gate.ts'
import { gateMarkdown, gateText } from './gate-text.ts'
import { type BenchRecord, writeBench } from './record.ts'
import { recordOf } from './synthetic.ts'
import { readBench } from './whole-record.ts'

const options: GateOptions = { margin: 1.5, anyMachine: false }
const [baseline, same, slower] = [
  recordOf({ seed: 1 }),
  recordOf({ seed: 2, commit: 'bbbbbbbb' }),
  recordOf({ seed: 3, slowerMs: 50, commit: 'cccccccc' }),
]
const elsewhere = (record: BenchRecord): BenchRecord => ({ ...record, machine: { ...record.machine, cpu: 'other' } })
const verdictOf = (record: BenchRecord, more: Partial<GateOptions> = {}) =>
  gate(baseline, record, { ...options, ...more }).verdict

test('a record without a valid round is rejected as a baseline and for the history', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-empty-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeBench(folder, { ...baseline, blocks: baseline.blocks.map((block) => ({ ...block, invalid: 'away' })) })
  const file = join(folder, 'kept.json')
  expect(() => baselineCommand(['set', folder, '--baseline', file])).toThrow('contains no valid round')
  expect(() => historyCommand(['add', folder, '--file', file])).toThrow('contains no valid round')
  expect(existsSync(file)).toBe(false)
})

test.each<[string, Partial<Record<keyof BenchRecord, unknown>>, string]>([
  ['without blocks', { blocks: undefined }, 'blocks is not a list of objects'],
  ['without a machine', { machine: null }, 'machine is not an object'],
  ['whose variants are no list', { variants: { id: 'one' } }, 'variants is not a list of objects'],
  [
    'with a round twice, which would make few rounds many',
    { blocks: [...baseline.blocks, ...baseline.blocks.slice(0, 1)] },
    'round 1, one, unpaced occurs twice',
  ],
  [
    'of a variant that it has not',
    { variants: baseline.variants.slice(1) },
    'round 1, one, unpaced: the record has no such variant',
  ],
  ['of a load that it has not', { loads: [] }, 'round 1, one, unpaced: the record has no such load'],
  [
    'with a histogram that is cut',
    { blocks: baseline.blocks.map((block) => ({ ...block, histogram: block.histogram.slice(0, 21) })) },
    "round 1, one, unpaced: its histogram can't be read",
  ],
])('a record %s is damaged, as a baseline and against one', (_what, change, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-damaged-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const record = { ...baseline, ...change } as BenchRecord
  writeBench(folder, record)
  const file = join(folder, 'kept.json')
  writeFileSync(file, JSON.stringify({ schema: 'sagabench/baseline@1', setAt: '', record }))
  expect(() => readBench(folder)).toThrow(`${join(folder, 'bench.json')}: ${message}`)
  expect(() => gateCommand([folder, '--baseline', file])).toThrow(`${file}: ${message}`)
})

describe('a record against a kept baseline', () => {
  test('passes without findings if nothing is slower', () => {
    expect(gate(baseline, same, options)).toMatchObject({ verdict: 'pass', findings: [] })
    expect(verdictOf(recordOf({ slowerMs: -5 }))).toBe('pass')
  })

  test('fails on a significant slowdown, with figure, factor and hop', () => {
    const gated = gate(baseline, slower, options)
    expect(gated.verdict).toBe('fail')
    expect(gated.findings).toContainEqual({
      verdict: 'fail',
      reason: expect.stringMatching(/^one, P95 \(open\): 2\.\d+ ×$/),
    })
    for (const text of [gateText(gated), gateMarkdown(gated)]) expect(text).toContain('front → store')
  })

  test('is inconclusive if a slowdown beyond the margin is not excluded', () => {
    const noisy = recordOf({ seed: 2 })
    const spread = noisy.blocks.map((block) => ({ ...block, ratePerS: block.ratePerS * (block.round % 2 ? 3 : 0.4) }))
    expect(verdictOf({ ...noisy, blocks: spread })).toBe('inconclusive')
    expect(verdictOf(same, { margin: 1.001 })).toBe('inconclusive')
  })

  test('is inconclusive if nothing was measured or no invariant was checked', () => {
    expect(gate({ ...baseline, blocks: [] }, { ...same, blocks: [] }, options).verdict).toBe('inconclusive')
    expect(gate({ ...baseline, loads: [] }, { ...same, loads: [] }, options).verdict).toBe('inconclusive')
    expect(gate(baseline, { ...same, invariants: [] }, options)).toMatchObject({
      verdict: 'inconclusive',
      findings: [{ reason: 'no invariant was checked' }],
    })
    expect(gate(baseline, { ...same, invariants: same.invariants.slice(1) }, options)).toMatchObject({
      verdict: 'inconclusive',
      findings: [{ reason: 'one: no invariant was checked' }],
    })
  })

  test('is inconclusive with too few rounds, and says how many are needed', () => {
    const gated = gate(recordOf({ rounds: 3 }), recordOf({ rounds: 3, slowerMs: 50 }), options)
    expect(gated.verdict).toBe('inconclusive')
    expect(gated.findings.map(({ reason }) => reason)).toEqual([
      "too few rounds: 3 and 3 can't show a difference among 4 figures; each record needs 5",
    ])
  })

  test('does not pass if nothing ended well in one round, and names what is missing', () => {
    const record = recordOf({ seed: 2 })
    const blocks = record.blocks.map((block) =>
      block.variant === 'one' && block.load === 'unpaced' && block.round === 3 ? { ...block, ratePerS: 0 } : block,
    )
    const { verdict, findings } = gate(baseline, { ...record, blocks }, options)
    expect(verdict).toBe('inconclusive')
    expect(findings).toEqual([
      {
        verdict: 'inconclusive',
        reason: 'one, rate (unpaced): a valid round has no figure, because nothing completed in it',
      },
    ])
  })

  test('is inconclusive without data', () => {
    const none = same.blocks.map((block) => ({ ...block, invalid: 'gateway down' }))
    expect(verdictOf({ ...same, blocks: none })).toBe('inconclusive')
  })

  test.each<[string, (record: BenchRecord) => BenchRecord, string]>([
    [
      'another machine',
      elsewhere,
      'different machines: the baseline was measured on any, 2 cores, x64, this record on other, 2 cores, x64',
    ],
    ['other inputs', (record) => ({ ...record, seed: 8 }), 'different inputs: the baseline has seed 7, this record 8'],
    ['without a variant', (record) => ({ ...record, variants: record.variants.slice(1) }), 'variant one: was not run'],
    ['without a load', (record) => ({ ...record, loads: record.loads.slice(1) }), 'load unpaced: was not run'],
    [
      'of another load',
      (record) => ({ ...record, loads: record.loads.map((load) => ({ ...load, duration_s: 60 })) }),
      'load unpaced: is defined differently in the baseline',
    ],
  ])('is invalid if it is %s', (_what, change, reason) => {
    const gated = gate(baseline, change(slower), options)
    expect(gated.verdict).toBe('invalid')
    expect(gated.findings[0]?.reason).toContain(reason)
  })

  test('of another machine is normalized on request', () => {
    expect(verdictOf(elsewhere(recordOf({ seed: 4, speed: 0.6 })), { anyMachine: true })).toBe('pass')
    expect(verdictOf(elsewhere(slower), { anyMachine: true })).toBe('fail')
  })

  test('fails on a violated invariant or a missed limit, however fast it was', () => {
    const broken = [...same.invariants, { variant: 'one', id: 'balance', checked: 10, violations: 1, example: 'lost' }]
    expect(gate(baseline, { ...same, invariants: broken }, options).findings).toEqual([
      { verdict: 'fail', reason: 'invariant violated: one: balance' },
    ])
    const target = { scenario: 'P1', style: 'one', measure: 'p95', verdict: 'fail' as const, because: '9 slow of 10' }
    expect(gate(baseline, { ...same, targets: [target] }, options).findings).toEqual([
      { verdict: 'fail', reason: 'P1 one, p95: 9 slow of 10' },
    ])
  })

  test('does not fail within the variation between runs of main', () => {
    const runs = Array.from({ length: 8 }, (_, at) =>
      lineOf(
        recordOf({
          seed: 20 + at,
          slowerMs: at % 2 ? 90 : 0,
          startedAt: new Date(Date.UTC(2026, 0, 1 + at)).toISOString(),
          rounds: 2,
          samples: 60,
        }),
      ),
    )
    const levels = levelsOverTime(runs)
    const band = (variant: string, load: string) => runBand(levels, variant, load)
    expect(band('one', 'open')).toBeGreaterThan(3)
    expect(runBand(levelsOverTime(runs.slice(0, 5)), 'one', 'open')).toBeUndefined()
    expect(verdictOf(slower, { runBand: band })).toBe('inconclusive')
    expect(verdictOf(slower, { runBand: () => 1.1 })).toBe('fail')
  })
})
