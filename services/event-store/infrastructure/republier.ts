import { observers, reactions } from '#generated/events/events.ts'
import type { Tx } from '#platform/postgres.ts'
import type { Bus } from '#platform/redis-streams.ts'
import { addressedTo, tailReader } from '#platform/stream-entry.ts'
import { typesTerminaux } from './etats.ts'
import { type EvenementARepublier, lireDepuis, lireEnCours } from './evenements-a-republier.ts'

const day = 86_400_000
/** A checkout that is older has been looked at by people. */
const openCheckoutsMs = 7 * day
const reactedTypes: string[] = Object.values(reactions).flat()
const ourGroup = 'choreo-event-store'
/** Who takes note of events needs all that it may not have had; a repetition changes nothing there. */
const noting = [...observers.filter((group) => group !== ourGroup), tailReader]

const fieldsOf = (event: EvenementARepublier): string[] => [
  'type',
  event.type,
  'payload',
  event.payload,
  'ts',
  String(event.ts),
  'event_id',
  event.event_id,
  'version',
  String(event.payload_version),
  ...(event.traceparent === null ? [] : ['traceparent', event.traceparent]),
]

export type Republie = { enCours: number; notes: number; jusque: string | null }

/**
 * Puts into the stream again what may have been lost with it: for who reacts to events, the last one of each checkout
 * that has not ended; for who takes note, every event since `neededMs`. Everybody knows events by their ids, so what
 * was not lost is counted once.
 */
export const republier = async (
  { bus, tx }: { bus: Pick<Bus, 'append'>; tx: Tx },
  stream: string,
  { neededMs, nowMs }: { neededMs: number; nowMs: number },
): Promise<Republie> => {
  const republie: Republie = { enCours: 0, notes: 0, jusque: null }
  const append = async (entries: string[][]): Promise<number> => {
    republie.jusque = (await bus.append(stream, entries)).at(-1) ?? republie.jusque
    return entries.length
  }
  const open = { reactedTypes, terminalTypes: typesTerminaux, sinceMs: nowMs - openCheckoutsMs }
  for await (const page of lireEnCours(tx, stream, open)) republie.enCours += await append(page.map(fieldsOf))
  for await (const page of lireDepuis(tx, stream, neededMs)) {
    republie.notes += await append(page.map((event) => addressedTo(noting, fieldsOf(event))))
  }
  return republie
}
