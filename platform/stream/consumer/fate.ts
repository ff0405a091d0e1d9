import type { ConsumerParts } from '../consume-options.ts'
import type { FailedEntry } from '../dead-letter.ts'
import { NewerVersion, type RawEntry, type StreamEntry, typeOf } from '../entry.ts'
import { Unauthentic } from '../event-authenticity.ts'
import type { StreamGroup } from '../group.ts'
import { retryAfter, Unacceptable } from '../retry.ts'
import type { LeftEntries } from './left-entries.ts'
import type { NextScan } from './next-scan.ts'
import type { Settings } from './settings.ts'

/** A decoded entry, and the entry as it was read. */
export type Taken<Event> = { event: Event; entry: StreamEntry; raw: RawEntry }

/** The possible outcomes of a delivered entry. */
export type Fate = {
  /** Acknowledges a handled entry. */
  done: (one: Taken<unknown>) => void
  /** After its handler threw: schedules a retry, or moves the entry to the dead letters. */
  failed: (one: Taken<unknown>, error: unknown) => Promise<void>
  /** An entry that can't be decoded: leaves it to newer readers, or moves it to the dead letters. */
  undecodable: (entry: Omit<FailedEntry, 'reason'>, error: unknown) => Promise<void>
}

type FateParts = Pick<ConsumerParts, 'log' | 'metrics'> & {
  group: StreamGroup
  nextScan: NextScan
  left: LeftEntries
}

/** Used as type in metrics, because a forger could choose any type. */
const unauthenticType = 'unauthentic'

const reasonOf = (error: unknown): string => (error as Error).message

export const openFate = <Event>(parts: FateParts, settings: Settings<Event>): Fate => {
  const { log, metrics, group, nextScan, left } = parts
  const { topic, claimIdleMs, maxDeliveries } = settings
  const place = { stream: settings.stream, group: settings.group }
  const labels = (type: string) => ({ topic, type, consumer: place.group })

  const giveUp = async (failed: FailedEntry, type: string): Promise<void> => {
    log.error({ ...failed, fields: undefined, ...place }, 'gave up on event')
    await group.deadLetter(failed)
    metrics.deadLettered.inc(labels(type))
  }

  /** `afterMs`: when the handler, or the kind of failure, asks for the retry; undefined: when the entry is idle. */
  const retry = async ({ entryId, type }: StreamEntry, afterMs: number | undefined): Promise<void> => {
    metrics.retried.inc(labels(type))
    if (afterMs !== undefined) await group.postpone(entryId, Math.max(0, claimIdleMs - afterMs))
    nextScan.addRetry(afterMs ?? claimIdleMs)
  }

  /** Leaves an entry pending for newer readers, which may claim it at once, without counting an attempt. */
  const leave = async (entryId: string, type: string, error: Error): Promise<void> => {
    log.warn({ err: error, entryId, type, ...place }, 'event left to newer readers')
    left.add(entryId)
    await group.postpone(entryId, claimIdleMs)
  }

  return {
    done: ({ entry }) => {
      group.acknowledge(entry.entryId)
      metrics.consumed.inc(labels(entry.type))
    },
    failed: async ({ entry, raw }, error) => {
      const { entryId, eventId, type, deliveries } = entry
      const isRefused = error instanceof Unacceptable
      const afterMs = isRefused ? undefined : retryAfter(error)
      log.warn({ err: error, entryId, eventId, type, deliveries }, 'event not handled')
      const isLast = isRefused || deliveries >= maxDeliveries
      if (afterMs !== undefined || !isLast) return retry(entry, afterMs)
      await giveUp({ entryId, fields: raw[1] ?? [], reason: reasonOf(error), deliveries }, type)
    },
    undecodable: async (entry, error) => {
      const type = typeOf(entry.fields) ?? ''
      if (error instanceof NewerVersion) return leave(entry.entryId, type, error)
      const isForged = error instanceof Unauthentic
      if (isForged) metrics.unauthentic.inc({ topic, consumer: place.group })
      await giveUp({ ...entry, reason: reasonOf(error) }, isForged ? unauthenticType : type)
    },
  }
}
