import type { ConsumerParts } from '../consume-options.ts'
import type { RawEntry } from '../entry.ts'
import type { StreamGroup } from '../group.ts'
import { readBlockMs } from '../read-block.ts'
import type { LeftEntries } from './left-entries.ts'
import type { NextScan } from './next-scan.ts'
import type { Settings } from './settings.ts'
import type { Slots } from './slots.ts'

/** Handles entries; returns how many of them were for this consumer. */
export type Dispatch = (raws: readonly RawEntry[], deliveriesOf: (entryId: string) => number) => Promise<number>

export type Reading = {
  /** Claims entries that are pending under this consumer's own name or, if it is alone in its group, under any name. */
  claimOwn: () => Promise<void>
  /** Claims idle entries if a scan is due, then reads new ones, once. */
  readOnce: () => Promise<void>
  /** Milliseconds since the last successful read. */
  silentMs: () => number
}

type ReadingParts = Pick<ConsumerParts, 'clock'> & {
  group: StreamGroup
  slots: Slots
  nextScan: NextScan
  left: LeftEntries
  dispatch: Dispatch
  signal: AbortSignal
}

/** Shorter while handlers run, since one may ask for a retry soon. */
const blockAtWorkMs = 250
/** Pause after a read with entries for others only, so that the entries that follow are read together. */
const othersRestMs = 2
const leaseRestMs = 50

export const openReading = <Event>(parts: ReadingParts, settings: Settings<Event>): Reading => {
  const { clock, group, slots, nextScan, left, dispatch, signal } = parts
  const { consumer, claimIdleMs, lingerMs, isAlone } = settings
  let lastReadAt = clock.now()

  /** Entries that must not be claimed. */
  const except = (): ReadonlySet<string> => (left.ids.size === 0 ? slots.ids : new Set([...slots.ids, ...left.ids]))

  const claim = async (query: { idleMs: number; consumer?: string }): Promise<void> => {
    nextScan.begin()
    await group.flush() // otherwise it would claim finished entries that are not acknowledged yet
    let after: string | undefined
    do {
      const count = slots.free()
      if (count <= 0 || left.isHalted() || signal.aborted) return
      const place = after === undefined ? query : { ...query, after }
      const claimed = await group.claim({ ...place, count, except: except() })
      await dispatch(claimed.entries, (id) => claimed.deliveries.get(id) ?? 1)
      after = claimed.last
    } while (after !== undefined)
  }

  const readNew = async (count: number): Promise<void> => {
    const maxMs = slots.ids.size > 0 ? blockAtWorkMs : readBlockMs
    const raws = await group.read(count, Math.max(1, Math.min(maxMs, nextScan.inMs())))
    lastReadAt = clock.now()
    const taken = await dispatch(raws, () => 1)
    if (raws.length === 0 || raws.length === count) return
    const restMs = taken === 0 ? Math.max(lingerMs, othersRestMs) : lingerMs
    if (restMs > 0) await clock.sleep(restMs, signal)
  }

  return {
    silentMs: () => clock.now() - lastReadAt,
    claimOwn: () => claim({ idleMs: 0, ...(isAlone ? {} : { consumer }) }),
    readOnce: async () => {
      if (left.isHalted()) return clock.sleep(readBlockMs, signal)
      if (isAlone && !isAlone()) return clock.sleep(leaseRestMs, signal)
      if (nextScan.isDue()) await claim({ idleMs: claimIdleMs })
      const free = slots.free()
      await (free > 0 ? readNew(free) : slots.freed())
    },
  }
}
