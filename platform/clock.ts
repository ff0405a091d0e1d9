import { setTimeout as delay } from 'node:timers/promises'

/** Time as an argument: `now` in milliseconds since the epoch, `sleep` in milliseconds, ended early by the signal. */
export type Clock = {
  now: () => number
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      if (!signal?.aborted) throw error
    }
  },
}
