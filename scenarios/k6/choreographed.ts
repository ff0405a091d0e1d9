import { initierCheckoutChoreo, lireCheckoutChoreo } from '../../generated/ecommerce/k6.ts'
import { config, keyOf, unit } from './inputs.ts'
import { type End, handleSummary, record } from './record.ts'

export { handleSummary }

const requestTimeoutMs = 12_000
const patienceMs = 30_000
const wait = 'wait=10'
const stockReasons = /STOCK_INSUFFISANT/

/** Starts a choreographed checkout and long-polls for its outcome, as a shop front would. */
const checkout = (i: number, now: () => number): End => {
  const began = now()
  const { panier, client, gateway, key } = unit(i)
  const answer = initierCheckoutChoreo(
    gateway,
    { path: { id: client.id }, body: { panier: { lignes: panier.lignes } } },
    { idempotencyKey: key, timeoutMs: requestTimeoutMs },
  )
  if (answer.status !== 202) {
    return {
      outcome: 'error',
      id: null,
      status: answer.status,
      reason: answer.error ?? `status ${answer.status}`,
      accepted: null,
    }
  }
  const accepted = now()
  const id = answer.body.checkout_id
  const end = (outcome: End['outcome'], reason: string | null): End => ({ outcome, id, status: 202, reason, accepted })
  while (now() - began < patienceMs) {
    const outcome = lireCheckoutChoreo(
      gateway,
      { path: { id: client.id, checkout_id: id } },
      { prefer: wait, timeoutMs: requestTimeoutMs },
    )
    if (outcome.status !== 200) return end('error', outcome.error ?? `status ${outcome.status} while waiting`)
    const { etat, motif } = outcome.body
    if (etat === 'REUSSI') {
      return panier.expected === 'succeeded'
        ? end('succeeded', null)
        : { ...end('wrong', 'succeeded for a cart to be refused'), reported: 'succeeded' }
    }
    if (etat === 'ECHOUE') {
      const isRefusal = stockReasons.test(motif ?? '')
      if (!isRefusal) return end('failed', motif ?? null)
      return panier.expected === 'refused'
        ? end('refused', motif ?? null)
        : { ...end('wrong', motif ?? null), reported: 'failed' }
    }
  }
  return end('unended', 'no terminal state in time')
}

export default function () {
  record(config.pacing, checkout, keyOf)
}
