import { describe, expect, test } from 'vitest'
import type { Sample } from '../scenario/sample.ts'
import type { Decision, Load } from '../scenario/scenario.ts'
import { judgeLoad, type LoadResult } from './judged-load.ts'
import { throughput } from './throughput.ts'

const decision: Decision = {
  text: '',
  confidence: 0.95,
  generator: { dropped_share: 0.001, start_lag_ms: 100, start_lag_quantile: 0.99 },
}
const load: Load = {
  id: 'l',
  text: '',
  judged: true,
  model: { kind: 'open', rate: '50/s', most_in_flight: 10 },
  duration_s: 10,
  quick_duration_s: 1,
}

const sample = (i: number, latencyMs: number, lagMs = 0): Sample => ({
  i,
  intended: i * 20,
  ready: i * 20,
  started: i * 20 + lagMs,
  accepted: null,
  ended: i * 20 + latencyMs,
  outcome: 'succeeded',
  id: null,
  status: 200,
  reason: null,
})

const resultOf = (samples: Sample[], dropped = 0): LoadResult => ({
  load,
  samples,
  generator: { generator: 'k6', offered: 500, started: samples.length, dropped, durationMs: 10_000, exitCode: 0 },
})

const samples = (latency: (i: number) => number, lagMs = 0): Sample[] =>
  Array.from({ length: 500 }, (_, i) => sample(i, latency(i) + lagMs, lagMs))

const judge = (result: LoadResult) => judgeLoad(result, decision, 50)

describe('throughput', () => {
  test('is what ends between warm-up and the last start: a long latency does not thin it out at the edges', () => {
    expect(throughput(judge(resultOf(samples(() => 20)))).value).toBeCloseTo(50, 0)
    const slow = judge(resultOf(samples((i) => 2_000 + (i % 3))))
    expect(throughput({ ...slow, steadiness: { ...slow.steadiness, cutMs: 4_000 } }).value).toBeCloseTo(50, 0)
  })

  test('of nothing is nothing', () => {
    expect(throughput(judge(resultOf([])))).toEqual({ value: 0, low: null, high: null })
  })

  test('has an interval that widens with its unsteadiness', () => {
    const bursts = throughput(judge(resultOf(samples((i) => (i % 100 < 50 ? 1_000 - (i % 50) * 20 : 10)))))
    const even = throughput(judge(resultOf(samples(() => 10))))
    expect((bursts.high ?? 0) - (bursts.low ?? 0)).toBeGreaterThan((even.high ?? 0) - (even.low ?? 0))
  })
})

describe('a load is invalid', () => {
  test('where iterations were dropped above the stated share', () => {
    expect(judge(resultOf(samples(() => 10).slice(0, 498), 2)).invalid).toContain('2 of 500 requests never started')
    expect(judge(resultOf(samples(() => 10))).invalid).toBeNull()
  })

  test('where the generator started late, above the stated lag', () => {
    expect(judge(resultOf(samples(() => 10, 120))).invalid).toContain('started up to 120 ms late')
    expect(judge(resultOf(samples(() => 10, 80))).invalid).toBeNull()
  })

  test('where fewer were recorded than offered', () => {
    expect(judge(resultOf(samples(() => 10).slice(0, 400))).invalid).toContain('only 400 of 500 requests have a result')
  })

  test('where a request could not connect, because it never reached the system', () => {
    const refused = (sample: Sample, i: number): Sample =>
      i < 3 ? { ...sample, status: 0, outcome: 'error', reason: 'dial: connection refused' } : sample
    expect(judge(resultOf(samples(() => 10).map(refused))).invalid).toContain('3 of 500 requests could not connect')
    const failed = (sample: Sample): Sample => ({ ...sample, outcome: 'error', reason: 'connection reset by peer' })
    expect(judge(resultOf(samples(() => 10).map(failed))).invalid).toBeNull()
  })

  test('where the generator itself failed', () => {
    const result = resultOf(samples(() => 10))
    expect(judge({ ...result, generator: { ...result.generator, exitCode: 107 } }).invalid).toContain(
      'ended with exit code 107',
    )
  })
})
