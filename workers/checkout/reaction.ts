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

type Told = { checkout_id: string }
type Succeeded = Extract<ReactionOutcome, { kind: 'succeeded' }>
type Failed = Exclude<ReactionOutcome, Succeeded>

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

/**
 * Asked before the steps of an event are run: undefined where they may be, or why not any more. Throws `Unacceptable` for an
 * event that tells what its participant doesn't know, `Unsettled` where that can't be asked.
 */
export type Admits<Payload> = (payload: Payload, context: Context) => Promise<SagaFailure | undefined>

export type Asks<Payload> = {
  looksBack?: LooksBack<Payload> | undefined
  admits?: Admits<Payload> | undefined
}

/** The call of the last step failed, and its effect stands all the same. */
class Stands extends Error {
  readonly output: Data
  constructor(output: Data) {
    super('the effect stands')
    this.output = output
  }
}

const retryMs = 300
/** After this time, and before it is claimed from this process, an event may be with another one as well. */
const aloneMs = 4_500
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

const traceOf = ({ traceparent }: Pick<StreamEntry, 'traceparent'>): { traceparent?: string } =>
  traceparent === undefined ? {} : { traceparent }

/** What is told of a repeated event may be repeated as well: whoever handled it before may have lost its mark. */
const sentAgain = (message: StreamMessage): StreamMessage => ({ ...message, again: true })

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
 * nothing once a success is told, and tells no success once an undo has begun: marks beside the events
 * decide between processes. Where the outcome of a call can't be told at a repeated delivery, the event comes again: an
 * earlier delivery that still runs may be about to tell a success.
 * Before anything is undone the pivot of the saga decides (`settle`), so that no part of it fails while another succeeds.
 * `looksBack` is asked first at a repeated delivery: what stands is told, and no call is made. `admits` is asked always.
 */
