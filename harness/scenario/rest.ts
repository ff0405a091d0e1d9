import type { Clock } from '#platform/base/clock.ts'
import type { State } from './plugin.ts'

/** How long a system may take to come to rest after a load, and how often it is polled. */
export const restLimitMs = 30_000
export const restPollMs = 250

/** Waits for rest. Returns how long it took, or a description of what is still running. */
export const waitForRest = async (
  state: State,
  clock: Clock,
  signal: AbortSignal,
  limitMs = restLimitMs,
): Promise<{ ms: number } | { unrest: string }> => {
  const began = clock.now()
  for (;;) {
    const unrest = await state.unrest()
    if (unrest === null) return { ms: clock.now() - began }
    if (clock.now() - began > limitMs) return { unrest }
    signal.throwIfAborted()
    await clock.sleep(restPollMs, signal)
  }
}

/** Waits until proxies have no pending requests, up to the limit for rest. @throws the signal's reason */
export const waitUntilDrained = async (
  proxies: readonly { pending: () => number }[],
  clock: Clock,
  signal: AbortSignal,
  limitMs = restLimitMs,
): Promise<void> => {
  const began = clock.now()
  while (proxies.some((proxy) => proxy.pending() > 0) && clock.now() - began < limitMs) {
    signal.throwIfAborted() // After an abort, sleep returns at once: without this check the loop would block until the limit.
    await clock.sleep(restPollMs, signal)
  }
}
