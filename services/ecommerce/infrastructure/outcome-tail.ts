import { type Received, tail } from '#generated/events/ecommerce.ts'
import type { Bus } from '#platform/stream/bus.ts'
import type { OutcomeBoard } from '../application/outcome-board.ts'
import type { Outcome } from '../domain/processus-checkout.ts'
import type { OutcomeRecorder } from './outcome-recorder.ts'

/** How a checkout ended, according to its terminal event. */
export const outcomeOf = (event: Received): Outcome => {
  switch (event.type) {
    case 'CheckoutSucceeded':
      return { etat: 'REUSSI', commande_id: event.payload.commande_id }
    case 'CheckoutFailed':
      return { etat: 'ECHOUE', motif: event.payload.reason }
    default:
      return event satisfies never
  }
}

type TailOptions = {
  bus: Pick<Bus, 'tail'>
  board: OutcomeBoard
  recorder: OutcomeRecorder
  /** The entry to start after: up to it, outcomes are stored. */
  fromId: string
  now: () => number
  signal: AbortSignal
}

/**
 * Reads how checkouts ended from the stream: waiting readers learn it at once, the database shortly after. Resolves
 * when the signal aborts.
 */
export const tailOutcomes = ({ bus, board, recorder, fromId, now, signal }: TailOptions): Promise<void> =>
  tail(
    bus,
    (events) => {
      const seenAtMs = now()
      const outcomes = events.map((event) => {
        const { checkout_id, client_id } = event.payload
        const outcome = outcomeOf(event)
        board.ended({ checkout_id, client_id }, outcome)
        return { checkout_id, outcome, endedAtMs: event.ts * 1000, seenAtMs }
      })
      const last = events.at(-1)
      return last ? recorder.record(outcomes, last.entryId) : undefined
    },
    { fromId, signal },
  )