export const reactTo = <Payload extends Told>(
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
  const markOf = ({ checkout_id }: Told): string => `told:${reaction.on}:${checkout_id}`
  const toldBefore = (payload: Told): Promise<string | null> => bus.redis.get(markOf(payload))
  const isSuccessTold = async (payload: Told): Promise<boolean> => (await toldBefore(payload)) === 'succeeded'

  /** Written before an undo begins: a later delivery goes on with it, since a call of the undo may still be on its way. */
  const undoOf = (payload: Told): string => `${markOf(payload)}:undo`
  /** The reason that was noted first: an undo repeated under its key must not give another. Undefined once a success is told. */
  const noteUndo = async (payload: Told, failure: SagaFailure): Promise<string | undefined> => {
    const { barred, before } = await bus.note({
      key: undoOf(payload),
      value: JSON.stringify(failure),
      seconds: undoSeconds,
      barredBy: { key: markOf(payload), value: 'succeeded' },
    })
    if (barred) return undefined
    return before === null ? failure.reason : (JSON.parse(before) as SagaFailure).reason
  }
  const undoBegun = async (payload: Told): Promise<SagaFailure | undefined> => {
    const noted = await bus.redis.get(undoOf(payload))
    if (noted === null || (await isSuccessTold(payload))) return undefined
    return JSON.parse(noted) as SagaFailure
  }

  const failureOf = ({ kind, data, failure }: Failed, event: EventOf<Payload>): StreamMessage[] => {
    const { step, reason } = failure
    log.info({ checkout_id: event.payload.checkout_id, step, reason }, 'failed')
    const { failed, 'undone-before': undoneBefore = failed } = reaction
    const messagesOf = kind === 'undone-before' ? undoneBefore : failed
    if (!messagesOf) throw new Error(`the reaction to ${reaction.on} can't fail`)
    return messagesOf(data, event.payload, traceOf(event), failure)
  }

  const publish = async (event: EventOf<Payload>, messages: StreamMessage[], mark: Omit<Mark, 'key'>) => {
    const all = event.deliveries > 1 ? messages.map(sentAgain) : messages
    const marking = await bus.publishMarked(all, { key: markOf(event.payload), ...mark })
    if (marking === 'first') record(messages as unknown as PublishedEvent[])
    return marking
  }

  const tellSuccess = async ({ data, kind }: Succeeded, event: EventOf<Payload>): Promise<void> => {
    const messages = reaction.succeeded(data, event.payload, traceOf(event))
    const marking = await publish(event, messages, { value: kind, barredBy: undoOf(event.payload) })
    if (marking === 'barred') throw new Unsettled('another delivery has begun to undo')
  }

  /** What was undone before by this very event, perhaps by another process, is a failure of it like any other. */
  const ownFailure = async (outcome: Failed, payload: Told): Promise<Failed> => {
    const noted = outcome.kind === 'undone-before' ? await bus.redis.get(undoOf(payload)) : null
    return noted === null ? outcome : { ...outcome, kind: 'failed', failure: JSON.parse(noted) as SagaFailure }
  }

  /**
   * What was undone by somebody else after it was announced ends there: whoever undid it publishes how it came to the end, and
   * nothing is told here (undefined). What was never announced is a failure of this event like any other. The participant says which.
   */
  const unlessOthersEndIt = async (outcome: Failed, event: EventOf<Payload>): Promise<Failed | undefined> => {
    const { payload } = event
    const known = await looksBack?.(payload, { correlationId: payload.checkout_id, ...traceOf(event), signal })
    if (known === undefined) return outcome
    return known.kind === 'succeeded' ? undefined : { ...outcome, kind: 'failed' }
  }

  /** Where an earlier handling told only the end, nothing that belongs before the end may follow it. */
  const tellFailure = async (found: Failed, event: EventOf<Payload>): Promise<void> => {
    const outcome = await unlessOthersEndIt(await ownFailure(found, event.payload), event)
    if (outcome === undefined) return
    for (;;) {
      const told = await toldBefore(event.payload)
      if (told === 'succeeded') return
      const messages = failureOf(told === 'undone-before' ? { ...outcome, kind: told } : outcome, event)
      // Another process may tell it in this very moment: then look again.
      if ((await publish(event, messages, { value: outcome.kind, expected: told })) !== 'barred') return
    }
  }

  /** Whether nobody else has, or has had, this event: then nothing can have been told about it. Clocks may jump. */
  const isAlone = ({ deliveries }: EventOf<Payload>, startedAt: number): boolean => {
    const ageMs = clock.now() - startedAt
    return deliveries <= 1 && ageMs >= 0 && ageMs < aloneMs
  }

  /**
   * Undefined where the failure must not lead to an undo; otherwise the reason that the undo gives. Whoever runs the pivot may
   * ask for its decision at any time; the others only where nobody else can have told a success of theirs, on which more follows.
   */
  const mayUndo = (event: EventOf<Payload>, context: Context) => {
    const { payload } = event
    const startedAt = clock.now()
    return async (failure: SagaFailure): Promise<string | undefined> => {
      if (failure.kind !== 'refused' && !endsWithPivot && !isAlone(event, startedAt)) return undefined
      if (await isSuccessTold(payload)) return undefined
      const decision = await settle(checkoutSaga, calls, { data: reaction.data(payload), failure }, context)
      if (decision.kind === 'fails') return noteUndo(payload, { ...failure, reason: decision.reason })
      if (endsWithPivot) throw new Stands(decision.output)
      return undefined
    }
  }

  /** What is undone because an event says so must not be what a success stands on: the event alone proves nothing. */
  const mustFail = async (payload: Payload, context: Context): Promise<void> => {
    const { reason = checkoutSaga.reasons.forced } = payload as { reason?: string }
    const failure = { kind: 'forced', reason, effect: 'unknown' } as const
    const decision = await settle(checkoutSaga, calls, { data: reaction.data(payload), failure }, context)
    if (decision.kind === 'stands') throw new Unacceptable(`${reaction.on} of a checkout that succeeds`)
  }

  /** How an event ends without its steps: as an earlier handling has ended, or refused. */
  const endedBefore = async (event: EventOf<Payload>, context: Context): Promise<ReactionOutcome | undefined> => {
    const { payload } = event
    const known = event.deliveries > 1 ? await looksBack?.(payload, context) : undefined
    if (known) return known
    const refused = await admits?.(payload, context)
    if (!refused) return undefined
    const data = reaction.data(payload)
    const decision = await settle(checkoutSaga, calls, { data, failure: refused }, context)
    if (decision.kind === 'stands') return undefined
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
      if (!(error instanceof Stands)) throw error
      return { kind: 'succeeded', data: { ...data, ...error.output } }
    }
  }

  const handle = async (event: EventOf<Payload>): Promise<void> => {
    const outcome = await run(event)
    await (outcome.kind === 'succeeded' ? tellSuccess(outcome, event) : tellFailure(outcome, event))
    for (const step of reaction.run ?? reaction.undo) reach(step, 'before-ack')
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
