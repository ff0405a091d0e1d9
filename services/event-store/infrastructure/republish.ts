import { observers, reactions } from '#generated/events/events.ts'
import type { Tx } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { addressedTo, sentAgain, tailReader } from '#platform/stream/entry.ts'
import { authField } from '#platform/stream/event-authenticity.ts'
import { repetitionsPour } from '../domain/trous.ts'
import { type EventToRepublish, readCheckoutsSince, readOpen, readSince } from './events-to-republish.ts'
import { terminalTypes } from './states.ts'

const day = 86_400_000
/** Older open checkouts have been examined by people. */
const openCheckoutsMs = 7 * day
const reactedTypes: string[] = Object.values(reactions).flatMap(({ on }) => on)
export const ourGroup = 'choreo-event-store'
/** Consumers that record events need all they may have missed; a repetition has no effect there. */
const noting = [...observers.filter((group) => group !== ourGroup), tailReader]

const fieldsOf = (event: EventToRepublish): string[] =>
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

export type Republished = { open: number; notes: number; until: string | null }

/**
 * Publishes again what a partition of the stream may have lost. Groups that react get the last relevant event of each
 * open checkout; groups that only record get every event since `neededMs`. All of them recognise events by id, so
 * nothing counts twice.
 */
export const republish = async (
  { bus, tx }: { bus: Pick<Bus, 'append' | 'placeOf'>; tx: Tx },
  { stream, partition }: { stream: string; partition: string },
  { neededMs, nowMs }: { neededMs: number; nowMs: number },
): Promise<Republished> => {
  const republished: Republished = { open: 0, notes: 0, until: null }
  const append = async (entries: string[][]): Promise<number> => {
    republished.until = (await bus.append(partition, entries)).at(-1) ?? republished.until
    return entries.length
  }
  const ours = (page: EventToRepublish[]): EventToRepublish[] =>
    page.filter(({ event_id }) => bus.placeOf({ stream, eventId: event_id }) === partition)
  const open = { reactedTypes, terminalTypes: terminalTypes, sinceMs: nowMs - openCheckoutsMs }
  for await (const page of readOpen(tx, stream, open)) republished.open += await append(ours(page).map(fieldsOf))
  for await (const page of readSince(tx, stream, neededMs)) {
    republished.notes += await append(ours(page).map((event) => addressedTo(noting, fieldsOf(event))))
  }
  return republished
}

const choreography = { reactions, terminaux: new Set(terminalTypes) }
/** An open checkout that published nothing for this long waits for an event that was lost. */
const restMs = 5_000

const isAtRest = (events: readonly EventToRepublish[], nowMs: number): boolean =>
  events.some(({ type }) => choreography.terminaux.has(type)) || events.every(({ ts }) => ts * 1_000 + restMs < nowMs)

/**
 * Sends groups what they need to publish again events that were lost before they were stored, for checkouts with events
 * since `sinceMs`. Returns the number of incomplete checkouts.
 */
export const fillHoles = async (
  { bus, tx }: { bus: Pick<Bus, 'append' | 'placeOf'>; tx: Tx },
  { stream, partition }: { stream: string; partition: string },
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): Promise<number> => {
  const byCheckout = new Map<string, string[][]>()
  for await (const events of readCheckoutsSince(tx, stream, sinceMs)) {
    const [first] = events
    if (!first || bus.placeOf({ stream, eventId: first.event_id }) !== partition) continue
    const present = new Set(events.map(({ type }) => type))
    const repetitions = repetitionsPour(choreography, present, isAtRest(events, nowMs))
    if (repetitions.length === 0) continue
    const entries = repetitions.flatMap(({ groupe, type }) =>
      events.filter((one) => one.type === type).map((event) => addressedTo([groupe], fieldsOf(event))),
    )
    byCheckout.set(first.event_id.split(':')[0] ?? '', entries)
  }
  await bus.append(partition, [...byCheckout.values()].flat())
  return byCheckout.size
}
