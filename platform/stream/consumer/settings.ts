import type { ConsumeOptions } from '../consume-options.ts'

type Defaulted = 'topic' | 'concurrency' | 'lingerMs' | 'claimIdleMs' | 'maxDeliveries'

/** The options of a consumer, with their defaults. */
export type Settings<Event> = ConsumeOptions<Event> & Required<Pick<ConsumeOptions<Event>, Defaulted>>

export const settingsOf = <Event>(options: ConsumeOptions<Event>): Settings<Event> => {
  const { topic = options.stream, concurrency = options.handle ? 64 : 500 } = options
  const { lingerMs = 0, claimIdleMs = 5_000, maxDeliveries = 5 } = options
  return { ...options, topic, concurrency, lingerMs, claimIdleMs, maxDeliveries }
}
