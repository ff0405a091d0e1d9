import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import type { Connections } from './connections.ts'
import type { RawEntry } from './entry.ts'
import { readBlockMs } from './read-block.ts'

export type DrainOptions = {
  stream: string
  onEntries: (entries: readonly RawEntry[]) => Promise<void>
  signal: AbortSignal
}

type DrainParts = Omit<Connections, 'close'> & { clock: Clock; log: Log }

const drainCount = 200
const backoffMs = 300

/** Moves entries out of a stream until the signal aborts. */
export const drainStream = async (parts: DrainParts, { stream, onEntries, signal }: DrainOptions): Promise<void> => {
  const { commands, clock, log } = parts
  const reader = parts.openReader(`drain:${stream}`)
  while (!signal.aborted) {
    try {
      const reply = await reader.xread('COUNT', drainCount, 'BLOCK', readBlockMs, 'STREAMS', stream, '0')
      const raws = (reply as [string, RawEntry[]][] | null)?.[0]?.[1] ?? []
      if (raws.length === 0) continue
      await onEntries(raws)
      await commands.xdel(stream, ...raws.map(([entryId]) => entryId))
    } catch (error) {
      if (signal.aborted) break
      log.warn({ err: error, stream }, 'stream not drained, retrying')
      await clock.sleep(backoffMs, signal)
    }
  }
  parts.closeReader(reader)
}
