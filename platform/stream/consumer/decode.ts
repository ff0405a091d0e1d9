import type { ConsumerParts } from '../consume-options.ts'
import { decodeEntry, isFor, MalformedEntry, type RawEntry, typeOf } from '../entry.ts'
import type { StreamGroup } from '../group.ts'
import type { Fate, Taken } from './fate.ts'
import type { LeftEntries } from './left-entries.ts'
import type { Settings } from './settings.ts'

/** Decodes the entries that are for this consumer; all others need no handling. */
export type DecodeAll<Event> = (
  raws: readonly RawEntry[],
  deliveriesOf: (entryId: string) => number,
) => Promise<Taken<Event>[]>

type DecodeParts = Pick<ConsumerParts, 'clock' | 'metrics' | 'authenticate'> & {
  group: StreamGroup
  left: LeftEntries
  fate: Fate
}

export const openDecoder = <Event>(parts: DecodeParts, settings: Settings<Event>): DecodeAll<Event> => {
  const { clock, metrics, authenticate, group, left, fate } = parts
  const { topic, accepts, decode, maxDeliveries } = settings

  /** An entry without a type counts as wanted, so that it ends in the dead letters. */
  const isWanted = (fields: readonly string[]): boolean => {
    const type = typeOf(fields) ?? ''
    return (!accepts || type === '' || accepts.has(type)) && isFor(fields, settings.group)
  }

  const decodeOne = (raw: RawEntry, fields: string[], deliveries: number): Taken<Event> => {
    if (deliveries > maxDeliveries) throw new MalformedEntry(`delivered ${deliveries - 1} times without a result`)
    authenticate?.(topic, fields)
    const entry = decodeEntry(topic, raw, deliveries)
    metrics.latency.observe({ topic, type: entry.type }, Math.max(0, clock.now() / 1000 - entry.ts))
    return { entry, raw, event: decode(entry) }
  }

  return async (raws, deliveriesOf) => {
    const taken: Taken<Event>[] = []
    for (const raw of raws) {
      const [entryId, fields] = raw
      if (fields === null || !isWanted(fields)) {
        group.acknowledge(entryId)
        continue
      }
      const deliveries = deliveriesOf(entryId)
      try {
        taken.push(decodeOne(raw, fields, deliveries))
      } catch (error) {
        await fate.undecodable({ entryId, fields, deliveries }, error)
        if (left.isHalted()) break
      }
    }
    return taken
  }
}
