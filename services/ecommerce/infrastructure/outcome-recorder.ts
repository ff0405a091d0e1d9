import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { EndedCheckout, Outcome, WriteOutcomes } from './checkout-store.ts'

/** Writes outcomes behind the back of the readers, who have them from memory already. */
export type OutcomeRecorder = {
  /** Takes outcomes up to the stream's entry; resolves at once unless too many are unwritten. */
  record: (outcomes: readonly Outcome[], entryId: string) => Promise<void>
  /** Writes what is left, with one attempt. */
  stop: () => Promise<void>
}

type RecorderOptions = {
  write: WriteOutcomes
  onWritten?: (ended: readonly EndedCheckout[]) => void
  clock: Clock
  log: Log
  /** How long outcomes are gathered before they are written: one commit for many. */
  lingerMs?: number
  /** From so many unwritten outcomes on, `record` waits: the reading of the stream slows down instead of memory growing. */
  pendingMax?: number
}

const backoffMs = 300

/**
 * Gathers outcomes and writes them in batches, one statement each, until they are written: a failure is repeated. The
 * position moves with the outcomes, so a process that dies reads again what it had not written.
 */
export const createOutcomeRecorder = (options: RecorderOptions): OutcomeRecorder => {
  const { write, onWritten, clock, log, lingerMs = 25, pendingMax = 5_000 } = options
  const stopping = new AbortController()
  let pending = new Map<string, Outcome>()
  let lastEntryId = ''
  let running: Promise<void> | undefined

  const writePending = async (): Promise<void> => {
    const batch = pending
    pending = new Map()
    try {
      const ended = await write([...batch.values()], lastEntryId)
      onWritten?.(ended)
    } catch (error) {
      // What came meanwhile is newer: the first outcome of a checkout stands.
      pending = new Map([...pending, ...batch])
      throw error
    }
  }
  const run = async (): Promise<void> => {
    while (pending.size > 0 && !stopping.signal.aborted) {
      await clock.sleep(lingerMs, stopping.signal)
      try {
        await writePending()
      } catch (error) {
        log.warn({ err: error, outcomes: pending.size }, 'outcomes not written, repeating')
        await clock.sleep(backoffMs, stopping.signal)
      }
    }
    running = undefined
  }

  return {
    record: async (outcomes, entryId) => {
      for (const outcome of outcomes) {
        if (!pending.has(outcome.checkout_id)) pending.set(outcome.checkout_id, outcome)
      }
      lastEntryId = entryId
      running ??= run()
      while (pending.size >= pendingMax && !stopping.signal.aborted) await clock.sleep(lingerMs, stopping.signal)
    },
    stop: async () => {
      stopping.abort()
      await running
      if (pending.size > 0) await writePending()
    },
  }
}
