import type { CheckoutEventType } from '#generated/events/types.ts'
import { onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { parseEntryId } from '#platform/stream/entry.ts'
import type { UnknownClient } from '../application/add-to-cart.ts'
import type { ReadProcess } from '../application/read-checkout.ts'
import { answerOf } from '../application/repeatable-request.ts'
import type { AcceptCheckout, AcceptedCheckout } from '../application/start-checkout.ts'
import type { PanierVide } from '../domain/panier.ts'
import type { Outcome, ProcessusCheckout } from '../domain/processus-checkout.ts'

const accept = sql('checkout-accept', 'select accepter_checkout($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as once')
const select = sql(
  'checkout-select',
  'select checkout_id, client_id, etat, commande_id, motif from checkout where checkout_id = $1',
)
const selectEnds = sql(
  'checkout-ends',
  `select checkout_id, client_id, etat, commande_id, motif from checkout where checkout_id = any($1) and etat <> 'EN_COURS'`,
)
// The first outcome is final: rows that have one are left alone. A position only moves forward.
const end = sql(
  'checkout-end',
  `with position as (
     insert into stream_position (stream, ms, seq) values ($6, $7, $8)
     on conflict (stream) do update set ms = excluded.ms, seq = excluded.seq
       where (stream_position.ms, stream_position.seq) < (excluded.ms, excluded.seq)
   )
   update checkout set etat = outcome.etat, commande_id = outcome.commande_id, motif = outcome.motif, ended_at = outcome.ended_at
   from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[])
     as outcome (checkout_id, etat, commande_id, motif, ended_at)
   where checkout.checkout_id = outcome.checkout_id and checkout.etat = 'EN_COURS'
   returning checkout.checkout_id, checkout.accepted_at`,
)
const selectPosition = sql('checkout-position', 'select ms, seq from stream_position where stream = $1')

/** The type of the first event; its payload is built in the database, where the active cart is locked. */
const announced: CheckoutEventType = 'CheckoutInitiated'

export const acceptCheckout =
  (pool: Pool, stream: string): AcceptCheckout =>
  async ({ checkout_id, client_id, panier: cart, acceptedAtMs, traceparent }, request) => {
    const lines = cart && JSON.stringify(cart.lignes)
    const event = [stream, announced, `${checkout_id}:${announced}`, traceparent]
    const values = [checkout_id, client_id, new Date(acceptedAtMs), lines, ...event]
    return answerOf(
      await onceInOneStatement<AcceptedCheckout | PanierVide | UnknownClient>(pool, accept, request, values),
    )
  }

type CheckoutRow = {
  checkout_id: string
  client_id: string
  etat: ProcessusCheckout['etat']
  commande_id: string | null
  motif: string | null
}

const processOf = ({ checkout_id, client_id, etat, commande_id, motif }: CheckoutRow): ProcessusCheckout => {
  switch (etat) {
    case 'EN_COURS':
      return { checkout_id, client_id, etat }
    case 'REUSSI':
      return { checkout_id, client_id, etat, commande_id: commande_id ?? '' }
    case 'ECHOUE':
      return { checkout_id, client_id, etat, motif: motif ?? '' }
    default:
      return etat satisfies never
  }
}

export const readCheckoutProcess =
  (pool: Pool): ReadProcess =>
  async (checkout_id) => {
    const [row] = await pool.query<CheckoutRow>(select, [checkout_id])
    return row && processOf(row)
  }

/** Those of the checkouts that have ended. */
export const readEnded =
  (pool: Pool) =>
  async (checkoutIds: readonly string[]): Promise<ProcessusCheckout[]> =>
    (await pool.query<CheckoutRow>(selectEnds, [checkoutIds])).map(processOf)

/** `endedAtMs`: when the terminal event was published; `seenAtMs`: when it was read here. */
export type StoredOutcome = {
  readonly checkout_id: string
  readonly outcome: Outcome
  readonly endedAtMs: number
  readonly seenAtMs: number
}
export type EndedCheckout = StoredOutcome & { readonly acceptedAtMs: number }

/**
 * Stores outcomes and the stream position in one statement, so that reading resumes there after a restart. Returns the
 * checkouts that ended by it; repeating it changes nothing. An id too large for the column is stored as the largest
 * value, so later entries are then read again.
 */
export type WriteOutcomes = (outcomes: readonly StoredOutcome[], entryId: string) => Promise<EndedCheckout[]>

export const writeOutcomes =
  (pool: Pool, stream: string): WriteOutcomes =>
  async (outcomes, entryId) => {
    const [ms, seq] = parseEntryId(entryId).map((part) => Math.min(Number(part), Number.MAX_SAFE_INTEGER))
    const rows = await pool.query<{ checkout_id: string; accepted_at: Date }>(end, [
      outcomes.map(({ checkout_id }) => checkout_id),
      outcomes.map(({ outcome }) => outcome.etat),
      outcomes.map(({ outcome }) => (outcome.etat === 'REUSSI' ? outcome.commande_id : null)),
      outcomes.map(({ outcome }) => (outcome.etat === 'ECHOUE' ? outcome.motif : null)),
      outcomes.map(({ endedAtMs }) => new Date(endedAtMs)),
      stream,
      ms,
      seq,
    ])
    const acceptedAtMs = new Map(rows.map((row) => [row.checkout_id, row.accepted_at.getTime()]))
    return outcomes.flatMap((outcome) => {
      const accepted = acceptedAtMs.get(outcome.checkout_id)
      return accepted === undefined ? [] : [{ ...outcome, acceptedAtMs: accepted }]
    })
  }

/** The id of the last entry whose outcome is stored; `0` before the first. */
export const readPosition = async (pool: Pool, stream: string): Promise<string> => {
  const [row] = await pool.query<{ ms: number; seq: number }>(selectPosition, [stream])
  return row ? `${row.ms}-${row.seq}` : '0'
}
