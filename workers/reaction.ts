import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { readConfig, secret, text } from '#platform/config.ts'
import { createTransport } from '#platform/http-client.ts'
import { RetryLater, type StreamEntry, type StreamMessage } from '#platform/redis-streams.ts'
import type { SendOptions } from '#platform/typed-events.ts'
import type { Calls, Data } from '#saga/definition.ts'
import { Interrupted, Unsettled } from '#saga/execute.ts'
import { afterGrace } from '#saga/grace.ts'
import { type Reaction, react } from '#saga/react.ts'
import type { SagaFailure } from '#saga/state.ts'
import { watchUndos } from '#saga/undo-watch.ts'
import { choreographyMetrics, type PublishedEvent } from './choreography-metrics.ts'
import type { WorkerScope } from './worker.ts'

type Told = { checkout_id: string }

/** One of `checkoutReactions`: methods, since each takes the part of the data that it needs. */
export type CheckoutReaction<Payload> = Reaction & {
  data(payload: Payload): Data
  succeeded(data: Data, payload: Payload, options: SendOptions): StreamMessage[]
  failed?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
  'undone-before'?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
}

type EventOf<Payload> = Pick<StreamEntry, 'deliveries' | 'traceparent'> & { payload: Payload }

const retryMs = 300
/** What runs at shutdown may still end by itself; an undo that can't is left to the next start. */
const graceMs = 5_000

/** The calls through the gateway, with the worker's own key. */
export const gatewayCalls = ({ env, metrics, log, onStop }: WorkerScope): Calls => {
  const { gatewayUrl, apiKey } = readConfig(env, {
    gatewayUrl: text('GATEWAY_URL'),
    apiKey: secret('GATEWAY_API_KEY'),
  })
  const transport = createTransport({ baseUrl: gatewayUrl, apiKey, metrics, log })
  onStop('gateway', transport.close)
  return checkoutCalls(transport)
}

/**
 * Makes the handler of an event: runs the reaction's part of the saga, then publishes how it ended, in one round trip.
 * Handling an event again repeats idempotent calls and publishes the same event ids. Where the outcome of a call can't be
 * told at a repeated delivery, the event comes again: an earlier delivery may have announced a success already.
 */
export const reactTo = <Payload extends Told>(
  scope: Pick<WorkerScope, 'name' | 'bus' | 'clock' | 'metrics' | 'log' | 'signal'>,
  reaction: CheckoutReaction<Payload>,
  calls: Calls,
): ((event: EventOf<Payload>) => Promise<void>) => {
  const { bus, clock, metrics, log } = scope
  const signal = afterGrace(scope.signal, graceMs)
  const { record } = choreographyMetrics(metrics, clock, scope.name)
  const observe = watchUndos({ metrics, log })

  const publicationOf = async ({ payload, deliveries, traceparent }: EventOf<Payload>): Promise<StreamMessage[]> => {
    const trace = traceparent === undefined ? {} : { traceparent }
    const outcome = await react(checkoutSaga, reaction, reaction.data(payload), {
      calls,
      clock,
      signal,
      observe,
      random: Math.random,
      mayUndo: deliveries <= 1,
      context: { correlationId: payload.checkout_id, ...trace },
    })
    const { data } = outcome
    if (outcome.kind === 'succeeded') return reaction.succeeded(data, payload, trace)
    log.info({ checkout_id: payload.checkout_id, step: outcome.failure.step, reason: outcome.failure.reason }, 'failed')
    const { failed, 'undone-before': undoneBefore = failed } = reaction
    const publish = outcome.kind === 'undone-before' ? undoneBefore : failed
    if (!publish) throw new Error(`the reaction to ${reaction.on} can't fail`)
    return publish(data, payload, trace, outcome.failure)
  }

  return async (event) => {
    try {
      const messages = await publicationOf(event)
      await bus.publish(messages)
      record(messages as unknown as PublishedEvent[])
    } catch (error) {
      if (!(error instanceof Interrupted || error instanceof Unsettled)) throw error
      throw new RetryLater(error.message, retryMs, error)
    }
  }
}
