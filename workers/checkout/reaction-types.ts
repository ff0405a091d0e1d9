import type { StreamEntry, StreamMessage } from '#platform/stream/bus.ts'
import type { SendOptions } from '#platform/stream/typed-events.ts'
import type { Data, Failure } from '#saga/definition.ts'
import type { Reaction, ReactionOutcome } from '#saga/react.ts'
import type { Decision } from '#saga/settle.ts'
import type { SagaFailure } from '#saga/state.ts'

export type CheckoutPayload = { checkout_id: string }

/** One of `checkoutReactions`. Its members are methods, so that each may require only the data that it needs. */
export type CheckoutReaction<Payload> = Reaction & {
  data(payload: Payload): Data
  succeeded(data: Data, payload: Payload, options: SendOptions): StreamMessage[]
  failed?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
  'undone-before'?(data: Data, payload: Payload, options: SendOptions, failure: SagaFailure): StreamMessage[]
}

export type Succeeded = Extract<ReactionOutcome, { kind: 'succeeded' }>
export type Failed = Exclude<ReactionOutcome, Succeeded>

/** What a reaction needs of the event that it handles. */
export type Delivered<Payload> = Pick<StreamEntry, 'deliveries' | 'traceparent'> & { payload: Payload }

/** The context of every call made for an event. */
export type Context = { correlationId: string; traceparent?: string; signal: AbortSignal }

/** Lets commandes decide whether the checkout may fail. Throws `Unsettled` if commandes doesn't respond. */
export type Settle<Payload> = (payload: Payload, failure: Failure, context: Context) => Promise<Decision>

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
