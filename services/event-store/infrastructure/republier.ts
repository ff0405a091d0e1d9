import { observers, reactions } from '#generated/events/events.ts'
import type { Tx } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { addressedTo, sentAgain, tailReader } from '#platform/stream/entry.ts'
import { authField } from '#platform/stream/event-authenticity.ts'
import { repetitionsPour } from '../domain/trous.ts'
import { typesTerminaux } from './etats.ts'
import { type EvenementARepublier, lireCheckoutsDepuis, lireDepuis, lireEnCours } from './evenements-a-republier.ts'

const day = 86_400_000
/** Older open checkouts have been examined by people. */
const openCheckoutsMs = 7 * day
const reactedTypes: string[] = Object.values(reactions).flatMap(({ on }) => on)
export const ourGroup = 'choreo-event-store'
/** Consumers that record events need all they may have missed; a repetition has no effect there. */
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
    ...(event.auth === null ? [] : [authField, event.auth]),
  ])

export type Republie = { enCours: number; notes: number; jusque: string | null }

/**
 * Publishes again what a partition of the stream may have lost. Groups that react get the last relevant event of each
 * open checkout; groups that only record get every event since `neededMs`. All of them recognise events by id, so
 * nothing counts twice.
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

const processus = { reactions, terminaux: new Set(typesTerminaux) }
/** An open checkout that published nothing for this long waits for an event that was lost. */
const reposMs = 5_000

const estAuRepos = (evenements: readonly EvenementARepublier[], nowMs: number): boolean =>
  evenements.some(({ type }) => processus.terminaux.has(type)) ||
  evenements.every(({ ts }) => ts * 1_000 + reposMs < nowMs)

/**
 * Sends groups what they need to publish again events that were lost before they were stored, for checkouts with events
 * since `sinceMs`. Returns the number of incomplete checkouts.
 */
export const comblerTrous = async (
  { bus, tx }: { bus: Pick<Bus, 'append' | 'placeOf'>; tx: Tx },
  { stream, partition }: { stream: string; partition: string },
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): Promise<number> => {
  const parCheckout = new Map<string, string[][]>()
  for await (const evenements of lireCheckoutsDepuis(tx, stream, sinceMs)) {
    const [premier] = evenements
    if (!premier || bus.placeOf({ stream, eventId: premier.event_id }) !== partition) continue
    const presents = new Set(evenements.map(({ type }) => type))
    const repetitions = repetitionsPour(processus, presents, estAuRepos(evenements, nowMs))
    if (repetitions.length === 0) continue
    const entries = repetitions.flatMap(({ groupe, type }) =>
      evenements.filter((one) => one.type === type).map((event) => addressedTo([groupe], fieldsOf(event))),
    )
    parCheckout.set(premier.event_id.split(':')[0] ?? '', entries)
  }
  await bus.append(partition, [...parCheckout.values()].flat())
  return parCheckout.size
}
