import { expect, test } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import type { InvariantResult } from './raw.ts'
import { keepSampling, type Samplings, withSamplings } from './sampling.ts'

const result = (violations: number, examples: string[] = []): InvariantResult => ({
  id: 'sum',
  checked: 1,
  violations,
  examples,
})

test('a violation while the loads ran counts even if it is gone at rest', () => {
  const [merged] = withSamplings([result(0)], [[result(0)], [result(1, ['thing 7'])], [result(1, ['thing 7'])]])
  expect(merged).toEqual({ ...result(1, ['while running: thing 7']), sampled: 3 })
})

test('the result of an invariant without samplings is unchanged', () => {
  expect(withSamplings([result(2, ['a'])], [])).toEqual([result(2, ['a'])])
})

test('sampling continues until disposal, even after a failed sampling', async () => {
  const looks = [() => Promise.reject(new Error('away')), () => Promise.resolve([result(0)])]
  const samplings: Samplings = { results: [] }
  let asked = 0
  let seen: () => void = () => {}
  const lookedTwice = new Promise<void>((resolve) => {
    seen = resolve
  })
  const sample = (): Promise<InvariantResult[]> => {
    asked += 1
    if (asked === 3) seen()
    return looks[asked - 1]?.() ?? Promise.resolve([])
  }
  const state = { unrest: async () => null, check: async () => [], close: async () => {}, sample }
  {
    const clock = { ...systemClock, sleep: (_ms: number, signal?: AbortSignal) => systemClock.sleep(1, signal) }
    await using _sampling = keepSampling(state, samplings, clock)
    await lookedTwice
  }
  expect(samplings.results[0]).toEqual([result(0)])
})
