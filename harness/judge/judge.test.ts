import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Weather, writeSyntheticRun } from '../report/synthetic.ts'
import { readRun, writeRun } from '../scenario/run-record.ts'
import { judgeRun } from './judge.ts'

const folders: string[] = []

const folderOf = (weather: Weather): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-judge-'))
  folders.push(folder)
  writeSyntheticRun(folder, weather)
  return folder
}

const judged = (weather: Weather) => judgeRun(folderOf(weather))

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const verdictsOf = (weather: Weather): Record<string, string> =>
  Object.fromEntries(
    judged(weather).scenarios.map(({ scenario, run, verdict }) => [`${scenario.id} ${run.style}`, verdict]),
  )

const everywhere = (verdict: string) => ({
  'C1 orchestrated': verdict,
  'C1 choreographed': verdict,
  'P1 orchestrated': verdict,
  'P2 choreographed': verdict,
})

describe('a run', () => {
  test('passes where limits and invariants hold', () => {
    expect(verdictsOf({})).toEqual(everywhere('pass'))
  })

  test('fails where one invariant is violated, however fast it was', () => {
    expect(verdictsOf({ violations: 1 })).toEqual(everywhere('fail'))
  })

  test('is invalid where the generator dropped iterations', () => {
    expect(verdictsOf({ dropped: 20 })).toEqual(everywhere('invalid'))
  })

  test('fails where one compensation never came', () => {
    expect(verdictsOf({ neverUndone: 1 })).toMatchObject({ 'C1 orchestrated': 'fail', 'P1 orchestrated': 'pass' })
  })

  test('counts a bad end as slow', () => {
    const [first] = judged({ badShare: 0.09 }).scenarios.filter(({ scenario }) => scenario.id === 'P1')
    const latency = first?.measures.find(({ id }) => id === 'latency-p95')
    expect(latency).toMatchObject({ verdict: 'fail' })
    expect(latency?.slow).toBeGreaterThan(20)
    expect(latency?.value).toBeGreaterThanOrEqual(30_000)
  })

  test('fails by its own limit and not by that of the other style', () => {
    const slow = () => 900
    expect(verdictsOf({ medianMs: slow })).toMatchObject({ 'P1 orchestrated': 'pass', 'P2 choreographed': 'fail' })
  })

  test('is no pass where latency never settles', () => {
    expect(verdictsOf({ riseMsPerS: 12 })).toMatchObject({ 'P2 choreographed': 'inconclusive' })
  })
})

const change = (folder: string, edit: (run: ReturnType<typeof readRun>) => void): void => {
  const run = readRun(folder)
  edit(run)
  writeRun(folder, run)
}

describe('no data is never a pass:', () => {
  test('an empty raw file is invalid, for the load was not the one offered', () => {
    const folder = folderOf({})
    for (const { file } of readRun(folder).runs.flatMap((run) => run.loads))
      writeFileSync(join(folder, 'raw', file), '')
    const { scenarios } = judgeRun(folder)
    expect(scenarios.filter(({ verdict }) => verdict === 'pass')).toEqual([])
    expect(
      scenarios
        .flatMap(({ measures }) => measures)
        .filter(({ id, verdict }) => id === 'latency-p95' && verdict === 'pass'),
    ).toEqual([])
  })

  test('a load that was not run leaves its measures inconclusive', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      for (const each of run.runs) each.loads = each.loads.filter(({ id }) => id !== 'open')
    })
    const p1 = judgeRun(folder).scenarios.find(({ scenario }) => scenario.id === 'P1')
    expect(p1?.verdict).toBe('inconclusive')
  })

  test('a missing or empty invariant is inconclusive', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      for (const each of run.runs) each.invariants = each.invariants.slice(1)
    })
    expect(judgeRun(folder).verdict).toBe('inconclusive')
  })

  test('fewer failed ones than asked for are inconclusive, and none too', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      for (const each of run.runs)
        each.evidence.undos = (each.evidence.undos ?? []).slice(0, each.style === 'orchestrated' ? 199 : 0)
    })
    const c1 = judgeRun(folder).scenarios.filter(({ scenario }) => scenario.id === 'C1')
    expect(c1.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive'])
  })
})

test('a violation fails also where nothing was counted or the check called itself skipped', () => {
  for (const blank of [{ checked: 0 }, { checked: 0, skipped: 'nobody was erased' }]) {
    const folder = folderOf({ violations: 1 })
    change(folder, (run) => {
      for (const result of run.runs.flatMap(({ invariants }) => invariants)) Object.assign(result, blank)
    })
    expect(judgeRun(folder).scenarios.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail', 'fail'])
  }
})

test('a system that could not be reached is invalid, whatever else is missing', () => {
  const folder = folderOf({})
  change(folder, (run) => {
    for (const each of run.runs) Object.assign(each, { invalid: 'the door is shut', invariants: [], evidence: {} })
  })
  const { scenarios } = judgeRun(folder)
  expect(new Set(scenarios.map(({ verdict }) => verdict))).toEqual(new Set(['invalid']))
  expect(scenarios[0]?.reasons[0]).toBe('the door is shut')
})

test('a start from unrest is invalid, and no rest afterwards is a failure', () => {
  const folder = folderOf({})
  change(folder, (run) => {
    const [first, second] = run.runs
    if (first) first.before = 'not at rest: 2 sagas run'
    if (second) second.after = 'not at rest: 1 saga runs'
  })
  expect(
    judgeRun(folder)
      .scenarios.slice(0, 2)
      .map(({ verdict }) => verdict),
  ).toEqual(['invalid', 'fail'])
})

test('a line of raw data that is none is an error that names its place', () => {
  const folder = folderOf({})
  const file = join(folder, 'raw', 'P1-orchestrated-open.ndjson')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n{"i":1}\n`)
  expect(() => judgeRun(folder)).toThrow(/P1-orchestrated-open\.ndjson:1001: not a sample/)
})
