import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Reach } from '../base/crash-points.ts'
import type { Log } from '../base/log.ts'
import type { StreamEntry } from './entry.ts'
import type { Authenticate } from './event-authenticity.ts'
import type { GroupPlace } from './group.ts'
import type { StreamMetrics } from './metrics.ts'

export type ConsumeOptions<Event> = GroupPlace & {
  /** Types that `decode` understands; entries of other types are acknowledged unread. Without it: every type. */
  accepts?: ReadonlySet<string>
  /**
   * Entry → event. What it throws sends the entry to the dead letter at once; but a NewerVersion leaves it to newer readers:
   * one entry waits for them, and a reader of batches, which keeps the order, stands still.
   */
  decode: (entry: StreamEntry) => Event
  /** At most this many entries at work at once (`handle`) or in one batch (`handleBatch`): 64, 500. */
  concurrency?: number
  /** Rest after each read that was not full, so that the next one is larger: fewer round trips and transactions. */
  lingerMs?: number
  /** An entry that was not acknowledged for this long is taken over, from whoever had it. */
  claimIdleMs?: number
  /** Handed out this often without success, an entry goes to `<stream>.dead` with its reason. */
  maxDeliveries?: number
  signal?: AbortSignal
  /** The stream that `stream` is a partition of: its name in events and metrics. */
  topic?: string
  /** There is no other consumer of the group while this says yes; while it says no, nothing is read. */
  isAlone?: () => boolean
} & (
    | { handle: (event: Event, entry: StreamEntry) => Promise<void>; handleBatch?: never }
    | { handleBatch: (events: Event[]) => Promise<void>; handle?: never }
  )

export type Consumer = {
  /** Throws when nothing was read for a while. */
  ready: () => Promise<void>
  /** Stops reading, waits for what is at work, acknowledges it. */
  stop: () => Promise<void>
}

export type ConsumerParts = {
  commands: Redis
  reader: Redis
  clock: Clock
  log: Log
  metrics: StreamMetrics
  reach?: Reach | undefined
  fail?: ((error: Error) => void) | undefined
  /** Refuses an entry that its publisher did not sign; without it, none is refused for that. */
  authenticate?: Authenticate | undefined
}
