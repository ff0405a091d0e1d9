import { following } from '#platform/base/following.ts'
import type { Data, Failure, SagaTable } from './definition.ts'
import { pivotOf } from './definition.ts'
import { type ReactionPorts, react } from './react.ts'
import { settle } from './settle.ts'

export type Conclusion =
  | { readonly kind: 'succeeded'; readonly data: Data }
  | { readonly kind: 'failed'; readonly reason: string }

type Ports = Pick<ReactionPorts, 'calls' | 'clock' | 'random' | 'signal' | 'context' | 'observe' | 'parked'>

/**
 * Ends an overdue choreographed saga. The pivot decides: if the step has taken effect, the saga succeeds; otherwise every
 * other effect is undone and the saga fails. Repeating it, or running it concurrently with late owners, leads to the same
 * decision. @throws Unsettled or Interrupted if a participant doesn't respond within `limitMs`; it then has to be repeated.
 */
export const conclude = async (
  table: SagaTable,
  { data, failure }: { data: Data; failure: Failure },
  { signal, ...ports }: Ports,
  limitMs: number,
): Promise<Conclusion> => {
  const { controller, release } = following(signal)
  const ended = following(signal)
  void ports.clock.sleep(limitMs, ended.controller.signal).then(() => controller.abort())
  const within = { ...ports, signal: controller.signal }
  try {
    const context = { ...ports.context, signal: controller.signal }
    const decision = await settle(table, ports.calls, { data, failure }, context)
    if (decision.kind === 'succeeds') return { kind: 'succeeded', data: { ...data, ...decision.output } }
    const pivot = pivotOf(table)?.id
    const others = table.steps.filter(({ id, undo }) => undo && id !== pivot).map(({ id }) => id)
    await react(table, { on: failure.reason, undo: others }, data, within)
    return { kind: 'failed', reason: decision.reason }
  } finally {
    ended.controller.abort()
    ended.release()
    release()
  }
}
