import { expect, test } from 'vitest'
import type { Clock } from '#platform/base/clock.ts'
import { type Disturbance, startDisturbances } from './disturb.ts'

const calls: string[] = []
const system = {
  kill: async (name: string, signal?: NodeJS.Signals) => void calls.push(`${signal} ${name}`),
  start: async (name: string) => void calls.push(`start ${name}`),
  env: () => ({}),
}
/** A clock that jumps to the end of each sleep, in order. A sleep of an hour lasts until its signal aborts. */
const clock = (): Clock => {
  let nowMs = 0
  return {
    now: () => nowMs,
    sleep: async (ms, signal) => {
      if (ms >= 3_600_000) return new Promise((done) => signal?.addEventListener('abort', () => done()))
      nowMs += ms
    },
  }
}
const base: Disturbance = { at: 0.5, do: 'kill', process: 'a', back_after_ms: 300, outage: false }

test('a killed process is restarted and a paused one continues', async () => {
  calls.length = 0
  {
    await using done = startDisturbances(system, [base], 2_000, clock())
    await using paused = startDisturbances(system, [{ ...base, do: 'pause', process: 'b' }], 2_000, clock())
    await Promise.resolve()
    expect([done.records.length, paused.records.length]).toEqual([0, 0])
  }
  expect(calls.sort()).toEqual(['SIGCONT b', 'SIGKILL a', 'SIGSTOP b', 'start a'])
})

test('a disturbance that has not started when the load ends is skipped', async () => {
  calls.length = 0
  const begun = startDisturbances(system, [{ ...base, at: 1 }], 3_600_000, clock())
  await begun[Symbol.asyncDispose]()
  expect([calls, begun.records]).toEqual([[], []])
})

test('a process is not disturbed again before it is back', async () => {
  calls.length = 0
  const starts: (() => void)[] = []
  const slow = {
    ...system,
    start: (name: string) =>
      new Promise<void>((up) => {
        starts.push(() => {
          calls.push(`up ${name}`)
          up()
        })
      }),
  }
  const both = startDisturbances(slow, [base, { ...base, at: 0.6 }], 2_000, clock())
  const settle = () => new Promise((done) => setImmediate(done))
  await settle()
  expect([calls, starts.length]).toEqual([['SIGKILL a'], 1])
  starts[0]?.()
  await settle()
  expect([calls, starts.length]).toEqual([['SIGKILL a', 'up a', 'SIGKILL a'], 2])
  starts[1]?.()
  await both[Symbol.asyncDispose]()
  expect(both.records).toHaveLength(2)
})

test('each record contains the disturbance with its start and end', async () => {
  const one = startDisturbances(system, [{ ...base, outage: true }], 2_000, clock())
  await new Promise((done) => setImmediate(done))
  await one[Symbol.asyncDispose]()
  expect(one.records).toEqual([{ do: 'kill', process: 'a', outage: true, fromMs: 1_000, toMs: 1_300 }])
})

test('disturbances start after the load, and never if the load does not start', async () => {
  calls.length = 0
  const load = Promise.withResolvers<void>()
  const one = startDisturbances(system, [base], 2_000, clock(), load.promise)
  await new Promise((done) => setImmediate(done))
  expect(calls).toEqual([])
  load.resolve()
  await new Promise((done) => setImmediate(done))
  await one[Symbol.asyncDispose]()
  expect(calls).toEqual(['SIGKILL a', 'start a'])

  calls.length = 0
  const never = Promise.withResolvers<void>()
  const other = startDisturbances(system, [base], 2_000, clock(), never.promise)
  const disposed = other[Symbol.asyncDispose]()
  never.resolve()
  await disposed
  expect([calls, other.records]).toEqual([[], []])
})

test('emptying a process that is not a Redis of this system is an error', async () => {
  const one = startDisturbances(system, [{ ...base, do: 'empty', process: 'b' }], 2_000, clock())
  await new Promise((done) => setImmediate(done))
  await expect(one[Symbol.asyncDispose]()).rejects.toThrow("b has no REDIS_ADMIN_URL: it can't be emptied")
})
