import { observers, reactions } from '#generated/events/events.ts'
import type { Tx } from '#platform/postgres.ts'
import type { Bus } from '#platform/redis-streams.ts'
import { addressedTo, sentAgain, tailReader } from '#platform/stream-entry.ts'
import { repetitionsPour } from '../domain/trous.ts'
import { typesTerminaux } from './etats.ts'
import { type EvenementARepublier, lireCheckoutsDepuis, lireDepuis, lireEnCours } from './evenements-a-republier.ts'

const day = 86_400_000
/** A checkout that is older has been looked at by people. */
const openCheckoutsMs = 7 * day
const reactedTypes: string[] = Object.values(reactions).flatMap(({ on }) => on)
const ourGroup = 'choreo-event-store'
/** Who takes note of events needs all that it may not have had; a repetition changes nothing there. */
const noting = [...observers.filter((group) => group !== ourGroup), tailReader]

const fieldsOf = (event: EvenementARepublier): string[] =>
  sentAgain([
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
  ])

export type Republie = { enCours: number; notes: number; jusque: string | null }

/**
 * Puts into a partition of the stream again what may have been lost with it: for who reacts to events, the last one of each checkout
 * that has not ended; for who takes note, every event since `neededMs`. Everybody knows events by their ids, so what
 * was not lost is counted once.
 */
export const republier = async (
  { bus, tx }: { bus: Pick<Bus, 'append' | 'placeOf'>; tx: Tx },
  { stream, partition }: { stream: string; partition: string },
  { neededMs, nowMs }: { neededMs: number; nowMs: number },
): Promise<Republie> => {
  const republie: Republie = { enCours: 0, notes: 0, jusque: null }
  const append = async (entries: string[][]): Promise<number> => {
    republie.jusque = (await bus.append(partition, entries)).at(-1) ?? republie.jusque
    return entries.length
  }
  const ours = (page: EvenementARepublier[]): EvenementARepublier[] =>
    page.filter(({ event_id }) => bus.placeOf({ stream, eventId: event_id }) === partition)
  const open = { reactedTypes, terminalTypes: typesTerminaux, sinceMs: nowMs - openCheckoutsMs }
  for await (const page of lireEnCours(tx, stream, open)) republie.enCours += await append(ours(page).map(fieldsOf))
  for await (const page of lireDepuis(tx, stream, neededMs)) {
    republie.notes += await append(ours(page).map((event) => addressedTo(noting, fieldsOf(event))))
  }
  return republie
}

/**
 * Sends groups what they need to publish again what was lost before it was stored, of checkouts with events since
 * `neededMs`. Returns how many entries that were.
 */
export const comblerTrous = async (
  { bus, tx }: { bus: Pick<Bus, 'append' | 'placeOf'>; tx: Tx },
  { stream, partition }: { stream: string; partition: string },
  neededMs: number,
): Promise<number> => {
  const entries: string[][] = []
  for await (const evenements of lireCheckoutsDepuis(tx, stream, neededMs)) {
    for (const { groupe, type } of repetitionsPour(reactions, new Set(evenements.map((event) => event.type)))) {
      const event = evenements.find((one) => one.type === type)
      if (!event || bus.placeOf({ stream, eventId: event.event_id }) !== partition) continue
      entries.push(addressedTo([groupe], fieldsOf(event)))
    }
  }
  await bus.append(partition, entries)
  return entries.length
}
