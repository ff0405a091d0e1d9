import { demarrerCheckoutSaga, lireEtatSaga } from '../../generated/saga-orchestrator/k6.ts'
import { config, keyOf, unit } from './inputs.ts'
import { type End, handleSummary, record } from './record.ts'

export { handleSummary }

const requestTimeoutMs = 12_000
const patienceMs = 30_000

const end = (outcome: End['outcome'], status: number, id: string | null, reason: string | null): End => ({
  outcome,
  status,
  id,
  reason,
  accepted: null,
})

/** Checks out through the orchestrator, which answers with the outcome, or with 202 after its deadline. */
const checkout = (i: number, now: () => number): End => {
  const began = now()
  const { panier, client, gateway, key } = unit(i)
  const answer = demarrerCheckoutSaga(
    gateway,
    { body: { client_id: client.id, panier: { lignes: panier.lignes } } },
    { idempotencyKey: key, timeoutMs: requestTimeoutMs },
  )
  switch (answer.status) {
    case 201: {
      const { checkout_id, etat, commande_id } = answer.body
      const isRight = panier.expected === 'succeeded' && etat === 'SAGA_TERMINEE' && Boolean(commande_id)
      if (isRight) return end('succeeded', 201, checkout_id, null)
      return { ...end('wrong', 201, checkout_id, `${etat} for a cart to be ${panier.expected}`), reported: 'succeeded' }
    }
    case 409: {
      const motif = answer.body.motif ?? answer.body.type
      const id = answer.body.checkout_id ?? null
      return panier.expected === 'refused'
        ? end('refused', 409, id, motif)
        : { ...end('wrong', 409, id, motif), reported: 'failed' }
    }
    case 503:
      return end(
        answer.body?.checkout_id ? 'failed' : 'error',
        503,
        answer.body?.checkout_id ?? null,
        answer.body?.motif ?? 'unavailable',
      )
    case 202: {
      const id = answer.body.checkout_id
      while (now() - began < patienceMs) {
        const saga = lireEtatSaga(gateway, { path: { id } }, { timeoutMs: 2_000 })
        if (saga.status === 200 && saga.body.terminale) {
          if (saga.body.etat === 'SAGA_TERMINEE') return end('succeeded', 202, id, null)
          return end('failed', 202, id, saga.body.motif ?? null)
        }
      }
      return end('unended', 202, id, 'no terminal state in time')
    }
    default:
      return end('error', answer.status, null, answer.error ?? `status ${answer.status}`)
  }
}

export default function () {
  record(config.pacing, checkout, keyOf)
}
