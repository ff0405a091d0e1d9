import type { Clock } from '#platform/clock.ts'
import type { State } from './plugin.ts'

/** How long a system may take to come to rest after a load, and how often it is asked. */
export const restLimitMs = 30_000
export const restPollMs = 250

/** Waits for rest. Returns how long it took, or in words what still moves. */
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
