import { rejouerCheckout, trouverInconnus } from '#generated/event-store/client.ts'
import { decode } from '#generated/events/events.ts'
import type { CheckoutEventType } from '#generated/events/types.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import { CallFailure, type Transport } from '#platform/http/client.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import { NewerVersion } from '#platform/stream/entry.ts'
import type {
  CheckoutCherche,
  Connaissance,
  PageCherchee,
  Retrouves,
  retrouverCheckouts,
} from '../application/retrouver-checkouts.ts'
import { outcomeOf } from './outcome-tail.ts'

const everyMs = 5_000
/** Looking must take only a small share of the time, however many checkouts are in progress. */
const restFactor = 20
const pageSize = 1_000

const cherches = sql(
  'checkouts-cherches',
  // An end has the time of its publisher, whose clock may be ahead.
  `select checkout_id, client_id, etat <> 'EN_COURS' as termine,
     coalesce(ended_at between clock_timestamp() - interval '5 s' and clock_timestamp() + interval '1 min', false) as recent,
     coalesce((select published_at < clock_timestamp() - interval '10 s' from outbox
               where event_id = checkout_id || $3), false) as emis
   from checkout where checkout_id > $1 and checkout_id < $2 order by checkout_id limit ${pageSize}`,
)
const sendAgain = sql(
  'outbox-send-again',
  'update outbox set published_at = null, again = true where event_id = any($1) and published_at is not null',
)
const first: CheckoutEventType = 'CheckoutInitiated'

export const lireCherches =
  (pool: Pool) =>
  async (apres: string, avant: string): Promise<PageCherchee> => {
    const checkouts = await pool.query<CheckoutCherche & Row>(cherches, [apres, avant, `:${first}`])
    return { checkouts, suite: checkouts.length === pageSize ? checkouts.at(-1)?.checkout_id : undefined }
  }

export const demanderInconnus =
  (transport: Transport) =>
  async (checkoutIds: readonly string[]): Promise<{ inconnus: string[]; incomplets: string[] }> => {
    const answer = await trouverInconnus(transport, { body: { checkout_ids: [...checkoutIds] } })
    if (answer.status !== 200) throw new Error(`the event store answered ${answer.status}`)
    const { checkout_ids: inconnus, incomplets } = answer.body
    return { inconnus, incomplets }
  }

export const renvoyer =
  (pool: Pool, wake: () => void) =>
  async (checkoutIds: readonly string[]): Promise<void> => {
    await pool.query(sendAgain, [checkoutIds.map((id) => `${id}:${first}`)])
    wake()
  }

/** Asks the event store what it knows about a checkout. */
export const demander =
  (transport: Transport) =>
  async (checkout_id: string): Promise<Connaissance | undefined> => {
    try {
      const rejeu = await rejouerCheckout(transport, { path: { id: checkout_id } })
      if (rejeu.status === 404) return { sait: 'rien' }
      if (rejeu.status !== 200) return undefined
      for (const { type, payload, payload_version: version, ts, event_id, stream } of rejeu.body.evenements) {
        if (type !== 'CheckoutSucceeded' && type !== 'CheckoutFailed') continue
        const entry = { type, payload, ts, stream, eventId: event_id, payloadText: '', entryId: '', deliveries: 0 }
        const event = decode({ ...entry, version })
        if (event.type !== 'CheckoutSucceeded' && event.type !== 'CheckoutFailed') continue
        return { sait: 'fin', outcome: outcomeOf(event), endedAtMs: ts * 1000 }
      }
      return { sait: 'en-cours' }
    } catch (error) {
      // A newer ecommerce will be able to read how it ended.
      if (error instanceof CallFailure || error instanceof NewerVersion) return undefined
      throw error
    }
  }

type Search = {
  retrouver: ReturnType<typeof retrouverCheckouts>
  onFound: (found: Retrouves) => void
  clock: Clock
  log: Log
  signal: AbortSignal
}

/** Looks for lost checkouts every five seconds. Ends with the signal. */
export const chercherPerdus = async ({ retrouver, onFound, clock, log, signal }: Search): Promise<void> => {
  let restMs = everyMs
  for (;;) {
    await clock.sleep(restMs, signal)
    if (signal.aborted) return
    const startedMs = clock.now()
    try {
      const found = await retrouver(startedMs)
      if (found.renvoyes + found.termines + found.racontes > 0) log.warn(found, 'found checkouts with lost events')
      onFound(found)
    } catch (error) {
      log.warn({ err: error }, 'looking for lost checkouts failed, retrying')
    }
    restMs = Math.max(everyMs, restFactor * (clock.now() - startedMs))
  }
}
