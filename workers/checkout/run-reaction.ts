import { checkoutSaga } from '#generated/saga/checkout.ts'
import { type ReactionOutcome, type ReactionPorts, react } from '#saga/react.ts'
import type { SagaFailure } from '#saga/state.ts'
import { EffectExists, mustFail, undoPermission } from './may-undo.ts'
import type { OutcomeMarks } from './outcome-marks.ts'
import type { Asks, CheckoutPayload, CheckoutReaction, Context, Delivered, Settle } from './reaction-types.ts'

type RunParts<Payload> = Asks<Payload> & {
  reaction: CheckoutReaction<Payload>
  marks: OutcomeMarks
  settle: Settle<Payload>
  ports: Omit<ReactionPorts, 'undoBegun' | 'context' | 'mayUndo'>
}

/** Runs the reaction's part of the saga for an event, unless the outcome is known already. */
export const reactionRunner = <Payload extends CheckoutPayload>(parts: RunParts<Payload>) => {
  const { reaction, marks, settle, ports, looksBack, admits } = parts
  const mayUndo = undoPermission({ clock: ports.clock, marks, reaction, settle })

  /** The failure for which an earlier delivery began to undo; it counts only as long as no success is published. */
  const undoToContinue = async ({ checkout_id }: Payload): Promise<SagaFailure | undefined> => {
    const failure = await marks.undo(checkout_id)
    return failure === null || (await marks.isSuccess(checkout_id)) ? undefined : failure
  }

  /** The outcome of an event whose steps need not run: an earlier handling ended it, or it is refused. */
  const endedBefore = async (event: Delivered<Payload>, context: Context): Promise<ReactionOutcome | undefined> => {
    const { payload } = event
    const known = event.deliveries > 1 ? await looksBack?.(payload, context) : undefined
    if (known) return known
    const refused = await admits?.(payload, context)
    if (!refused) return undefined
    const decision = await settle(payload, refused, context)
    if (decision.kind === 'succeeds') return undefined
    return { kind: 'failed', data: reaction.data(payload), failure: { ...refused, reason: decision.reason } }
  }

  const runSteps = async (event: Delivered<Payload>, context: Context, undoBegun: SagaFailure | undefined) => {
    const data = reaction.data(event.payload)
    try {
      const own = { undoBegun, context, mayUndo: mayUndo(event, context) }
      return await react(checkoutSaga, reaction, data, { ...ports, ...own })
    } catch (error) {
      if (!(error instanceof EffectExists)) throw error
      return { kind: 'succeeded', data: { ...data, ...error.output } } as const
    }
  }

  return async (event: Delivered<Payload>, context: Context): Promise<ReactionOutcome> => {
    const { payload, deliveries } = event
    if (reaction.undo) await mustFail({ reaction, settle }, payload, context)
    const undoBegun = deliveries > 1 ? await undoToContinue(payload) : undefined
    const ended = undoBegun ? undefined : await endedBefore(event, context)
    return ended ?? runSteps(event, context, undoBegun)
  }
}
