import { queryOptions } from '@tanstack/react-query'
import { lireVente } from '#generated/commandes/client.ts'
import { initierCheckoutChoreo, modifierQuantitePanier } from '#generated/ecommerce/client.ts'
import { demarrerCheckoutSaga, lireEtatSaga } from '#generated/saga-orchestrator/client.ts'
import { CallFailure } from '#platform/http/failure.ts'
import { bodyOf, Refused } from '#sdk/problems.ts'
import { boutique } from '../../shell/api.ts'
import { queryClient } from '../../shell/query-client.ts'
import { type Attempt, forgetAttempt } from './attempt.ts'

const { transport } = boutique
const askAgainMs = 2_000
const pollMs = 400

/** Starts the checkout of an attempt, and returns its id. Repeated with the same key, it returns the same id. */
const start = async ({ style, clientId, lines, key }: Attempt): Promise<string> => {
  const panier = { lignes: [...lines] }
  const options = { idempotencyKey: key, retries: 1 }
  if (style === 'choregraphie') {
    const accepted = await initierCheckoutChoreo(transport, { path: { id: clientId }, body: { panier } }, options)
    return bodyOf(accepted).checkout_id
  }
  const body = { client_id: clientId, panier }
  const result = await demarrerCheckoutSaga(transport, { body }, { ...options, prefer: 'respond-async' })
  if ('checkout_id' in result.body) return result.body.checkout_id // also of one that has failed meanwhile
  throw new Refused(result.status, result.body)
}

/** Asks until there is an answer: without one, nobody knows whether the checkout was accepted. */
export const startOf = (attempt: Attempt) =>
  queryOptions({
    queryKey: ['checkout', 'start', attempt.key],
    queryFn: () => start(attempt),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { error } }) => (error instanceof CallFailure ? askAgainMs : false),
  })

/** The log of an orchestrated checkout, read again and again until its end. */
export const sagaOf = (id: string) =>
  queryOptions({
    queryKey: ['checkout', 'saga', id],
    queryFn: async ({ signal }) => bodyOf(await lireEtatSaga(transport, { path: { id } }, { signal })),
    refetchInterval: ({ state: { data, error } }) => {
      if (data?.terminale === true || error instanceof Refused) return false
      return error === null ? pollMs : askAgainMs
    },
  })

export const saleOf = (commande_id: string) =>
  queryOptions({
    queryKey: ['orders', 'one', commande_id],
    queryFn: async ({ signal }) => bodyOf(await lireVente(transport, { path: { commande_id } }, { signal })),
  })

/** Takes what was ordered out of the cart, once: the keys make a repetition change nothing. */
export const settle = async ({ clientId: id, lines }: Attempt, checkoutId: string): Promise<void> => {
  for (const { produit_id } of lines) {
    const request = { path: { id, produit_id }, body: { quantite: 0 } }
    await modifierQuantitePanier(transport, request, { idempotencyKey: `ordered-${checkoutId}-${produit_id}` })
  }
  forgetAttempt()
  await queryClient.invalidateQueries({ queryKey: ['cart'] })
}
