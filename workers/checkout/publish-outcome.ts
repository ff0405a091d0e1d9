import type { Log } from '#platform/base/log.ts'
import type { Bus, Mark, StreamMessage } from '#platform/stream/bus.ts'
import { Unsettled } from '#saga/execute.ts'
import type { ReactionOutcome } from '#saga/react.ts'
import type { PublishedEvent } from './choreography-metrics.ts'
import type { OutcomeMarks } from './outcome-marks.ts'
import type { CheckoutPayload, CheckoutReaction, Context, Delivered, Failed, LooksBack } from './reaction-types.ts'

type PublishParts<Payload> = {
  bus: Pick<Bus, 'publishMarked'>
  log: Log
  marks: OutcomeMarks
  /** Counts events published for the first time. */
  record: (events: readonly PublishedEvent[]) => void
  reaction: CheckoutReaction<Payload>
  looksBack: LooksBack<Payload> | undefined
}

/**
 * Messages about a redelivered event are flagged as possible repetitions: an earlier handling may have lost its mark.
 */
const sentAgain = (message: StreamMessage): StreamMessage => ({ ...message, again: true })

const traceOf = ({ traceparent }: Pick<Context, 'traceparent'>): { traceparent?: string } =>
  traceparent === undefined ? {} : { traceparent }

/** Publishes the events of an outcome together with its mark. */
export const outcomePublisher = <Payload extends CheckoutPayload>(parts: PublishParts<Payload>) => {
  const { bus, log, marks, record, reaction, looksBack } = parts

  const publish = async (event: Delivered<Payload>, messages: StreamMessage[], mark: Omit<Mark, 'key'>) => {
    const all = event.deliveries > 1 ? messages.map(sentAgain) : messages
    const marking = await bus.publishMarked(all, { key: marks.outcomeKey(event.payload.checkout_id), ...mark })
    if (marking === 'first') record(messages as unknown as PublishedEvent[])
    return marking
  }

  const failureMessages = ({ kind, data, failure }: Failed, event: Delivered<Payload>): StreamMessage[] => {
    const { step, reason } = failure
    log.info({ checkout_id: event.payload.checkout_id, step, reason }, 'failed')
    const { failed, 'undone-before': undoneBefore = failed } = reaction
    const messagesOf = kind === 'undone-before' ? undoneBefore : failed
    if (!messagesOf)
      throw new Error(`the reaction to ${reaction.on} failed, but declares no event to publish for a failure`)
    return messagesOf(data, event.payload, traceOf(event), failure)
  }

  /** An undo that this event itself began, perhaps in another process, counts as an ordinary failure of the event. */
  const ownFailure = async (outcome: Failed, checkoutId: string): Promise<Failed> => {
    const failure = outcome.kind === 'undone-before' ? await marks.undo(checkoutId) : null
    return failure === null ? outcome : { ...outcome, kind: 'failed', failure }
  }

  /**
   * If a reservation was announced and then undone by another worker, that worker publishes the end, and nothing is
   * published here (undefined). If it was never announced, this is an ordinary failure of the event. The participant
   * knows which.
   */
  const unlessOthersEndIt = async (outcome: Failed, payload: Payload, context: Context) => {
    const known = await looksBack?.(payload, context)
    if (known === undefined) return outcome
    return known.kind === 'succeeded' ? undefined : { ...outcome, kind: 'failed' as const }
  }

  const publishSuccess = async (messages: StreamMessage[], event: Delivered<Payload>): Promise<void> => {
    const barredBy = marks.undoKey(event.payload.checkout_id)
    const marking = await publish(event, messages, { value: 'succeeded', barredBy })
    if (marking === 'barred') throw new Unsettled('another delivery has begun to undo')
  }

  /** If an earlier handling published only the end, no event that belongs before the end may follow. */
  const publishFailure = async (outcome: Failed, event: Delivered<Payload>): Promise<void> => {
    for (;;) {
      const before = await marks.outcome(event.payload.checkout_id)
      if (before === 'succeeded') return
      const messages = failureMessages(before === 'undone-before' ? { ...outcome, kind: before } : outcome, event)
      // Another process may publish at the same moment: check again.
      if ((await publish(event, messages, { value: outcome.kind, expected: before })) !== 'barred') return
    }
  }

  return async (outcome: ReactionOutcome, event: Delivered<Payload>, context: Context): Promise<void> => {
    const { payload } = event
    if (outcome.kind === 'succeeded')
      return publishSuccess(reaction.succeeded(outcome.data, payload, traceOf(event)), event)
    const failed = await unlessOthersEndIt(await ownFailure(outcome, payload.checkout_id), payload, context)
    if (failed) await publishFailure(failed, event)
  }
}
