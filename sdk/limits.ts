import type { FailureReason } from '#platform/http/failure.ts'

/** The timeout and the abort signals of one attempt. */
export type Limits = {
  /** The signal for fetch. */
  signal: AbortSignal
  /** The reason for a failure, once it has failed. */
  reason: () => FailureReason
  /** Cancels the timeout, for a response that streams without a limit. */
  openEnd: () => void
  /** Releases the timer and listeners. Call it however the attempt ends. */
  end: () => void
}

/** Starts the timeout of an attempt. Doesn't use AbortSignal.any, because a long-lived signal would keep every derived one. */
export const startLimits = (timeoutMs: number, signals: readonly AbortSignal[]): Limits => {
  const stop = new AbortController()
  let reason: FailureReason = 'network'
  const stopFor = (why: FailureReason) => (): void => {
    reason = why
    stop.abort()
  }
  const onAbort = stopFor('aborted')
  const timer = setTimeout(stopFor('timeout'), timeoutMs)
  for (const signal of signals) signal.addEventListener('abort', onAbort)
  return {
    signal: stop.signal,
    reason: () => reason,
    openEnd: () => clearTimeout(timer),
    end: () => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', onAbort)
    },
  }
}

/** Waits. Resolves early when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
  })
