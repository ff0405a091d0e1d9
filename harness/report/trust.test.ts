import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { judgeRun } from '../judge/judge.ts'
import { costsOf, hopCosts, sideBySide } from './costs.ts'
import { faultsDuring } from './faults-during.ts'
import { type Weather, writeSyntheticRun } from './synthetic.ts'
import { trustOf } from './trust.ts'

const folders: string[] = []
const runOf = (weather: Weather) => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-trust-'))
  folders.push(folder)
  writeSyntheticRun(folder, weather)
  return judgeRun(folder)
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const marks = (weather: Weather): Record<string, boolean | null> =>
  Object.fromEntries(trustOf(runOf(weather)).map(({ name, ok }) => [name, ok]))

test('a flawless run misses no requirement', () => {
  expect(Object.values(marks({}))).not.toContain(false)
})

test('a run that offered too little load, or shared its machine, misses a requirement', () => {
  expect(marks({ dropped: 30 })['Offered load']).toBe(false)
  expect(marks({ othersShare: 0.3 })).toMatchObject({ 'Offered load': true, Machine: false })
})

test('rising latency counts against a run only in loads whose latency or rate is judged', () => {
  const rising = runOf({ riseMsPerS: 60 })
  const of = (scenarios: typeof rising.scenarios) =>
    trustOf({ ...rising, scenarios }).find(({ name }) => name === 'Steady state')?.ok
  expect(of(rising.scenarios)).toBe(false)
  expect(of(rising.scenarios.filter(({ scenario }) => scenario.id === 'C1'))).toBe(true)
})

test('a run that recorded no costs shows none, rather than zero', () => {
  const run = runOf({})
  for (const { run: one } of run.scenarios) for (const load of one.loads) delete load.usage
  expect(costsOf(run)).toEqual([])
  expect(trustOf(run).map(({ name }) => name)).not.toContain('Machine')
})

test('sideBySide groups styles by load within one scenario, or across two with one style each', () => {
  const groups = sideBySide(costsOf(runOf({}))).map((group) =>
    group.map(({ scenario, style, load }) => `${scenario} ${style} ${load}`).join(', '),
  )
  expect(groups).toContain('C1 orchestrated open, C1 choreographed open')
  expect(groups).toContain('P1 orchestrated open, P2 choreographed open')
  const twice = runOf({})
  const again = twice.scenarios
    .filter(({ scenario }) => scenario.id === 'C1')
    .map((judged) => ({ ...judged, scenario: { ...judged.scenario, id: 'C9' } }))
  const all = sideBySide(costsOf({ ...twice, scenarios: [...twice.scenarios, ...again] }))
  expect(all.map(({ length }) => length)).toEqual([2, 2, 2, 2, 2])
})

test('the hops of several instances of a process are merged, weighted by their calls', () => {
  const hops = { 'a → shelf-1': { count: 10, meanMs: 1 }, 'a → shelf-2': { count: 30, meanMs: 5 } }
  expect(hopCosts(Object.entries(hops), 20)).toEqual([{ name: 'a → shelf', callsPerUnit: 2, meanMs: 4, msPerUnit: 8 }])
})

test('faults are timed from the start of the load, and omitted if that is unknown', () => {
  const [{ run, loads } = { run: undefined, loads: [] }] = runOf({ disturbed: 'shelf' }).scenarios
  const [load] = loads
  if (run === undefined || load === undefined) throw new Error('no load')
  expect(faultsDuring(run, load)).toEqual([{ text: 'shelf killed', fromMs: 4_000, toMs: 6_000 }])
  const { startedAt: _, ...generator } = load.generator
  expect(faultsDuring(run, { generator })).toEqual([])
})
