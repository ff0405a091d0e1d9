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

  test('a load without results is invalid if work was offered, whichever measures use it', () => {
    for (const id of ['open', 'unpaced']) {
      const folder = folderOf({})
      for (const { file } of readRun(folder)
        .runs.flatMap((run) => run.loads)
        .filter((load) => load.id === id))
        writeFileSync(join(folder, 'raw', file), '')
      const hit = judgeRun(folder).scenarios.filter(({ scenario }) => scenario.loads.some((load) => load.id === id))
      expect(hit.length).toBeGreaterThan(1)
      for (const { verdict, reasons } of hit) {
        expect(verdict).toBe('invalid')
        expect(reasons).toContain(`load ${id}: has no results`)
      }
    }
  })

  test('a load that started nothing is no pass', () => {
    const folder = folderOf({})
    const loads = readRun(folder).runs.flatMap((run) => run.loads)
    for (const { file, id } of loads) if (id === 'unpaced') writeFileSync(join(folder, 'raw', file), '')
    change(folder, (run) => {
      for (const load of run.runs.flatMap((each) => each.loads)) if (load.id === 'unpaced') load.generator.started = 0
    })
    expect(
      judgeRun(folder)
        .scenarios.filter(({ scenario }) => /^P/.test(scenario.id))
        .map(({ verdict }) => verdict),
    ).toEqual(['inconclusive', 'inconclusive'])
  })

  test('a scenario or style that did not run is invalid and appears in the report', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      run.runs = run.runs.filter(({ scenario, style }) => scenario !== 'P2' && style !== 'choreographed')
    })
    const { scenarios, verdict } = judgeRun(folder)
    const missing = scenarios.filter((one) => one.run.invalid === 'the scenario was not run')
    expect(missing.map(({ scenario, run }) => `${scenario.id} ${run.style}`)).toEqual([
      'C1 choreographed',
      'P2 choreographed',
    ])
    expect([verdict, ...missing.map((one) => one.verdict)]).toEqual(['invalid', 'invalid', 'invalid'])
  })

  test('a load whose judged measures all look at evidence is missed, too', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      for (const each of run.runs) if (each.scenario === 'C1') each.loads = []
    })
    const c1 = judgeRun(folder).scenarios.find(({ scenario }) => scenario.id === 'C1')
    expect([c1?.verdict, c1?.reasons]).toEqual(['inconclusive', ['load open: was not run']])
  })

  test('a count that is not a number does not pass', () => {
    for (const [blank, verdict] of [
      [{ checked: Number.NaN }, 'inconclusive'],
      [{ violations: Number.NaN }, 'fail'],
    ] as const) {
      const folder = folderOf({})
      change(folder, (run) => {
        for (const result of run.runs.flatMap(({ invariants }) => invariants)) Object.assign(result, blank)
      })
      expect(judgeRun(folder).verdict).toBe(verdict)
    }
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

test('a malformed line of raw data is an error that names its place', () => {
  const folder = folderOf({})
  const file = join(folder, 'raw', 'P1-orchestrated-open.ndjson')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n{"i":1}\n`)
  expect(() => judgeRun(folder)).toThrow(/P1-orchestrated-open\.ndjson:1001: not a sample/)
})

describe('what contradicts itself is no data:', () => {
  test('evidence of one unit twice, or an answer before its cause, is invalid', () => {
    for (const edit of [{ id: 'failed-1' }, { durationMs: -1 }]) {
      const folder = folderOf({})
      change(folder, (run) => {
        for (const each of run.runs) Object.assign(each.evidence.undos?.[0] ?? {}, edit)
      })
      expect(
        judgeRun(folder)
          .scenarios.filter(({ scenario }) => scenario.id === 'C1')
          .map(({ verdict }) => verdict),
      ).toEqual(['invalid', 'invalid'])
    }
  })

  test('more lines than units that were started are invalid', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      for (const load of run.runs.flatMap((each) => each.loads)) load.generator.started -= 1
    })
    const { verdict, scenarios } = judgeRun(folder)
    expect(verdict).toBe('invalid')
    expect(scenarios[0]?.reasons.join()).toMatch(/ requests have a result, but only \d+ were started/)
  })

  test('a generator that reports no counts makes its load invalid', () => {
    const folder = folderOf({})
    change(folder, (run) => {
      for (const load of run.runs.flatMap((each) => each.loads)) Object.assign(load.generator, { dropped: undefined })
    })
    expect(judgeRun(folder).verdict).toBe('invalid')
  })

  test('a record with a duplicate run, or a run of an unknown scenario, is damaged', () => {
    const folder = folderOf({})
    const [first] = readRun(folder).runs
    change(folder, (run) => {
      if (first) run.runs.push(first)
    })
    expect(() => judgeRun(folder)).toThrow('C1 orchestrated occurs twice in the record of the run')
    change(folder, (run) => {
      run.runs.pop()
      if (first) run.runs.push({ ...first, scenario: 'X1' })
    })
    expect(() => judgeRun(folder)).toThrow('the record has no scenario X1 in the style orchestrated')
  })

  test('lines of a load that began at another time are of another run', () => {
    const folder = folderOf({})
    const file = join(folder, 'raw', 'P1-orchestrated-open.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"i":0,', '"i":0,"load_began_ms":1700000000000,'))
    expect(() => judgeRun(folder)).toThrow(
      'P1-orchestrated-open.ndjson: these lines began at 2023-11-14T22:13:20.000Z, the load of this run at 2026-01-01T12:00:00.000Z',
    )
  })
})

test('so many slow ones that no further sample could help fail, though there are fewer than could show the share', () => {
  const folder = folderOf({ badShare: 1 })
  change(folder, (run) => {
    for (const measure of run.scenarios.flatMap(({ measures }) => measures))
      if (measure.kind === 'latency') measure.target = 0.9999
  })
  const [p1] = judgeRun(folder).scenarios.filter(({ scenario }) => scenario.id === 'P1')
  expect(p1?.measures.filter(({ id }) => id === 'latency-p95').map(({ verdict }) => verdict)).toEqual(['fail', 'fail'])
})
