import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { readConfig, secret, text } from '#platform/base/config.ts'
import { noCrashPoints, type Reach } from '#platform/base/crash-points.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { RetryLater, type StreamEntry, type StreamMessage, Unacceptable } from '#platform/stream/bus.ts'
import type { Mark } from '#platform/stream/marks.ts'
import type { SendOptions } from '#platform/stream/typed-events.ts'
import { type Calls, type Data, pivotOf } from '#saga/definition.ts'
import { Interrupted, Unsettled } from '#saga/execute.ts'
import { afterGrace } from '#saga/grace.ts'
import { type Reaction, type ReactionOutcome, react } from '#saga/react.ts'
import { settle } from '#saga/settle.ts'
import type { SagaFailure } from '#saga/state.ts'
import { watchUndos } from '#saga/undo-watch.ts'
import type { WorkerScope } from '../worker.ts'
import { choreographyMetrics, type PublishedEvent } from './choreography-metrics.ts'

type CheckoutPayload = { checkout_id: string }
type Succeeded = Extract<ReactionOutcome, { kind: 'succeeded' }>
type Failed = Exclude<ReactionOutcome, Succeeded>

/** One of `checkoutReactions`. Its members are methods, so that each may require only the data that it needs. */
export type CheckoutReaction<Payload> = Reaction & {
  data(payload: Payload): Data
  succeeded(data: Data, payload: Payload, options: SendOptions): StreamMessage[]
  failed?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
  'undone-before'?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
}

type EventOf<Payload> = Pick<StreamEntry, 'deliveries' | 'traceparent'> & { payload: Payload }

type Context = { correlationId: string; traceparent?: string; signal: AbortSignal }

/**
 * Called before an event is handled again: how an earlier handling ended, as far as the participants know. Undefined:
 * the event must be handled. Throws `Unsettled` if a participant can't be reached.
 */
export type LooksBack<Payload> = (payload: Payload, context: Context) => Promise<ReactionOutcome | undefined>

/**
 * Called before the steps of an event run: undefined if they may run, otherwise why they may not. Throws `Unacceptable`
 * if the event contradicts its participant, `Unsettled` if the participant can't be reached.
 */
export type Admits<Payload> = (payload: Payload, context: Context) => Promise<SagaFailure | undefined>

export type Asks<Payload> = {
  looksBack?: LooksBack<Payload> | undefined
  admits?: Admits<Payload> | undefined
}

/** The call of the last step failed, but its owner confirms the effect. */
class EffectExists extends Error {
  readonly output: Data
  constructor(output: Data) {
    super('the effect exists')
    this.output = output
  }
}

const retryMs = 300
/** A delivery older than this may soon have a second handler: other processes claim an event after 5 s. */
const aloneMs = 4_500
/** Lifetime of an undo mark, like that of an outcome mark: longer than an event is redelivered. */
const undoSeconds = 3_600
/** Running work may finish during shutdown; an undo that can't is left to the next start. */
const graceMs = 5_000

/** Transport through the gateway, with the worker's own key. */
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

const traceOf = ({ traceparent }: Pick<StreamEntry, 'traceparent'>): { traceparent?: string } =>
  traceparent === undefined ? {} : { traceparent }

/**
 * Messages about a redelivered event are flagged as possible repetitions: an earlier handling may have lost its mark.
 */
const sentAgain = (message: StreamMessage): StreamMessage => ({ ...message, again: true })

/** Runs work with the same name sequentially. */
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
 * Makes the handler of an event: runs the reaction's part of the saga, then publishes the outcome in one round trip. A
 * redelivery repeats idempotent calls and publishes the same event ids; marks in Redis keep a success and an undo from
 * both happening. The rules are in docs/choreography.md.
 */
