import type { Redis } from 'ioredis'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { lastPossibleId } from '#platform/stream/entry.ts'
import type { Databases } from '../shop/databases.ts'

/** Where each event is on its way: sent, handled by which consumer, waiting for or given up by which group. */
export type Delivery = {
  outbox: { event_id: string; checkout_id: string; sent: boolean }[]
  /** Per consumer with a database: the event ids it has claimed, and one event id per row it wrote. */
  consumers: Record<ConsumerName, { claimed: Set<string>; written: string[] }>
  /** Per group: events that it has not acknowledged, or that are in its dead letter. */
  waiting: Map<string, Set<string>>
}

export const stream = 'ecommerce.checkout.events'

export type ConsumerName = 'audit' | 'notification' | 'cqrs'

const readOutbox = sql(
  'scenario-outbox',
  `select event_id, payload ->> 'checkout_id' as checkout_id, published_at is not null as sent from outbox`,
)
const claims: Record<ConsumerName, string> = { audit: 'audit', notification: 'notification', cqrs: 'cqrs_projection' }
const readClaims = sql('scenario-claims', 'select event_id from inbox where consumer = $1')
const readAuditTrail = sql('scenario-audit-trail', 'select event_id from audit_trail')
const readDeadLetters = sql(
  'scenario-dead-letters',
  `select consumer_group, event_id from dead_letter where etat = 'ouverte'`,
)
const readNotifications = sql('scenario-notifications', 'select event_id from notification')

type EventRow = { event_id: string } & Row

const readConsumer = async (databases: Databases, name: ConsumerName) => {
  const claimed = await databases[name].query<EventRow>(readClaims, [claims[name]])
  // The projection only counts and has no row per event; another invariant checks its counts.
  const written =
    name === 'cqrs'
      ? claimed
      : await databases[name].query<EventRow>(name === 'audit' ? readAuditTrail : readNotifications)
  return { claimed: new Set(claimed.map((row) => row.event_id)), written: written.map((row) => row.event_id) }
}

type Entry = [id: string, fields: string[] | null]

const field = (fields: readonly string[] | null, name: string): string | undefined => {
  for (let i = 0; fields !== null && i + 1 < fields.length; i += 2) if (fields[i] === name) return fields[i + 1]
  return undefined
}

const page = 1_000

/** Entries of a stream after an id, in pages. */
async function* entriesAfter(redis: Redis, name: string, after: string): AsyncGenerator<Entry> {
  // No id follows the last possible one, and Redis rejects such a range.
  for (let from = after; from !== lastPossibleId; ) {
    const entries = (await redis.xrange(name, from === '-' ? '-' : `(${from}`, '+', 'COUNT', page)) as Entry[]
    yield* entries
    const last = entries.at(-1)
    if (last === undefined || entries.length < page) return
    from = last[0]
  }
}

async function* pendingEntries(redis: Redis, group: string): AsyncGenerator<Entry> {
  for (let from = '-'; ; ) {
    const rows = (await redis.xpending(stream, group, from, '+', page)) as [string, string, number, number][]
    for (const [id] of rows) yield* (await redis.xrange(stream, id, id)) as Entry[]
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return
    from = `(${last[0]}`
  }
}

/** Unread, unacknowledged and given-up entries per group; a single round trip when everything is acknowledged. */
const readWaiting = async (redis: Redis, waiting: Map<string, Set<string>>): Promise<void> => {
  const add = (group: string, fields: string[] | null): void => {
    const id = field(fields, 'event_id')
    if (id !== undefined) waiting.set(group, (waiting.get(group) ?? new Set()).add(id))
  }
  const groups = ((await redis.xinfo('GROUPS', stream).catch(() => [])) as unknown[][]).map((flat) => ({
    name: String(flat[flat.indexOf('name') + 1]),
    pending: Number(flat[flat.indexOf('pending') + 1]),
    lastId: String(flat[flat.indexOf('last-delivered-id') + 1]),
  }))
  for (const { name, pending, lastId } of groups) {
    if (pending > 0) for await (const [, fields] of pendingEntries(redis, name)) add(name, fields)
    for await (const [, fields] of entriesAfter(redis, stream, lastId)) add(name, fields)
  }
  // On their way to the table of dead letters.
  for await (const [, fields] of entriesAfter(redis, `${stream}.dead`, '-')) add(field(fields, 'group') ?? '', fields)
}

export const readDelivery = async (databases: Databases, redis: Redis | undefined): Promise<Delivery> => {
  const waiting = new Map<string, Set<string>>()
  if (redis !== undefined) await readWaiting(redis, waiting)
  const [outbox, audit, notification, cqrs, dead] = await Promise.all([
    databases.ecommerce.query<Delivery['outbox'][number] & Row>(readOutbox),
    readConsumer(databases, 'audit'),
    readConsumer(databases, 'notification'),
    readConsumer(databases, 'cqrs'),
    databases.evenements.query<{ consumer_group: string } & EventRow>(readDeadLetters),
  ])
  for (const { consumer_group: group, event_id } of dead) {
    waiting.set(group, (waiting.get(group) ?? new Set()).add(event_id))
  }
  return { outbox, consumers: { audit, notification, cqrs }, waiting }
}
