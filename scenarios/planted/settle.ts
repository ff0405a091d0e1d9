import { setTimeout as sleep } from 'node:timers/promises'
import type { State } from '#harness/scenario/plugin.ts'

const unchangedMs = 3_000
const settleMaxMs = 20_000
const pollMs = 100

/**
 * Waits until everything is at rest or, since a bug may prevent that, until nothing changes any more. State that can't
 * be read yet is not at rest.
 */
export const settle = async (state: Pick<State, 'unrest'>, maxMs = settleMaxMs): Promise<void> => {
  const until = Date.now() + maxMs
  let last: string | null = ''
  let since = Date.now()
  while (Date.now() < until) {
    const unrest = await state.unrest().catch((error: Error) => error.message)
    if (unrest === null || (unrest === last && Date.now() - since > unchangedMs)) return
    if (unrest !== last) since = Date.now()
    last = unrest
    await sleep(pollMs)
  }
}
