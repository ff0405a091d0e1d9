import { expect, test } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { waitForRest, waitUntilDrained } from './rest.ts'

const limitMs = 300
const busy = { unrest: async () => 'work runs', check: async () => [], close: async () => {} }

test('an aborted wait for rest or for pending proxy requests rejects at once', async () => {
  const signal = AbortSignal.abort(new Error('interrupted'))
  await expect(waitForRest(busy, systemClock, signal, limitMs)).rejects.toThrow('interrupted')
  await expect(waitUntilDrained([{ pending: () => 1 }], systemClock, signal, limitMs)).rejects.toThrow('interrupted')
})

test('a system that never comes to rest is reported, and a proxy with a stuck request does not block the run', async () => {
  const { signal } = new AbortController()
  expect(await waitForRest(busy, systemClock, signal, limitMs)).toEqual({ unrest: 'work runs' })
  await waitUntilDrained([{ pending: () => 1 }], systemClock, signal, limitMs)
})
