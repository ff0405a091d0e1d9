import type pg from 'pg'
import { type Clock, systemClock } from '../base/clock.ts'
import { noCrashPoints, type Reach } from '../base/crash-points.ts'
import type { Log } from '../base/log.ts'
import { parseTraceparent } from '../base/trace-context.ts'
import { onConnection, type Pool, sql, type Tx } from '../postgres/pool.ts'
import type { Bus } from '../stream/bus.ts'
import type { StreamMessage } from '../stream/entry.ts'

/**
 * Transactional outbox. A service copies platform/delivery/outbox.sql into one of its migrations, enqueues in the transaction
 * of its change and wakes the relay after the commit. Sent rows are marked; there is no cursor, so a
 * transaction that commits late can't be skipped. A message may be sent twice, with the same event id.
 */
const insert = sql(
  'outbox-enqueue',
  `insert into outbox (event_id, stream, type, payload, traceparent, version)
   select event_id, stream, type, payload::json, traceparent, version
   from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::smallint[])
     as message (event_id, stream, type, payload, traceparent, version)
   on conflict (event_id) do nothing`,
)

const batchMax = 500
const pollMs = 1_000
const backoffMs = 500
/** A shared reason: without one, each abort would create an exception with a stack. */
const wokenUp = 'woken'

/** Writes messages in the transaction of the change that they announce; skips known event ids. */
export const enqueue = async (tx: Tx, messages: StreamMessage | readonly StreamMessage[]): Promise<void> => {
  const all = Array.isArray(messages) ? (messages as readonly StreamMessage[]) : [messages as StreamMessage]
  await tx.query(insert, [
    all.map((message) => message.eventId),
    all.map((message) => message.stream),
    all.map((message) => message.type),
    all.map(({ payload }) => (typeof payload === 'string' ? payload : JSON.stringify(payload))),
    all.map((message) => parseTraceparent(message.traceparent) ?? null),
    all.map((message) => message.version ?? 1),
  ])
}

type Row = {
  position: string
  event_id: string
  stream: string
  type: string
  payload: string
  version: number
  traceparent: string | null
  again: boolean
}

const toMessage = (row: Row): StreamMessage => ({
  stream: row.stream,
  type: row.type,
  payload: row.payload,
  version: row.version,
  eventId: row.event_id,
  ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  ...(row.again ? { again: true } : {}),
})

/**
 * Selects the next unsent rows. `position` must name the table's column: the text of the same name in the select list would sort
 * 10 before 9. Sorts are disabled so that the partial index gives the order: a sort would read every row sent since the last vacuum.
 */
export const take = {
  opening: 'begin; set local enable_sort = off; set local enable_bitmapscan = off',
  rows: `select position::text, event_id, stream, type, payload::text, version, traceparent, again from outbox
    where published_at is null order by outbox.position limit ${batchMax} for update skip locked`,
}
// Both round trips contain several statements. Row locks divide the rows among relays, and a relay that dies releases its
// locks at once.
const takeText = `${take.opening}; ${take.rows}`
const markText = (rows: readonly Row[]): string =>
  `update outbox set published_at = clock_timestamp()
   where position in (${rows.map((row) => BigInt(row.position)).join()}); commit`

const relayOnce = async (client: pg.PoolClient, bus: Pick<Bus, 'publish'>, reach: Reach): Promise<number> => {
  const results = (await client.query(takeText)) as unknown as pg.QueryResult<Row>[]
  const rows = results.at(-1)?.rows ?? []
  if (rows.length > 0) {
    reach('relay', 'before-effect')
    await bus.publish(rows.map(toMessage))
    reach('relay', 'before-ack')
  }
  await client.query(rows.length > 0 ? markText(rows) : 'commit')
  return rows.length
}

/** Sends one batch and returns the number of messages; a batch that can't be sent stays unsent. */
export const relayBatch = (
  pool: Pool,
  bus: Pick<Bus, 'publish'>,
  reach: Reach | undefined = noCrashPoints,
): Promise<number> => onConnection(pool.raw, (client) => relayOnce(client, bus, reach))

export type Relay = {
  /** Call it after each commit that enqueued something. Costs nothing while the relay is busy. */
  wake: () => void
  /** Ends after the current batch. */
  stop: () => Promise<void>
}

type RelayOptions = {
  pool: Pool
  bus: Pick<Bus, 'publish'>
  log: Log
  signal?: AbortSignal
  clock?: Clock
  /** Crash points: before a batch is sent, and before it is marked. */
  reach?: Reach | undefined
}

/**
 * Starts the relay of one process. It sends when woken, and every second for rows of a process that died.
 * Any number may run at once. Messages of one batch keep their order; between relays there is no order.
 */
export const startRelay = ({ pool, bus, log, signal, clock = systemClock, reach }: RelayOptions): Relay => {
  const stopping = new AbortController()
  let woken = true
  let rest = new AbortController()
  const wake = (): void => {
    woken = true
    rest.abort(wokenUp)
  }
  signal?.addEventListener('abort', () => stopping.abort(), { once: true })
  stopping.signal.addEventListener('abort', wake, { once: true })

  const pause = async (ms: number): Promise<void> => {
    rest = new AbortController()
    if (!woken) await clock.sleep(ms, rest.signal)
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = false
      try {
        if ((await relayBatch(pool, bus, reach)) === batchMax) woken = true
        await pause(pollMs)
      } catch (error) {
        log.warn({ err: error }, 'outbox batch not sent, retrying')
        await clock.sleep(backoffMs, stopping.signal)
      }
    }
  }
  const running = run()
  return {
    wake,
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
