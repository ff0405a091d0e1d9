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
const withShare = (scenario: Scenario, expected_share: number): Scenario => ({
  ...scenario,
  measures: scenario.measures.slice(0, 1),
  evidence: scenario.evidence.map((each) => (each.id === undefined ? each : { ...each, expected_share })),
})
const runs = { quick: false, repeats: 1 }

const messagesOf = (scenario: Scenario, change: Partial<Measure>, index = 0, options = runs): string[] => {
  const measures = scenario.measures.map((measure, at) => (at === index ? { ...measure, ...change } : measure))
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
  test.each<[string, Scenario, Partial<Measure>, number, string]>([
    [
      'a share that takes more samples',
      p2,
      { target: 0.999 },
      0,
      'target: a share of 0.999 takes at least 2,995 samples at 95 % confidence, but the load closed offers 600 units; lower it to 0.995, or lengthen the load to 120 s, or run it with --repeats 5',
    ],
    [
      'a share that no load could show',
      p2,
      { target: 1 },
      0,
      'target: no number of samples can show a share of 1; state less, such as 0.995',
    ],
    [
      'more samples than are offered',
      p2,
      { minimum_samples: 700 },
      1,
      'minimum_samples: 700 samples are asked for, but the load closed offers 600 units; ask for fewer, or lengthen the load to 28 s, or run it with --repeats 2',
    ],
    [
      'a rate that is not offered',
      p2,
      { limit: '> 25 /s' },
      1,
      `limit: "> 25 /s" can't be met: the load closed offers 25 /s`,
    ],
    [
      'more rows of evidence than units of work',
      withShare(c1, 1),
      { minimum_samples: 100_000 },
      0,
      'minimum_samples: 100,000 are asked for, but all loads together offer 640 units',
    ],
    [
      'more rows of evidence than the expected share leaves',
      withShare(c1, 0.13),
      { minimum_samples: 200 },
      0,
      'minimum_samples: 200 are asked for, but of 640 units as few as 57 may leave a row (expected_share 0.13); lengthen the load',
    ],
    ['a time below zero', p2, { limit: '< 0 ms' }, 0, `limit: "< 0 ms" can't be met by anything`],
    ['more than all', c1, { limit: '> 100 %' }, 0, `limit: "> 100 %" can't be met by anything`],
  ])('%s', (_what, scenario, change, index, message) => {
    expect(messagesOf(scenario, change, index)).toEqual([message])
  })

  test('what several runs decide is no mistake where several are asked for', () => {
    expect(messagesOf(p2, { target: 0.999 }, 0, { quick: false, repeats: 5 })).toEqual([])
    expect(messagesOf(p2, { limit: '> 25 /s' }, 1, { quick: false, repeats: 12 })).toHaveLength(1)
  })

  test('the share that is named can be shown, and none much above it', () => {
    const [message = ''] = messagesOf(p2, { target: 0.9999 })
    const named = Number(/lower it to (\S+)/.exec(message)?.[1])
    expect([allowedSlow(600, named, 0.95), allowedSlow(600, named + 0.0002, 0.95)]).toEqual([0, undefined])
  })

  test('a load without a fixed number of units may decide anything', () => {
    expect(messagesOf(p2, { target: 0.9999, loads: ['unpaced'] })).toEqual([])
  })
})