export const reactTo = <Payload extends CheckoutPayload>(
  scope: Pick<WorkerScope, 'name' | 'bus' | 'clock' | 'metrics' | 'log' | 'signal'> & {
    reach?: Reach
    random?: () => number
  },
  reaction: CheckoutReaction<Payload>,
  calls: Calls,
  { looksBack, admits }: Asks<Payload> = {},
): ((event: EventOf<Payload>) => Promise<void>) => {
  const { bus, clock, metrics, log, reach = noCrashPoints, random = Math.random } = scope
  const signal = afterGrace(scope.signal, graceMs)
  const { record } = choreographyMetrics(metrics, clock, scope.name)
  const watch = watchUndos({ metrics, log })
  const endsWithPivot = reaction.run?.at(-1) === pivotOf(checkoutSaga)?.id

  const turn = inTurn()
  const markOf = ({ checkout_id }: CheckoutPayload): string => `outcome:${reaction.on}:${checkout_id}`
  const publishedBefore = (payload: CheckoutPayload): Promise<string | null> => bus.redis.get(markOf(payload))
  const isSuccessPublished = async (payload: CheckoutPayload): Promise<boolean> =>
    (await publishedBefore(payload)) === 'succeeded'

  /** Written before an undo begins: a redelivery continues the undo, since one of its calls may still be in flight. */
  const undoOf = (payload: CheckoutPayload): string => `${markOf(payload)}:undo`
  /**
   * Returns the first recorded reason, because an undo repeated under its key must keep its reason. Undefined once a
   * success is published.
   */
  const noteUndo = async (payload: CheckoutPayload, failure: SagaFailure): Promise<string | undefined> => {
    const { barred, before } = await bus.note({
      key: undoOf(payload),
      value: JSON.stringify(failure),
      seconds: undoSeconds,
      barredBy: { key: markOf(payload), value: 'succeeded' },
    })
    if (barred) return undefined
    return before === null ? failure.reason : (JSON.parse(before) as SagaFailure).reason
  }
  const undoBegun = async (payload: CheckoutPayload): Promise<SagaFailure | undefined> => {
    const noted = await bus.redis.get(undoOf(payload))
    if (noted === null || (await isSuccessPublished(payload))) return undefined
    return JSON.parse(noted) as SagaFailure
  }

  const failureOf = ({ kind, data, failure }: Failed, event: EventOf<Payload>): StreamMessage[] => {
    const { step, reason } = failure
    log.info({ checkout_id: event.payload.checkout_id, step, reason }, 'failed')
    const { failed, 'undone-before': undoneBefore = failed } = reaction
    const messagesOf = kind === 'undone-before' ? undoneBefore : failed
    if (!messagesOf)
      throw new Error(`the reaction to ${reaction.on} failed, but declares no event to publish for a failure`)
    return messagesOf(data, event.payload, traceOf(event), failure)
  }

  const publish = async (event: EventOf<Payload>, messages: StreamMessage[], mark: Omit<Mark, 'key'>) => {
    const all = event.deliveries > 1 ? messages.map(sentAgain) : messages
    const marking = await bus.publishMarked(all, { key: markOf(event.payload), ...mark })
    if (marking === 'first') record(messages as unknown as PublishedEvent[])
    return marking
  }

  const publishSuccess = async ({ data, kind }: Succeeded, event: EventOf<Payload>): Promise<void> => {
    const messages = reaction.succeeded(data, event.payload, traceOf(event))
    const marking = await publish(event, messages, { value: kind, barredBy: undoOf(event.payload) })
    if (marking === 'barred') throw new Unsettled('another delivery has begun to undo')
  }

  /** An undo that this event itself began, perhaps in another process, counts as an ordinary failure of the event. */
  const ownFailure = async (outcome: Failed, payload: CheckoutPayload): Promise<Failed> => {
    const noted = outcome.kind === 'undone-before' ? await bus.redis.get(undoOf(payload)) : null
    return noted === null ? outcome : { ...outcome, kind: 'failed', failure: JSON.parse(noted) as SagaFailure }
  }

  /**
   * If a reservation was announced and then undone by another worker, that worker publishes the end, and nothing is
   * published here (undefined). If it was never announced, this is an ordinary failure of the event. The participant
   * knows which.
   */
  const unlessOthersEndIt = async (outcome: Failed, event: EventOf<Payload>): Promise<Failed | undefined> => {
    const { payload } = event
    const known = await looksBack?.(payload, { correlationId: payload.checkout_id, ...traceOf(event), signal })
    if (known === undefined) return outcome
    return known.kind === 'succeeded' ? undefined : { ...outcome, kind: 'failed' }
  }

  /** If an earlier handling published only the end, no event that belongs before the end may follow. */
  const publishFailure = async (found: Failed, event: EventOf<Payload>): Promise<void> => {
    const outcome = await unlessOthersEndIt(await ownFailure(found, event.payload), event)
    if (outcome === undefined) return
    for (;;) {
      const before = await publishedBefore(event.payload)
      if (before === 'succeeded') return
      const messages = failureOf(before === 'undone-before' ? { ...outcome, kind: before } : outcome, event)
      // Another process may publish at the same moment: check again.
      if ((await publish(event, messages, { value: outcome.kind, expected: before })) !== 'barred') return
    }
  }

  /** Whether no other process has or had this event, so nothing can have been published about it. Clocks may jump. */
  const isAlone = ({ deliveries }: EventOf<Payload>, startedAt: number): boolean => {
    const ageMs = clock.now() - startedAt
    return deliveries <= 1 && ageMs >= 0 && ageMs < aloneMs
  }

  /**
   * Undefined if the failure must not lead to an undo; otherwise the reason of the undo. The owner of the pivot may ask
   * for its decision at any time; others only if no other process can have published a success that later steps depend
   * on.
   */
  const mayUndo = (event: EventOf<Payload>, context: Context) => {
    const { payload } = event
    const startedAt = clock.now()
    return async (failure: SagaFailure): Promise<string | undefined> => {
      if (failure.kind !== 'refused' && !endsWithPivot && !isAlone(event, startedAt)) return undefined
      if (await isSuccessPublished(payload)) return undefined
      const decision = await settle(checkoutSaga, calls, { data: reaction.data(payload), failure }, context)
      if (decision.kind === 'fails') return noteUndo(payload, { ...failure, reason: decision.reason })
      if (endsWithPivot) throw new EffectExists(decision.output)
      return undefined
    }
  }

  /**
   * Before undoing a step because an event says so, make sure that no success depends on it: the event alone proves
   * nothing.
   */
  const mustFail = async (payload: Payload, context: Context): Promise<void> => {
    const { reason = checkoutSaga.reasons.forced } = payload as { reason?: string }
    const failure = { kind: 'forced', reason, effect: 'unknown' } as const
    const decision = await settle(checkoutSaga, calls, { data: reaction.data(payload), failure }, context)
    if (decision.kind === 'succeeds') throw new Unacceptable(`${reaction.on} for a checkout that has succeeded`)
  }

  /** The outcome of an event whose steps need not run: an earlier handling ended it, or it is refused. */
  const endedBefore = async (event: EventOf<Payload>, context: Context): Promise<ReactionOutcome | undefined> => {
    const { payload } = event
    const known = event.deliveries > 1 ? await looksBack?.(payload, context) : undefined
    if (known) return known
    const refused = await admits?.(payload, context)
    if (!refused) return undefined
    const data = reaction.data(payload)
    const decision = await settle(checkoutSaga, calls, { data, failure: refused }, context)
    if (decision.kind === 'succeeds') return undefined
    return { kind: 'failed', data, failure: { ...refused, reason: decision.reason } }
  }

  const run = async (event: EventOf<Payload>): Promise<ReactionOutcome> => {
    const { payload } = event
    const context = { correlationId: payload.checkout_id, ...traceOf(event) }
    const callContext = { ...context, signal }
    if (reaction.undo) await mustFail(payload, callContext)
    const begun = event.deliveries > 1 ? await undoBegun(payload) : undefined
    const ended = begun ? undefined : await endedBefore(event, callContext)
    if (ended) return ended
    const ports = {
      ...{ calls, clock, signal, ...watch, reach, random, undoBegun: begun, context },
      mayUndo: mayUndo(event, callContext),
    }
    const data = reaction.data(payload)
    try {
      return await react(checkoutSaga, reaction, data, ports)
    } catch (error) {
      if (!(error instanceof EffectExists)) throw error
      return { kind: 'succeeded', data: { ...data, ...error.output } }
    }
  }

  const handle = async (event: EventOf<Payload>): Promise<void> => {
    const outcome = await run(event)
    await (outcome.kind === 'succeeded' ? publishSuccess(outcome, event) : publishFailure(outcome, event))
    for (const step of reaction.run ?? reaction.undo) reach(step, 'before-ack')
  }

  return async (event) => {
    try {
      await turn(event.payload.checkout_id, () => handle(event))
    } catch (error) {
      if (!(error instanceof Interrupted || error instanceof Unsettled)) throw error
      if (error instanceof Unsettled && (await isSuccessPublished(event.payload))) return
      throw new RetryLater(error.message, retryMs, error)
    }
  }
}
