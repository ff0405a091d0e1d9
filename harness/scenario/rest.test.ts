import { expect, test } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { waitForRest, waitUntilDrained } from './rest.ts'

const limitMs = 300
const busy = { unrest: async () => 'work runs', check: async () => [], close: async () => {} }

test('an interrupted wait for rest, or for what a proxy holds, ends with the interruption', async () => {
  const signal = AbortSignal.abort(new Error('interrupted'))
  await expect(waitForRest(busy, systemClock, signal, limitMs)).rejects.toThrow('interrupted')
  await expect(waitUntilDrained([{ pending: () => 1 }], systemClock, signal, limitMs)).rejects.toThrow('interrupted')
})

test('what never comes to rest is told, and a proxy that holds something for good does not hold the run', async () => {
  const { signal } = new AbortController()
  expect(await waitForRest(busy, systemClock, signal, limitMs)).toEqual({ unrest: 'work runs' })
  await waitUntilDrained([{ pending: () => 1 }], systemClock, signal, limitMs)
})
