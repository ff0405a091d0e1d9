import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { readConfig, secret, text } from '#platform/config.ts'
import { noCrashPoints, type Reach } from '#platform/crash-points.ts'
import { createTransport, type Transport } from '#platform/http-client.ts'
import { RetryLater, type StreamEntry, type StreamMessage } from '#platform/redis-streams.ts'
import type { SendOptions } from '#platform/typed-events.ts'
import type { Calls, Data } from '#saga/definition.ts'
import { Interrupted, Unsettled } from '#saga/execute.ts'
import { afterGrace } from '#saga/grace.ts'
import { type Reaction, type ReactionOutcome, react } from '#saga/react.ts'
import type { SagaFailure } from '#saga/state.ts'
import { watchUndos } from '#saga/undo-watch.ts'
import { choreographyMetrics, type PublishedEvent } from './choreography-metrics.ts'
import type { WorkerScope } from './worker.ts'

type Told = { checkout_id: string }
type Failed = Exclude<ReactionOutcome, { kind: 'succeeded' }>

/** One of `checkoutReactions`: methods, since each takes the part of the data that it needs. */
export type CheckoutReaction<Payload> = Reaction & {
  data(payload: Payload): Data
  succeeded(data: Data, payload: Payload, options: SendOptions): StreamMessage[]
  failed?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
  'undone-before'?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
}

type EventOf<Payload> = Pick<StreamEntry, 'deliveries' | 'traceparent'> & { payload: Payload }

type Context = { correlationId: string; traceparent?: string; signal: AbortSignal }

/**
 * Asked before an event is handled once more: how an earlier handling ended, as far as the participants know. Undefined: it
 * has to be handled. Throws `Unsettled` where they can't be asked.
 */
export type LooksBack<Payload> = (payload: Payload, context: Context) => Promise<ReactionOutcome | undefined>

const retryMs = 300
/** As long as a mark: longer than an event is delivered again. */
const undoSeconds = 3_600
/** What runs at shutdown may still end by itself; an undo that can't is left to the next start. */
const graceMs = 5_000

/** The way through the gateway, with the worker's own key. */
export const gatewayTransport = ({ env, metrics, log, onStop }: WorkerScope): Transport => {
  const { gatewayUrl, apiKey } = readConfig(env, {
    gatewayUrl: text('GATEWAY_URL'),
    apiKey: secret('GATEWAY_API_KEY'),
  })
  const transport = createTransport({ baseUrl: gatewayUrl, apiKey, metrics, log })
  onStop('gateway', transport.close)
  return transport
}

export const gatewayCalls = (scope: WorkerScope): Calls => checkoutCalls(gatewayTransport(scope))

/** Runs work of the same name one after the other. */
const inTurn = () => {
  const last = new Map<string, Promise<void>>()
  return async (name: string, work: () => Promise<void>): Promise<void> => {
    const mine = (last.get(name) ?? Promise.resolve()).catch(() => {}).then(work)
    last.set(name, mine)
    try {
      await mine
    } finally {
      if (last.get(name) === mine) last.delete(name)
    }
  }
}

/**
 * Makes the handler of an event: runs the reaction's part of the saga, then publishes how it ended, in one round trip.
 * Handling an event again, or a second entry of it, repeats idempotent calls and publishes the same event ids. It undoes
 * nothing once a success is told, which a mark beside the events remembers; and where the outcome of a call can't be told at
 * a repeated delivery, the event comes again: an earlier delivery that still runs may be about to tell a success.
 * `looksBack` is asked first at a repeated delivery: what stands is told, and no call is made.
 */
