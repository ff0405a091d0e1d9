import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { EndedCheckout, StoredOutcome, WriteOutcomes } from './checkout-store.ts'

/** Writes outcomes in the background; readers already have them from memory. */
export type OutcomeRecorder = {
  /** Takes outcomes up to this stream entry; resolves at once unless too many are unwritten. */
  record: (outcomes: readonly StoredOutcome[], entryId: string) => Promise<void>
  /** Writes the rest, with one attempt. */
  stop: () => Promise<void>
}

type RecorderOptions = {
  write: WriteOutcomes
  onWritten?: (ended: readonly EndedCheckout[]) => void
  clock: Clock
  log: Log
  /** How long outcomes are collected before they are written in one commit. */
  lingerMs?: number
  /**
   * Above this many unwritten outcomes `record` waits, which slows down reading the stream instead of using more
   * memory.
   */
  pendingMax?: number
}

const backoffMs = 300

/**
 * Collects outcomes and writes them in batches, one statement each, retrying until they are written. The position moves
 * with the outcomes, so a restarted process reads again what was not written.
 */
export const createOutcomeRecorder = (options: RecorderOptions): OutcomeRecorder => {
  const { write, onWritten, clock, log, lingerMs = 25, pendingMax = 5_000 } = options
  const stopping = new AbortController()
  let pending = new Map<string, StoredOutcome>()
  let lastEntryId = ''
  let running: Promise<void> | undefined

  const writePending = async (): Promise<void> => {
    const batch = pending
    pending = new Map()
    try {
      const ended = await write([...batch.values()], lastEntryId)
      onWritten?.(ended)
    } catch (error) {
      // Outcomes recorded meanwhile are newer: the first outcome of a checkout wins.
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
        log.warn({ err: error, outcomes: pending.size }, 'writing outcomes failed, retrying')
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
