import { type Row, sql, type Tx } from '#platform/postgres/pool.ts'

/** A stored event with the fields of its stream entry. */
export type EventToRepublish = {
  position: number
  event_id: string
  entry_id: string
  type: string
  payload: string
  payload_version: number
  ts: number
  traceparent: string | null
  /** The publisher's signature, without which every consumer would reject the event. */
  auth: string | null
}

const pageSize = 500
const columns = 'position, event_id, entry_id, type, payload::text, payload_version, ts, traceparent, auth'

// Repeating a checkout's last event that some group reacts to leads to all later ones.
const openPage = sql(
  'republish-open',
  `select ${columns} from event e
   where stream = $1 and position > $2 and checkout_id >= $3 and type = any($4)
     and not exists (select from event f where f.checkout_id = e.checkout_id
       and (f.type = any($5) or (f.type = any($4) and f.version > e.version)))
   order by position limit ${pageSize}`,
)
const pageAfter = sql(
  'republish-after',
  `select ${columns} from event where stream = $1 and position > $2 order by position limit ${pageSize}`,
)
const backwards = sql(
  'republish-backwards',
  `select position, entry_id from event where stream = $1 and position < $2 order by position desc limit ${pageSize}`,
)

const checkoutsOf = sql('republish-checkouts', `select distinct checkout_id from event where position = any($1)`)
const ofCheckouts = sql(
  'republish-of-checkouts',
  `select checkout_id, ${columns} from event where checkout_id = any($1) order by checkout_id, version`,
)

/** The smallest UUIDv7 of a time, in milliseconds since the epoch. */
const uuidFrom = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

async function* pages(
  readPage: (after: number) => Promise<EventToRepublish[]>,
  from: number,
): AsyncGenerator<EventToRepublish[]> {
  let after = from
  for (;;) {
    const page = await readPage(after)
    if (page.length > 0) yield page
    if (page.length < pageSize) return
    after = page.at(-1)?.position ?? after
  }
}

/** For each open checkout since `sinceMs`: its last event that some group reacts to. */
export const readOpen = (
  tx: Tx,
  stream: string,
  { reactedTypes, terminalTypes, sinceMs }: { reactedTypes: string[]; terminalTypes: string[]; sinceMs: number },
): AsyncGenerator<EventToRepublish[]> =>
  pages((after) => tx.query(openPage, [stream, after, uuidFrom(sinceMs), reactedTypes, terminalTypes]), 0)

const msOf = (entryId: string): number => Number(entryId.split('-')[0])

/** A position before all events of that time or later; events are stored almost in the order of their entries. */
const positionBefore = async (tx: Tx, stream: string, ms: number): Promise<number> => {
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const page = await tx.query<{ position: number; entry_id: string } & Row>(backwards, [stream, before])
    const last = page.at(-1)
    if (!last) return 0
    if (page.every(({ entry_id }) => msOf(entry_id) < ms)) return page[0]?.position ?? 0
    before = last.position
  }
}

/** Every event whose entry is of that time or later, and some earlier ones. */
export async function* readSince(tx: Tx, stream: string, ms: number): AsyncGenerator<EventToRepublish[]> {
  yield* pages((after) => tx.query(pageAfter, [stream, after]), await positionBefore(tx, stream, ms))
}

/** All events of each checkout that has one of that time or later. A checkout may be yielded more than once. */
export async function* readCheckoutsSince(tx: Tx, stream: string, ms: number): AsyncGenerator<EventToRepublish[]> {
  for await (const page of readSince(tx, stream, ms)) {
    const ids = await tx.query<{ checkout_id: string }>(checkoutsOf, [page.map(({ position }) => position)])
    const all = await tx.query<EventToRepublish & { checkout_id: string }>(ofCheckouts, [
      ids.map(({ checkout_id }) => checkout_id),
    ])
    yield* Map.groupBy(all, ({ checkout_id }) => checkout_id).values()
  }
}
