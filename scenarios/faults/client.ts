import { initierCheckoutChoreo, lireCheckoutChoreo } from '#generated/ecommerce/client.ts'
import { demarrerCheckoutSaga, lireEtatSaga } from '#generated/saga-orchestrator/client.ts'
import type { History } from '#harness/faults/history.ts'
import type { Outcome, Sample } from '#harness/scenario/records.ts'
import { CallFailure, type Transport } from '#platform/http/client.ts'
import type { Cart } from '../shop/workload.ts'

/** How a checkout ended for its client. */
type End = Pick<Sample, 'outcome' | 'id' | 'status' | 'reason' | 'accepted' | 'reported'>

export type Customer = { id: string; token: string }

export type Order = {
  style: string
  /** Position in the sequence of its load. */
  i: number
  key: string
  cart: Cart
  customer: Customer
  /** Whether a refusal is acceptable whatever the cart: others compete for the same stock. */
  eitherEnd?: boolean
  history: History
  /** Milliseconds since the start of the load. */
  now: () => number
  sleep: (ms: number) => Promise<void>
}

/** Longer than any fault lasts: a client without an outcome asks again with the same key. */
const patienceMs = 40_000
const askAgainMs = 150
const attemptMs = 10_000
const refusals = /STOCK_INSUFFISANT|PRODUIT_INDISPONIBLE/

const right = (outcome: Outcome, { cart, eitherEnd }: Order, known: Omit<End, 'outcome'>): End => {
  const expected = cart.expected === 'refused' ? ['refused', 'failed'] : ['succeeded', 'failed']
  return eitherEnd || expected.includes(outcome)
    ? { outcome, ...known }
    : {
        ...known,
        outcome: 'wrong',
        reported: outcome === 'succeeded' ? 'succeeded' : 'failed',
        reason: `${outcome} for a cart to be ${cart.expected}: ${known.reason ?? ''}`,
      }
}

/** One attempt: an end, or undefined while the outcome is unknown. */
type Attempt = (
  transport: Transport,
  order: Order,
  known: { id: string | null; accepted: number | null },
) => Promise<End | undefined>

const orchestrated: Attempt = async (transport, order, known) => {
  const { customer, key, cart } = order
  const options = { token: customer.token, timeoutMs: attemptMs, retries: 0 }
  const ended = (id: string, status: number, reason: string | null) => ({
    id,
    status,
    reason,
    accepted: known.accepted,
  })
  if (known.id === null) {
    const body = { client_id: customer.id, panier: { lignes: cart.lignes } }
    const answer = await demarrerCheckoutSaga(transport, { body }, { ...options, idempotencyKey: key })
    const { checkout_id: id = '', motif = null } = answer.body as { checkout_id?: string; motif?: string }
    if (answer.status === 201) return right('succeeded', order, ended(id, 201, null))
    if (answer.status === 409) return right('refused', order, ended(id, 409, motif))
    if (answer.status === 503) return right('failed', order, ended(id, 503, motif))
    if (answer.status !== 202) return { outcome: 'error', ...ended(id, answer.status, 'unexpected status') }
    known.id = id
    known.accepted = order.now()
  }
  const saga = await lireEtatSaga(transport, { path: { id: known.id } }, options)
  if (saga.status !== 200 || !saga.body.terminale) return undefined
  const { commande_id, motif } = saga.body
  if (commande_id !== null) return right('succeeded', order, ended(known.id, 202, null))
  return right(refusals.test(motif ?? '') ? 'refused' : 'failed', order, ended(known.id, 202, motif))
}

const choreographed: Attempt = async (transport, order, known) => {
  const { customer, key, cart } = order
  const options = { token: customer.token, timeoutMs: attemptMs, retries: 0 }
  if (known.id === null) {
    const request = { path: { id: customer.id }, body: { panier: { lignes: cart.lignes } } }
    const answer = await initierCheckoutChoreo(transport, request, { ...options, idempotencyKey: key })
    if (answer.status !== 202)
      return { outcome: 'error', id: null, status: answer.status, reason: 'not accepted', accepted: null }
    known.id = answer.body.checkout_id
    known.accepted = order.now()
  }
  const path = { id: customer.id, checkout_id: known.id }
  const outcome = await lireCheckoutChoreo(transport, { path }, { ...options, prefer: 'wait=5' })
  if (outcome.status !== 200 || outcome.body.etat === 'EN_COURS') return undefined
  const ended = { id: known.id, status: 202, reason: outcome.body.motif, accepted: known.accepted }
  if (outcome.body.etat === 'REUSSI') return right('succeeded', order, ended)
  return right(refusals.test(outcome.body.motif ?? '') ? 'refused' : 'failed', order, ended)
}

const types: Record<Outcome, 'ok' | 'fail' | 'info'> = {
  succeeded: 'ok',
  refused: 'fail',
  failed: 'fail',
  wrong: 'info',
  unended: 'info',
  error: 'info',
}

/** Checks out, and repeats the request with the same key until the end is known or patience runs out. */
export const checkOut = async (transport: Transport, order: Order): Promise<Sample> => {
  const { history, key, now, sleep } = order
  const started = now()
  const known: { id: string | null; accepted: number | null } = { id: null, accepted: null }
  const attempt = order.style === 'orchestrated' ? orchestrated : choreographed
  let end: End | undefined
  let last = 'no answer in time'
  history({ key, type: 'invoke' })
  while (end === undefined && now() - started < patienceMs) {
    try {
      end = await attempt(transport, order, known)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      last = error.message
      history({ key, type: 'info', detail: error.message })
    }
    if (end === undefined) await sleep(askAgainMs)
  }
  end ??= { outcome: known.id === null ? 'error' : 'unended', ...known, status: 0, reason: last }
  const { outcome, id, status, reason, accepted } = end
  history({ key, type: types[outcome], detail: `${outcome} ${id ?? ''} ${reason ?? ''}`.trimEnd() })
  const base = { i: order.i, intended: started, ready: started, started, ended: now(), key }
  return {
    ...base,
    accepted,
    outcome,
    id,
    status,
    reason,
    ...(end.reported === undefined ? {} : { reported: end.reported }),
  }
}
