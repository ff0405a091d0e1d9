import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'
import type { CheckoutStart } from '../application/start-checkout.ts'

const comeBack = { 'retry-after': '1' }

/** The problem that answers a refused start of a checkout. */
export const refuse = (refusal: Extract<CheckoutStart, { kind: string }>) => {
  switch (refusal.kind) {
    case 'produit-en-double': {
      const message = `product ${refusal.produit_id} appears in more than one line`
      return problem(problems, 'validation', {
        errors: [{ field: '/panier/lignes', rule: 'unique produit_id', message }],
      })
    }
    case 'key-reused':
      return problem(problems, 'idempotency-key-reused')
    case 'client-erased':
      return problem(problems, 'client-inconnu')
    case 'request-in-flight':
      return { ...problem(problems, 'idempotency-in-flight'), headers: comeBack }
    case 'too-many-sagas':
      return { ...problem(problems, 'unavailable', { detail: 'too many sagas are running' }), headers: comeBack }
    default:
      return refusal satisfies never
  }
}
