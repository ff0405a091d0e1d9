import type { ConsumerParts } from '../consume-options.ts'
import type { StreamEntry } from '../entry.ts'
import type { Fate, Taken } from './fate.ts'
import type { Slots } from './slots.ts'

type EachParts = Pick<ConsumerParts, 'log' | 'reach'> & { fate: Fate; slots: Slots }

/** Starts the handler of each entry, many at the same time, and waits for none. */
export const handleEach = <Event>(
  { log, reach = () => {}, fate, slots }: EachParts,
  handle: (event: Event, entry: StreamEntry) => Promise<void>,
): ((taken: readonly Taken<Event>[]) => Promise<void>) => {
  const attempt = async (one: Taken<Event>): Promise<void> => {
    try {
      reach('consumer', 'before-effect')
      await handle(one.event, one.entry)
      reach('consumer', 'before-ack')
      fate.done(one)
    } catch (error) {
      await fate.failed(one, error).catch((cause) => log.warn({ err: cause }, 'failure not recorded'))
    }
  }
  return async (taken) => {
    for (const one of taken) slots.occupy(one.entry.entryId, attempt(one))
  }
}