export const reactTo = <Payload extends Told>(
  scope: Pick<WorkerScope, 'name' | 'bus' | 'clock' | 'metrics' | 'log' | 'signal'> & {
    reach?: Reach
    random?: () => number
  },
  reaction: CheckoutReaction<Payload>,
  calls: Calls,
  looksBack?: LooksBack<Payload>,
): ((event: EventOf<Payload>) => Promise<void>) => {
  const { bus, clock, metrics, log, reach = noCrashPoints, random = Math.random } = scope
  const signal = afterGrace(scope.signal, graceMs)
  const { record } = choreographyMetrics(metrics, clock, scope.name)
  const watch = watchUndos({ metrics, log })

  const turn = inTurn()
  const markOf = ({ checkout_id }: Told): string => `told:${reaction.on}:${checkout_id}`
  const toldBefore = (payload: Told): Promise<string | null> => bus.redis.get(markOf(payload))
  const isSuccessTold = async (payload: Told): Promise<boolean> => (await toldBefore(payload)) === 'succeeded'

  /** Written before an undo begins: a later delivery goes on with it, since a call of the undo may still be on its way. */
  const undoOf = (payload: Told): string => `${markOf(payload)}:undo`
  /** The reason that was noted first: an undo repeated under its key must not give another. */
  const noteUndo = async (payload: Told, failure: SagaFailure): Promise<string> => {
    const before = await bus.redis.set(undoOf(payload), JSON.stringify(failure), 'EX', undoSeconds, 'NX', 'GET')
    return before === null ? failure.reason : (JSON.parse(before) as SagaFailure).reason
  }
  const undoBegun = async (payload: Told): Promise<SagaFailure | undefined> => {
    const noted = await bus.redis.get(undoOf(payload))
    if (noted === null || (await isSuccessTold(payload))) return undefined
    return JSON.parse(noted) as SagaFailure
  }

  const handle = async ({ payload, deliveries, traceparent }: EventOf<Payload>): Promise<void> => {
    const trace = traceparent === undefined ? {} : { traceparent }
    const context = { correlationId: payload.checkout_id, ...trace }
    const begun = deliveries > 1 ? await undoBegun(payload) : undefined
    const known = deliveries > 1 && !begun ? await looksBack?.(payload, { ...context, signal }) : undefined
    const running = (): Promise<ReactionOutcome> =>
      react(checkoutSaga, reaction, reaction.data(payload), {
        calls,
        clock,
        signal,
        ...watch,
        reach,
        random,
        undoBegun: begun,
        mayUndo: async (failure) => {
          if ((failure.kind !== 'refused' && deliveries > 1) || (await isSuccessTold(payload))) return undefined
          return noteUndo(payload, failure)
        },
        context,
      })
    const outcome = known ?? (await running())
    const { data, kind } = outcome
    const told = kind === 'succeeded' ? kind : await toldBefore(payload)
    if (kind !== 'succeeded' && told === 'succeeded') return
    // Where an earlier handling told only the end, nothing that belongs before the end may follow it.
    const news =
      kind === 'succeeded'
        ? reaction.succeeded(data, payload, trace)
        : failureOf(told === 'undone-before' ? { ...outcome, kind: told } : outcome, payload, trace)
    // What is told of a repeated event may be repeated as well: whoever handled it before may have lost its mark.
    const messages = deliveries > 1 ? news.map((message) => ({ ...message, again: true })) : news
    const first = await bus.publishMarked(messages, { key: markOf(payload), value: kind })
    if (first) record(news as unknown as PublishedEvent[])
    for (const step of reaction.run ?? reaction.undo) reach(step, 'before-ack')
  }

  const failureOf = (outcome: Failed, payload: Payload, trace: SendOptions): StreamMessage[] => {
    log.info({ checkout_id: payload.checkout_id, step: outcome.failure.step, reason: outcome.failure.reason }, 'failed')
    const { failed, 'undone-before': undoneBefore = failed } = reaction
    const publish = outcome.kind === 'undone-before' ? undoneBefore : failed
    if (!publish) throw new Error(`the reaction to ${reaction.on} can't fail`)
    return publish(outcome.data, payload, trace, outcome.failure)
  }

  return async (event) => {
    try {
      await turn(event.payload.checkout_id, () => handle(event))
    } catch (error) {
      if (!(error instanceof Interrupted || error instanceof Unsettled)) throw error
      if (error instanceof Unsettled && (await isSuccessTold(event.payload))) return
      throw new RetryLater(error.message, retryMs, error)
    }
  }
}
