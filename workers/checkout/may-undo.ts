import { checkoutSaga } from '#generated/saga/checkout.ts'
import type { Clock } from '#platform/base/clock.ts'
import { Unacceptable } from '#platform/stream/bus.ts'
import { type Data, pivotOf } from '#saga/definition.ts'
import type { Reaction } from '#saga/react.ts'
import type { SagaFailure } from '#saga/state.ts'
import type { OutcomeMarks } from './outcome-marks.ts'
import type { CheckoutPayload, Context, Delivered, Settle } from './reaction-types.ts'

/** The call of the last step failed, but its owner confirms the effect. */
export class EffectExists extends Error {
  readonly output: Data
  constructor(output: Data) {
    super('the effect exists')
    this.output = output
  }
}

/** A delivery older than this may soon have a second handler: other processes claim an event after 5 s. */
const aloneMs = 4_500

type UndoParts<Payload> = { clock: Clock; marks: OutcomeMarks; reaction: Reaction; settle: Settle<Payload> }

/**
 * Whether a failure may lead to an undo: undefined if not, otherwise the reason of the undo. The owner of the pivot may ask for
 * its decision at any time; others only if no other process can have published a success that later steps depend on.
 */
export const undoPermission = <Payload extends CheckoutPayload>(parts: UndoParts<Payload>) => {
  const { clock, marks, reaction, settle } = parts
  const endsWithPivot = reaction.run?.at(-1) === pivotOf(checkoutSaga)?.id

  /** Whether no other process has or had this event, so nothing can have been published about it. Clocks may jump. */
  const isAlone = (deliveries: number, startedAt: number): boolean => {
    const ageMs = clock.now() - startedAt
    return deliveries <= 1 && ageMs >= 0 && ageMs < aloneMs
  }

  return ({ payload, deliveries }: Delivered<Payload>, context: Context) => {
    const { checkout_id } = payload
    const startedAt = clock.now()
    return async (failure: SagaFailure): Promise<string | undefined> => {
      if (failure.kind !== 'refused' && !endsWithPivot && !isAlone(deliveries, startedAt)) return undefined
      if (await marks.isSuccess(checkout_id)) return undefined
      const decision = await settle(payload, failure, context)
      if (decision.kind === 'fails') return marks.beginUndo(checkout_id, { ...failure, reason: decision.reason })
      if (endsWithPivot) throw new EffectExists(decision.output)
      return undefined
    }
  }
}

/**
 * Before undoing a step because an event says so, make sure that no success depends on it: the event alone proves
 * nothing.
 */
export const mustFail = async <Payload>(
  { reaction, settle }: Pick<UndoParts<Payload>, 'reaction' | 'settle'>,
  payload: Payload,
  context: Context,
): Promise<void> => {
  const { reason = checkoutSaga.reasons.forced } = payload as { reason?: string }
  const decision = await settle(payload, { kind: 'forced', reason, effect: 'unknown' }, context)
  if (decision.kind === 'succeeds') throw new Unacceptable(`${reaction.on} for a checkout that has succeeded`)
}
