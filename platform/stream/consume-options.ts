import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Reach } from '../base/crash-points.ts'
import type { Log } from '../base/log.ts'
import type { StreamEntry } from './entry.ts'
import type { Authenticate } from './event-authenticity.ts'
import type { GroupPlace } from './group.ts'
import type { StreamMetrics } from './metrics.ts'

export type ConsumeOptions<Event> = GroupPlace & {
  /** Types that `decode` supports; entries of other types are acknowledged without being read. Default: every type. */
  accepts?: ReadonlySet<string>
  /**
   * Entry → event. An error moves the entry to the dead letters at once, except NewerVersion, which leaves it to newer
   * readers: the entry stays pending, and a reader of batches, which keeps the order, stops.
   */
  decode: (entry: StreamEntry) => Event
  /** Maximum number of entries in progress (`handle`, default 64) or per batch (`handleBatch`, default 500). */
  concurrency?: number
  /** Pause after each read that was not full, so that the next is larger: fewer round trips and transactions. */
  lingerMs?: number
  /** An entry unacknowledged for this long is claimed from its consumer. */
  claimIdleMs?: number
  /** After this many failed deliveries, an entry moves to `<stream>.dead` with the reason. */
  maxDeliveries?: number
  signal?: AbortSignal
  /** The stream of which `stream` is a partition, as named in events and metrics. */
  topic?: string
  /** True while this is the only consumer of the group; while it is false, nothing is read. */
  isAlone?: () => boolean
} & (
    | { handle: (event: Event, entry: StreamEntry) => Promise<void>; handleBatch?: never }
    | { handleBatch: (events: Event[]) => Promise<void>; handle?: never }
  )

export type Consumer = {
  /** Throws if no read has succeeded for a while. */
  ready: () => Promise<void>
  /** Stops reading, waits for the entries in progress, acknowledges them. */
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
  /** Rejects an entry that its publisher did not sign. Default: signatures are not checked. */
  authenticate?: Authenticate | undefined
}
