import { logOperation } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type { StreamMessage } from '#platform/stream/bus.ts'
import type { End, Overdue } from '../application/end-overdue.ts'
import type { MakeDue } from '../application/force-end.ts'
import type { EndedCheckout } from './checkout-store.ts'

/** A lease outlasts a conclusion, which takes up to 10 s plus one read with a retry. */
export const bailMs = 20_000

// The database's clock may jump: a lease or acceptance far in the future counts as expired.
const overdue = `etat = 'EN_COURS'
  and (recu_le < clock_timestamp() - $1 * interval '1 ms' or recu_le > clock_timestamp() + interval '1 min')`

// In order of their due time: a checkout retried again and again must not come before one not tried yet.
const take = sql(
  'deadlines-take',
  `update checkout set tentatives = tentatives + 1, a_reprendre_le = clock_timestamp() + ${bailMs} * interval '1 ms'
   from (select checkout_id from checkout
         where ${overdue} and (a_reprendre_le is null or a_reprendre_le < clock_timestamp()
                               or a_reprendre_le > clock_timestamp() + interval '1 min')
         order by coalesce(a_reprendre_le, recu_le + $1 * interval '1 ms') limit $2 for update skip locked) as due
   where checkout.checkout_id = due.checkout_id
   returning checkout.checkout_id, checkout.client_id, checkout.tentatives`,
)
const postponeStatement = sql(
  'deadlines-postpone',
  `update checkout set a_reprendre_le = clock_timestamp() + $2 * interval '1 ms'
   where checkout_id = $1 and etat = 'EN_COURS'`,
)
// An attempt that is under way keeps going: both come to the same end, because commandes decides once.
const makeDueStatement = sql(
  'deadlines-make-due',
  `update checkout
   set recu_le = least(recu_le, clock_timestamp() - ($2 + 1) * interval '1 ms'), a_reprendre_le = null, tentatives = 0
   where checkout_id = $1 and etat = 'EN_COURS' returning checkout_id`,
)
const end = sql(
  'deadlines-end',
  'select terminer_en_retard($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::smallint[]) as accepted_at',
)
const tellAgain = sql('deadlines-publish', 'select publier_encore($1, $2, $3, $4, $5::smallint[])')
const count = sql(
  'deadlines-count',
  `select count(*)::integer as overdue, (count(*) filter (where tentatives >= $2))::integer as parked
   from checkout where ${overdue}`,
)

export const takeOverdue =
  (pool: Pool, deadlineMs: number) =>
  (max: number): Promise<Overdue[]> =>
    pool.query<Overdue & Row>(take, [deadlineMs, max])

export const postpone =
  (pool: Pool) =>
  async ({ checkout_id }: Overdue, afterMs: number): Promise<void> => {
    await pool.query(postponeStatement, [checkout_id, afterMs])
  }

export const makeDueIn =
  (pool: Pool, deadlineMs: number): MakeDue =>
  (checkout_id, by) =>
    pool.transaction(async (tx) => {
      const running = await tx.query(makeDueStatement, [checkout_id, deadlineMs])
      if (running.length > 0) await logOperation(tx, by)
    })

export const countOverdue =
  (pool: Pool, deadlineMs: number, tentativesMax: number) => async (): Promise<{ overdue: number; parked: number }> => {
    const [row] = await pool.query<{ overdue: number; parked: number }>(count, [deadlineMs, tentativesMax])
    return row ?? { overdue: 0, parked: 0 }
  }

const columnsOf = (messages: readonly StreamMessage[]): unknown[] => [
  messages.map(({ eventId }) => eventId),
  messages.map(({ type }) => type),
  messages.map(({ payload }) => (typeof payload === 'string' ? payload : JSON.stringify(payload))),
  messages.map(({ version }) => version ?? 1),
]

/** Stores the end with its messages; undefined if the checkout ended meanwhile. */
export const writeEnd =
  (pool: Pool, stream: string) =>
  async (
    checkout_id: string,
    { outcome, messages }: End<StreamMessage>,
    nowMs: number,
  ): Promise<EndedCheckout | undefined> => {
    const [commande_id, motif] = outcome.etat === 'REUSSI' ? [outcome.commande_id, null] : [null, outcome.motif]
    const values = [checkout_id, outcome.etat, commande_id, motif, new Date(nowMs), stream, ...columnsOf(messages)]
    const [row] = await pool.query<{ accepted_at: Date | null }>(end, values)
    if (!row?.accepted_at) return undefined
    return { checkout_id, outcome, endedAtMs: nowMs, seenAtMs: nowMs, acceptedAtMs: row.accepted_at.getTime() }
  }

/** Publishes the history of an ended checkout again. */
export const publishAgain =
  (pool: Pool, stream: string) =>
  async (messages: readonly StreamMessage[]): Promise<void> => {
    await pool.query(tellAgain, [stream, ...columnsOf(messages)])
  }
