import type { ConsumerParts } from '../consume-options.ts'
import { retryAfter } from '../retry.ts'
import type { Fate, Taken } from './fate.ts'
import type { Settings } from './settings.ts'

type BatchParts = Pick<ConsumerParts, 'clock' | 'log' | 'metrics' | 'reach'> & { fate: Fate; signal: AbortSignal }

/** Handles all entries at once, in order, and waits for the result. */
export const handleInOrder = <Event>(
  parts: BatchParts,
  settings: Settings<Event>,
  handleBatch: (events: Event[]) => Promise<void>,
): ((taken: readonly Taken<Event>[]) => Promise<void>) => {
  const { clock, log, metrics, reach = () => {}, fate, signal } = parts
  const { topic, stream, group } = settings

  const noteRetry = (batch: readonly Taken<Event>[], error: unknown): void => {
    log.warn({ err: error, stream, group, events: batch.length }, 'batch not handled, retrying')
    for (const { entry } of batch) metrics.retried.inc({ topic, type: entry.type, consumer: group })
  }

  /** Retries a batch until it succeeds, so that later events can't overtake it. False: stopped first, and all stay pending. */
  const untilHandled = async (batch: readonly Taken<Event>[]): Promise<boolean> => {
    for (;;) {
      try {
        reach('consumer', 'before-effect')
        await handleBatch(batch.map(({ event }) => event))
        reach('consumer', 'before-ack')
        return true
      } catch (error) {
        const afterMs = retryAfter(error)
        if (afterMs === undefined) throw error
        noteRetry(batch, error)
        if (!signal.aborted) await clock.sleep(afterMs, signal)
        if (signal.aborted) return false
      }
    }
  }

  return async function attempt(batch): Promise<void> {
    if (batch.length === 0) return
    try {
      if (await untilHandled(batch)) batch.forEach(fate.done)
    } catch (error) {
      const [first, ...others] = batch
      // Retry each event alone, so that a bad one doesn't block the others.
      if (others.length > 0) for (const one of batch) await attempt([one])
      else if (first) await fate.failed(first, error).catch((cause) => log.warn({ err: cause }, 'failure not recorded'))
    }
  }
}
