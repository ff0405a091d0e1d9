import { describe, expect, test } from 'vitest'
import { readScenarios, scenarioIds } from '../scenario/read-scenarios.ts'
import type { Measure, Scenario } from '../scenario/scenario.ts'
import { undecidable } from './decidable.ts'
import { allowedSlow } from './statistics.ts'

const all = readScenarios(undefined, scenarioIds()).map((scenario) => ({
  ...scenario,
  unit_of_work: { one: 'unit', many: 'units' },
}))
const p2 = all.find(({ id }) => id === 'P2') as Scenario
const c1 = all.find(({ id }) => id === 'C1') as Scenario
/** The scenario with its measure `undone` alone, whose evidence expects this share of the units of work. */
const withShare = (scenario: Scenario, expected_share: number): Scenario => ({
  ...scenario,
  measures: scenario.measures.filter(({ id }) => id === 'undone'),
  evidence: scenario.evidence.map((each) => (each.id === undefined ? each : { ...each, expected_share })),
})
const runs = { quick: false, repeats: 1 }

/** The mistakes found after one measure, chosen by its id, was changed. */
const messagesOf = (scenario: Scenario, id: string, change: Partial<Measure>, options = runs): string[] => {
  expect(scenario.measures.map((measure) => measure.id)).toContain(id)
  const measures = scenario.measures.map((measure) => (measure.id === id ? { ...measure, ...change } : measure))
  return undecidable({ ...scenario, measures }, options).map(({ field, message }) => `${field}: ${message}`)
}

test.each(all.map((scenario) => [scenario.id, scenario] as const))(
  'the loads of %s can decide what it states, the short ones too',
  (_id, scenario) => {
    expect(undecidable(scenario, runs)).toEqual([])
    expect(undecidable(scenario, { quick: true, repeats: 1 })).toEqual([])
  },
)

describe('a measure that its loads can never decide is reported with what would be right:', () => {
  test.each<[string, Scenario, string, Partial<Measure>, string]>([
    [
      'a share that takes more samples',
      p2,
      'latency-p95',
      { target: 0.999 },
      'target: a share of 0.999 takes at least 2,995 samples at 95 % confidence, but the load closed offers 600 units; lower it to 0.995, or lengthen the load to 120 s, or run it with --repeats 5',
    ],
    [
      'a share that no load could show',
      p2,
      'latency-p95',
      { target: 1 },
      'target: no number of samples can show a share of 1; state less, such as 0.995',
    ],
    [
      'more samples than are offered',
      p2,
      'throughput',
      { minimum_samples: 700 },
      'minimum_samples: 700 samples are asked for, but the load closed offers 600 units; ask for fewer, or lengthen the load to 28 s, or run it with --repeats 2',
    ],
    [
      'a rate that is not offered',
      p2,
      'throughput',
      { limit: '> 25 /s' },
      `limit: "> 25 /s" can't be met: the load closed offers 25 /s`,
    ],
    [
      'more rows of evidence than units of work',
      withShare(c1, 1),
      'undone',
      { minimum_samples: 100_000 },
      'minimum_samples: 100,000 are asked for, but all loads together offer 640 units',
    ],
    [
      'more rows of evidence than the expected share leaves',
      withShare(c1, 0.13),
      'undone',
      { minimum_samples: 200 },
      'minimum_samples: 200 are asked for, but of 640 units as few as 57 may leave a row (expected_share 0.13); lengthen the load',
    ],
    ['a time below zero', p2, 'latency-p95', { limit: '< 0 ms' }, `limit: "< 0 ms" can't be met by anything`],
    ['more than all', c1, 'undone', { limit: '> 100 %' }, `limit: "> 100 %" can't be met by anything`],
  ])('%s', (_what, scenario, id, change, message) => {
    expect(messagesOf(scenario, id, change)).toEqual([message])
  })

  test('what several runs decide is no mistake where several are asked for', () => {
    expect(messagesOf(p2, 'latency-p95', { target: 0.999 }, { quick: false, repeats: 5 })).toEqual([])
    expect(messagesOf(p2, 'throughput', { limit: '> 25 /s' }, { quick: false, repeats: 12 })).toHaveLength(1)
  })

  test('the share that is named can be shown, and none much above it', () => {
    const [message = ''] = messagesOf(p2, 'latency-p95', { target: 0.9999 })
    const named = Number(/lower it to (\S+)/.exec(message)?.[1])
    expect([allowedSlow(600, named, 0.95), allowedSlow(600, named + 0.0002, 0.95)]).toEqual([0, undefined])
  })

  test('a load without a fixed number of units may decide anything', () => {
    expect(messagesOf(p2, 'latency-p95', { target: 0.9999, loads: ['unpaced'] })).toEqual([])
  })
})
