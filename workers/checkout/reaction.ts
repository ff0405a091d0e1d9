import { checkoutSaga } from '#generated/saga/checkout.ts'
import { noCrashPoints, type Reach } from '#platform/base/crash-points.ts'
import { RetryLater } from '#platform/stream/bus.ts'
import type { Calls } from '#saga/definition.ts'
import { Interrupted, Unsettled } from '#saga/execute.ts'
import { afterGrace } from '#saga/grace.ts'
import { settle } from '#saga/settle.ts'
import { watchUndos } from '#saga/undo-watch.ts'
import type { WorkerScope } from '../worker.ts'
import { choreographyMetrics } from './choreography-metrics.ts'
import { inTurn } from './in-turn.ts'
import { openOutcomeMarks } from './outcome-marks.ts'
import { outcomePublisher } from './publish-outcome.ts'
import type { Asks, CheckoutPayload, CheckoutReaction, Context, Delivered, Settle } from './reaction-types.ts'
import { reactionRunner } from './run-reaction.ts'

export type { Admits, Asks, CheckoutReaction, LooksBack } from './reaction-types.ts'

type ReactionScope = Pick<WorkerScope, 'name' | 'bus' | 'clock' | 'metrics' | 'log' | 'signal'> & {
  reach?: Reach
  random?: () => number
}

const retryMs = 300
/** Running work may finish during shutdown; an undo that can't is left to the next start. */
const graceMs = 5_000

const contextOf = ({ payload, traceparent }: Delivered<CheckoutPayload>, signal: AbortSignal): Context => ({
  correlationId: payload.checkout_id,
  ...(traceparent === undefined ? {} : { traceparent }),
  signal,
})

/**
 * Makes the handler of an event: runs the reaction's part of the saga, then publishes the outcome in one round trip. A
 * redelivery repeats idempotent calls and publishes the same event ids; marks in Redis keep a success and an undo from
 * both happening. The rules are in docs/choreography.md.
 */
export const reactTo = <Payload extends CheckoutPayload>(
  scope: ReactionScope,
  reaction: CheckoutReaction<Payload>,
  calls: Calls,
  { looksBack, admits }: Asks<Payload> = {},
): ((event: Delivered<Payload>) => Promise<void>) => {
  const { bus, clock, metrics, log, reach = noCrashPoints, random = Math.random } = scope
  const signal = afterGrace(scope.signal, graceMs)
  const marks = openOutcomeMarks(bus, reaction.on)
  const { record } = choreographyMetrics(metrics, clock, scope.name)
  const settleFor: Settle<Payload> = (payload, failure, context) =>
    settle(checkoutSaga, calls, { data: reaction.data(payload), failure }, context)
  const ports = { calls, clock, signal, ...watchUndos({ metrics, log }), reach, random }
  const run = reactionRunner({ reaction, marks, settle: settleFor, ports, looksBack, admits })
  const publish = outcomePublisher({ bus, log, marks, record, reaction, looksBack })
  const turn = inTurn()

  const handle = async (event: Delivered<Payload>): Promise<void> => {
    const context = contextOf(event, signal)
    await publish(await run(event, context), event, context)
    for (const step of reaction.run ?? reaction.undo) reach(step, 'before-ack')
  }

  return async (event) => {
    const { checkout_id } = event.payload
    try {
      await turn(checkout_id, () => handle(event))
    } catch (error) {
      if (!(error instanceof Interrupted || error instanceof Unsettled)) throw error
      if (error instanceof Unsettled && (await marks.isSuccess(checkout_id))) return
      throw new RetryLater(error.message, retryMs, error)
    }
  }
}
