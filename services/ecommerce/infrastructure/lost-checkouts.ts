import { rejouerCheckout, trouverInconnus } from '#generated/event-store/client.ts'
import { decode } from '#generated/events/events.ts'
import type { CheckoutEventType } from '#generated/events/types.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import { CallFailure, type Transport } from '#platform/http/client.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import { NewerVersion } from '#platform/stream/entry.ts'
import type {
  Found,
  findLostCheckouts,
  Knowledge,
  SoughtCheckout,
  SoughtPage,
} from '../application/find-lost-checkouts.ts'
import { outcomeOf } from './outcome-tail.ts'

const everyMs = 5_000
/** Looking must take only a small share of the time, however many checkouts are in progress. */
const restFactor = 20
const pageSize = 1_000

const selectSought = sql(
  'checkouts-sought',
  // An end has the time of its publisher, whose clock may be ahead.
  `select checkout_id, client_id, etat <> 'EN_COURS' as "hasEnded",
     coalesce(ended_at between clock_timestamp() - interval '5 s' and clock_timestamp() + interval '1 min', false) as recent,
     coalesce((select published_at < clock_timestamp() - interval '10 s' from outbox
               where event_id = checkout_id || $3), false) as "isSent"
   from checkout where checkout_id > $1 and checkout_id < $2 order by checkout_id limit ${pageSize}`,
)
const sendAgainStatement = sql(
  'outbox-send-again',
  'update outbox set published_at = null, again = true where event_id = any($1) and published_at is not null',
)
const first: CheckoutEventType = 'CheckoutInitiated'

export const readSought =
  (pool: Pool) =>
  async (after: string, before: string): Promise<SoughtPage> => {
    const checkouts = await pool.query<SoughtCheckout & Row>(selectSought, [after, before, `:${first}`])
    return { checkouts, nextPage: checkouts.length === pageSize ? checkouts.at(-1)?.checkout_id : undefined }
  }

export const askForUnknown =
  (transport: Transport) =>
  async (checkoutIds: readonly string[]): Promise<{ unknown: string[]; incomplets: string[] }> => {
    const answer = await trouverInconnus(transport, { body: { checkout_ids: [...checkoutIds] } })
    if (answer.status !== 200) throw new Error(`the event store answered ${answer.status}`)
    const { checkout_ids: unknown, incomplets } = answer.body
    return { unknown, incomplets }
  }

export const sendAgain =
  (pool: Pool, wake: () => void) =>
  async (checkoutIds: readonly string[]): Promise<void> => {
    await pool.query(sendAgainStatement, [checkoutIds.map((id) => `${id}:${first}`)])
    wake()
  }

/** Asks the event store what it knows about a checkout. */
export const ask =
  (transport: Transport) =>
  async (checkout_id: string): Promise<Knowledge | undefined> => {
    try {
      const replayed = await rejouerCheckout(transport, { path: { id: checkout_id } })
      if (replayed.status === 404) return { knows: 'nothing' }
      if (replayed.status !== 200) return undefined
      for (const { type, payload, payload_version: version, ts, event_id, stream } of replayed.body.evenements) {
        if (type !== 'CheckoutSucceeded' && type !== 'CheckoutFailed') continue
        const entry = { type, payload, ts, stream, eventId: event_id, payloadText: '', entryId: '', deliveries: 0 }
        const event = decode({ ...entry, version })
        if (event.type !== 'CheckoutSucceeded' && event.type !== 'CheckoutFailed') continue
        return { knows: 'end', outcome: outcomeOf(event), endedAtMs: ts * 1000 }
      }
      return { knows: 'running' }
    } catch (error) {
      // A newer ecommerce will be able to read how it ended.
      if (error instanceof CallFailure || error instanceof NewerVersion) return undefined
      throw error
    }
  }

type Search = {
  find: ReturnType<typeof findLostCheckouts>
  onFound: (found: Found) => void
  clock: Clock
  log: Log
  signal: AbortSignal
}

/** Looks for lost checkouts every five seconds. Ends with the signal. */
export const watchForLost = async ({ find, onFound, clock, log, signal }: Search): Promise<void> => {
  let restMs = everyMs
  for (;;) {
    await clock.sleep(restMs, signal)
    if (signal.aborted) return
    const startedMs = clock.now()
    try {
      const found = await find(startedMs)
      if (found.sentAgain + found.ended + found.republished > 0) log.warn(found, 'found checkouts with lost events')
      onFound(found)
    } catch (error) {
      log.warn({ err: error }, 'looking for lost checkouts failed, retrying')
    }
    restMs = Math.max(everyMs, restFactor * (clock.now() - startedMs))
  }
}
