/** Time as an argument: `now` in milliseconds since the epoch; `sleep` in milliseconds, which the signal ends early. */
export type Clock = {
  now: () => number
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Avoids timers/promises, which creates an error with a stack for every sleep that ends early, here one per request. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      signal?.addEventListener('abort', end)
    }),
}
