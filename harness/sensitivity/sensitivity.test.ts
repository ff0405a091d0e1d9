import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type JudgedScenario, judgeRun } from '../judge/judge.ts'
import { type Weather, writeSyntheticRun } from '../report/synthetic.ts'
import { type Cell, cellOf, type Outcome } from './cell.ts'
import type { Change } from './change.ts'
import { readSensitivity, writeSensitivity } from './file.ts'
import { findingsOf } from './findings.ts'
import { sensitivityMarkdown } from './markdown.ts'
import type { SensitivityRecord } from './record.ts'
import { delayOf, shortForm } from './short-form.ts'
import { sensitivityTable } from './text.ts'

const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-sensitivity-test-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const runs = new Map<string, JudgedScenario[]>()

/** One of the project's scenarios as a synthetic run leaves it; each weather is made once. */
const judged = (id: string, weather: Weather = {}): JudgedScenario => {
  const key = JSON.stringify({ ...weather, medianMs: weather.medianMs?.('orchestrated') })
  const folder = newFolder()
  if (!runs.has(key)) writeSyntheticRun(folder, weather)
  const scenarios = runs.get(key) ?? judgeRun(folder).scenarios
  runs.set(key, scenarios)
  const found = scenarios.find(({ scenario }) => scenario.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

const change = (given: Partial<Change> = {}): Change => ({
  ...{ id: 'wrong', text: 'it does wrong', harms: ['latency', 'undone'], idle: 'nothing to do wrong' },
  ...given,
})
const look = (id: string, weather: Weather, given: Partial<Change> = {}, effects = 7): Cell => {
  const one = change(given)
  const control = judged(id)
  const seen = { control, changed: judged(id, weather), effects, delayMs: delayOf(control.scenario, one) }
  return cellOf(one, seen)
}

describe('a change that took effect', () => {
  test('is caught by the measures that it turned red', () => {
    expect(look('C1', { neverUndone: 3 })).toMatchObject({ outcome: 'caught', by: ['undone', 'slowest-release'] })
    expect(look('P2', { medianMs: () => 900 })).toMatchObject({ outcome: 'caught', by: ['latency-p95'] })
  })

  test('and harms what is stated, without turning anything red, shows a scenario that notices nothing', () => {
    const { outcome, why } = look('C1', {})
    expect(outcome).toBe('insensitive')
    expect(why).toBe('it took effect 7 times and stays green, although stated: undone')
  })

  test('is hidden where it is a delay that is measured and that the limit allows', () => {
    const slower = (style: string): number => (style === 'orchestrated' ? 61 : 66)
    const { outcome, why } = look('P2', { medianMs: slower }, { delay: 50 })
    expect(outcome).toBe('hidden')
    expect(why).toMatch(
      /not sensitive to 50 ms: the median went from 1\d.* to 6\d.*latency-p95 is at .* of 500 ms: .* of headroom/,
    )
  })

  test('is insensitive where it is a delay that is not measured at all', () => {
    expect(look('P2', {}, { delay: 50 }).outcome).toBe('insensitive')
  })

  test('is no matter of a scenario that states nothing of what it harms', () => {
    expect(look('P1', {}, { harms: ['undone'] })).toMatchObject({ outcome: 'no-claim', why: 'states none of: undone' })
  })

  test('is left to the document where that says why it is blind', () => {
    const control = judged('C1')
    const because = 'the proxy keeps it away'
    const blind = { ...control, scenario: { ...control.scenario, blind_to: [{ change: 'wrong', because }] } }
    const cell = cellOf(change(), { control: blind, changed: blind, effects: 1, delayMs: 0 })
    expect(cell).toMatchObject({ outcome: 'declared', why: because })
  })

  test('is undecided where the run is neither red nor green', () => {
    expect(look('P2', { riseMsPerS: 12 }).outcome).toBe('undecided')
  })
})

test('a change that had no occasion says nothing about the scenario', () => {
  expect(look('C1', {}, {}, 0)).toMatchObject({ outcome: 'idle', why: 'nothing to do wrong' })
})

test('a scenario that is red without the change proves nothing', () => {
  const control = judged('C1', { violations: 1 })
  expect(cellOf(change(), { control, changed: control, effects: 1, delayMs: 0 }).outcome).toBe('no-control')
})

test('the short form is the first judged load and what is measured of it', () => {
  const { scenario } = judged('P1')
  const short = shortForm(scenario)
  expect(short.loads.map(({ id }) => id)).toEqual(['closed'])
  expect(short.measures.map(({ id, loads }) => [id, loads])).toEqual([
    ['latency-p95', ['closed']],
    ['throughput', ['closed']],
  ])
})

test('a delay beyond the limit is longer than that limit, up to the maximum delay', () => {
  const { scenario } = judged('P1')
  expect(delayOf(scenario, change({ delay: 'beyond-limit' }))).toBe(2_400)
  const lax = { ...scenario, measures: scenario.measures.map((one) => ({ ...one, limit: '< 60 s' })) }
  expect(delayOf(lax, change({ delay: 'beyond-limit' }))).toBe(10_000)
})

const cell = (scenario: string, id: string, outcome: Outcome, by: string[] = []): Cell => ({
  ...{ scenario, style: 'one', change: id, outcome, verdict: 'pass', effects: 3, by, why: `why ${outcome}` },
})
const recordOf = (cells: Cell[]): SensitivityRecord => ({
  schema: 'sagabench/sensitivity@1',
  commit: '0a1b2c3d',
  dirty: false,
  startedAt: '2026-01-01T12:00:00.000Z',
  endedAt: '2026-01-01T12:10:00.000Z',
  machine: { os: 'Linux', kernel: '6', arch: 'x64', cpu: 'any', cores: 2, memoryGiB: 4 },
  versions: {},
  command: 'npm run sensitivity',
  complete: { scenarios: true, changes: true },
  changes: [...new Set(cells.map((one) => one.change))].map((id) => change({ id })),
  controls: [...new Set(cells.map(({ scenario }) => scenario))].map((scenario) => ({
    ...{ scenario, style: 'one', verdict: 'pass', reasons: [], measures: ['fast', 'whole'] },
  })),
  cells,
})

describe('of all cells together', () => {
  const good = [cell('A1', 'x', 'caught', ['fast']), cell('A1', 'y', 'hidden'), cell('A1', 'z', 'idle')]

  test('nothing is found where each scenario catches something and each change is caught', () => {
    expect(findingsOf(recordOf(good))).toMatchObject({
      verdict: 'pass',
      insensitive: [],
      insensitiveScenarios: [],
      unseen: [],
    })
  })

  test('one insensitive cell fails', () => {
    expect(findingsOf(recordOf([...good, cell('A1', 'w', 'insensitive')])).verdict).toBe('fail')
  })

  test('a scenario that nothing turned red fails, whatever it claims', () => {
    const found = findingsOf(recordOf([...good, cell('B1', 'x', 'no-claim'), cell('B1', 'y', 'hidden')]))
    expect(found).toMatchObject({ verdict: 'fail', insensitiveScenarios: ['B1'] })
  })

  test('a change that took effect without being caught fails', () => {
    const found = findingsOf(recordOf([...good, cell('A1', 'w', 'no-claim')]))
    expect(found).toMatchObject({ verdict: 'fail', unseen: ['w'] })
  })

  test('a cell without a clear result makes the run inconclusive', () => {
    expect(findingsOf(recordOf([...good, cell('A1', 'w', 'undecided')])).verdict).toBe('inconclusive')
  })

  test('a run without cells, or without effective changes, is inconclusive', () => {
    const parts = { scenarios: false, changes: false }
    expect(findingsOf({ ...recordOf([]), controls: [], changes: [], complete: parts }).verdict).toBe('inconclusive')
    expect(findingsOf({ ...recordOf([cell('A1', 'z', 'idle')]), complete: parts }).verdict).toBe('inconclusive')
  })

  test('measures that nothing turned red are named', () => {
    expect(findingsOf(recordOf(good)).neverRed).toEqual([{ scenario: 'A1', style: 'one', measures: ['whole'] }])
  })
})

test('matrix, reasons and findings appear in the terminal, in Markdown and as JSON', () => {
  const record = recordOf([cell('A1', 'x', 'caught', ['fast']), cell('A1', 'w', 'insensitive')])
  expect(sensitivityTable(record)).toMatch(/x +✓\n +w +✗ insensitive/)
  expect(sensitivityTable(record)).toContain('✗ insensitive: A1 one × w: why insensitive')
  expect(sensitivityMarkdown(record)).toContain('| **w**: it does wrong | **✗ insensitive** |')
  const folder = newFolder()
  writeSensitivity(folder, record)
  expect(readSensitivity(folder)).toMatchObject(record)
  expect(JSON.parse(readFileSync(join(folder, 'sensitivity.json'), 'utf8'))).toMatchObject({ verdict: 'fail' })
})
