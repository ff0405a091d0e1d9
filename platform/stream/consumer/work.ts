import type { ConsumeOptions, ConsumerParts } from '../consume-options.ts'
import { openGroup } from '../group.ts'
import { openDecoder } from './decode.ts'
import { openFate } from './fate.ts'
import { handleInOrder } from './handle-batch.ts'
import { handleEach } from './handle-each.ts'
import { openLeftEntries } from './left-entries.ts'
import { openNextScan } from './next-scan.ts'
import { type Dispatch, openReading } from './reading.ts'
import { settingsOf } from './settings.ts'
import { openSlots } from './slots.ts'

/** The work of a consumer between taking its name and releasing it. */
export type Work = {
  /** Creates the group unless it exists, and handles what is still pending under the consumer's name. */
  begin: () => Promise<void>
  /** Reads once and handles, or starts to handle, what was read. */
  readOnce: () => Promise<void>
  /** Waits for the entries in progress and acknowledges them. */
  end: () => Promise<void>
  /** Throws if the consumer has stopped reading, or has not been able to read for a while. */
  check: () => void
}

const silentMaxMs = 10_000

/** Builds a consumer from its parts, which share the entries in progress, the entries left to newer readers, and the time of the next scan. */
export const openWork = <Event>(parts: ConsumerParts, options: ConsumeOptions<Event>, signal: AbortSignal): Work => {
  const { clock, log } = parts
  const settings = settingsOf(options)
  const { stream } = settings
  const group = openGroup(parts, settings)
  const slots = openSlots(settings.concurrency)
  const left = openLeftEntries(settings.handleBatch !== undefined)
  const nextScan = openNextScan(clock, settings.claimIdleMs)

  const fate = openFate({ ...parts, group, nextScan, left }, settings)
  const decodeAll = openDecoder({ ...parts, group, left, fate }, settings)
  const handleAll = settings.handle
    ? handleEach<Event>({ ...parts, fate, slots }, settings.handle)
    : handleInOrder({ ...parts, fate, signal }, settings, settings.handleBatch)
  const dispatch: Dispatch = async (raws, deliveriesOf) => {
    if (raws.length === 0) return 0
    const taken = await decodeAll(raws, deliveriesOf)
    await handleAll(taken)
    return taken.length
  }
  const reading = openReading({ clock, group, slots, nextScan, left, dispatch, signal }, settings)

  return {
    begin: async () => {
      await group.create()
      await reading.claimOwn()
    },
    readOnce: reading.readOnce,
    end: async () => {
      await slots.emptied()
      await group
        .flush()
        .catch((error) => log.warn({ err: error, stream, group: settings.group }, 'acknowledgement lost'))
    },
    check: () => {
      if (left.isHalted())
        throw new Error(`${stream} has an event for ${settings.group} that only a newer version can read`)
      const silentMs = reading.silentMs()
      if (silentMs > silentMaxMs && slots.free() > 0)
        throw new Error(`no successful read from ${stream} as ${settings.group} for ${silentMs} ms`)
    },
  }
}
