import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { UsageError } from '../base/errors.ts'
import { baselineCommand, gateCommand } from '../commands/gate.ts'
import { historyCommand } from '../commands/history.ts'
import { type JudgedRun, judgeRun } from '../judge/judge.ts'
import { judgeRounds } from '../judge/rounds.ts'
import { writeSyntheticRun } from '../report/synthetic.ts'
import { type GateOptions, gate } from './gate.ts'
import { benchOfRuns } from './of-runs.ts'
import { writeBench } from './record.ts'
import { recordOf } from './synthetic.ts'
import { targetsOf } from './targets.ts'
import { readBench } from './whole-record.ts'

const options: GateOptions = { margin: 1.5, anyMachine: false }
const [baseline, slower] = [recordOf({ seed: 1 }), recordOf({ seed: 3, slowerMs: 50, commit: 'cccccccc' })]

describe('a run of scenarios', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagabench-gate-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const judgedWith = (name: string, slowness = 1) => {
    const median = (style: string): number => slowness * (style === 'orchestrated' ? 11 : 16)
    writeSyntheticRun(join(folder, name), { medianMs: median })
    return judgeRun(join(folder, name))
  }

  test('is a round of a record whose variants are the styles, and slower rounds fail', () => {
    const [usual, slow] = [judgedWith('usual'), judgedWith('slow', 1.6)]
    const rounds = (judged: typeof usual) =>
      benchOfRuns(
        Array.from({ length: 6 }, () => judged),
        [],
      )
    const record = rounds(usual)
    expect(record.variants.map(({ id }) => id)).toEqual(['orchestrated', 'choreographed'])
    expect(record.loads.map(({ id }) => id)).toEqual([
      'consistency: open',
      'performance: closed',
      'performance: open',
      'performance: unpaced',
    ])
    expect(record.blocks).toHaveLength(6 * 2 * 4)
    expect(record.blocks.every(({ samples, invalid }) => samples > 0 && invalid === null)).toBe(true)
    expect(gate(record, record, options).findings).toEqual([])
    expect(gate(record, rounds(slow), options).verdict).toBe('fail')
  })

  test('that failed for a reason other than a limit does not pass', () => {
    const usual = judgedWith('again')
    const recordOfRounds = (rounds: readonly JudgedRun[]) => benchOfRuns(rounds, targetsOf(judgeRounds(rounds)))
    const six = Array.from({ length: 6 }, () => usual)
    const [first, ...others] = usual.scenarios
    if (first === undefined) throw new Error('nothing was judged')
    const restless = { ...usual, scenarios: [{ ...first, run: { ...first.run, after: '1 saga runs' } }, ...others] }
    const uncounted = first.run.invariants.map((one) => ({ ...one, checked: 0 }))
    const blind = { ...usual, scenarios: [{ ...first, run: { ...first.run, invariants: uncounted } }, ...others] }
    const record = recordOfRounds(six)
    expect(gate(record, record, options).verdict).toBe('pass')
    expect(gate(record, recordOfRounds([...six.slice(1), restless]), options).findings).toEqual([
      { verdict: 'fail', reason: 'C1 orchestrated, outside its measures: 1 saga runs' },
    ])
    expect(gate(record, recordOfRounds(six.map(() => blind)), options).verdict).toBe('inconclusive')
  })

  test('the command keeps a baseline and ends with the verdict', () => {
    const [a, b, file] = [join(folder, 'one'), join(folder, 'two'), join(folder, 'kept', 'baseline.json')]
    for (const [to, record] of [
      [a, baseline],
      [b, slower],
    ] as const) {
      mkdirSync(to)
      writeBench(to, record)
    }
    vi.spyOn(console, 'log').mockImplementation(() => {})
    onTestFinished(() => void vi.restoreAllMocks())
    const gated = (...args: string[]): number => gateCommand([...args, '--baseline', file])
    expect(() => gated(a)).toThrow('There is no baseline')
    expect(baselineCommand(['set', a, '--baseline', file])).toBe(0)
    expect(gated(a)).toBe(0)
    const comment = join(folder, 'not there yet', 'comment.md')
    expect(gated(b, '--markdown', comment)).toBe(1)
    expect(readFileSync(comment, 'utf8')).toMatch(/^### ✗ Fail: cccccccc against aaaaaaaa/)
    expect(gated(join(folder, 'usual'))).toBe(3) // a run of scenarios can't be held against variants
    expect(() => gated(a, '--margin', 'much')).toThrow('--margin much')
    const isFolder = new UsageError(`${folder} is a folder; name a file.`)
    expect(() => gated(a, '--markdown', folder)).toThrow(isFolder)
    expect(() => gateCommand([a, '--baseline', folder])).toThrow(isFolder)
    expect(() => baselineCommand(['set', a, '--baseline', folder])).toThrow(isFolder)
    const below = join(file, 'baseline.json')
    expect(() => baselineCommand(['set', a, '--baseline', below])).toThrow(
      `${below} has a file where a folder is needed`,
    )
    writeFileSync(file, '{"schema":"other"}')
    expect(() => gated(a)).toThrow('not a baseline of a known schema')
  })

  test('with a planted change is rejected as a baseline and for the history', () => {
    const [planted, file] = [join(folder, 'planted'), join(folder, 'planted.json')]
    mkdirSync(planted)
    writeBench(planted, { ...slower, planted: '50 ms more in one call' })
    const refusal = `${planted} was measured with a planted change (50 ms more in one call)`
    expect(() => baselineCommand(['set', planted, '--baseline', file])).toThrow(refusal)
    expect(() => historyCommand(['add', planted, '--file', file])).toThrow(refusal)
    expect(existsSync(file)).toBe(false)
    const record = readBench(planted)
    writeFileSync(file, JSON.stringify({ schema: 'sagabench/baseline@1', setAt: record.startedAt, record }))
    expect(() => gateCommand([planted, '--baseline', file])).toThrow(`${file} was measured with a planted change`)
  })

  test('of a working tree with changes is stored as a baseline, with a warning that each gate repeats', () => {
    const [dirty, file] = [join(folder, 'dirty'), join(folder, 'dirty.json')]
    mkdirSync(dirty)
    writeBench(dirty, { ...baseline, dirty: true })
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const warn = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => void vi.restoreAllMocks())
    expect(baselineCommand(['set', dirty, '--baseline', file])).toBe(0)
    expect(warn).toHaveBeenCalledWith(
      expect.stringMatching(/^! the record was measured with uncommitted changes to aaaaaaaa/),
    )
    expect(gateCommand([dirty, '--baseline', file])).toBe(0)
    expect(log).toHaveBeenCalledWith(
      expect.stringContaining('the baseline was measured with uncommitted changes to aaaaaaaa'),
    )
  })
})
