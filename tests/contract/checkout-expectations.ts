import { MatchersV3 } from '@pact-foundation/pact'
import { expect } from 'vitest'
import type { CheckoutInitiated } from '#generated/events/types.ts'
import { type CheckoutStep, checkoutCalls } from '#generated/saga/checkout.ts'
import type { Transport } from '#platform/http/client.ts'
import type { CallContext, Data, StepCalls } from '#saga/definition.ts'
import { knownReservation } from '#workers/checkout/known-reservation.ts'
import { idOf, keyOf, type PactOfPair, problemBody, productOf, uuid } from './consumer.ts'

// What the calls of a checkout expect: the orchestrator makes all of them, each worker those of its steps.

const { integer, eachLike, like } = MatchersV3
/** Only success matters; the client expects a JSON body with it. */
const success = { status: 200, body: like({}) }
const context = (): CallContext => ({ timeoutMs: 2_000, retries: 0, signal: new AbortController().signal })

const callsOf = (transport: Transport, step: CheckoutStep): StepCalls => {
  const calls = checkoutCalls(transport)[step]
  if (!calls) throw new Error(`no step ${step}`)
  return calls
}
const runs = (step: CheckoutStep, data: Data, outcome: object) => async (transport: Transport) =>
  expect(await callsOf(transport, step).run(data, context())).toEqual(outcome)
const undoes = (step: CheckoutStep, data: Data) => async (transport: Transport) => {
  const failure = { kind: 'technical', reason: 'DELAI_DEPASSE', effect: 'unknown' } as const
  await callsOf(transport, step).undo?.(data, failure, context())
}

/** Ids of one consumer's checkout, client and product, so that interactions don't affect each other in a provider. */
const names = (consumer: string, description: string) => {
  const name = `${consumer}: ${description}`
  return { checkout_id: idOf(name), client_id: idOf(`client of ${name}`), produit_id: productOf(name) }
}

export const verifierStock = (consumer: string, { expects }: PactOfPair): void => {
  const asks = (
    description: string,
    disponible: number,
    answer: { status: number; body?: unknown },
    outcome: object,
  ) => {
    const { produit_id } = names(consumer, description)
    const lignes = [{ produit_id, quantite: 2 }]
    const request = {
      method: 'POST',
      path: '/api/inventaire/verifier-stock/',
      body: { lignes: eachLike({ produit_id: integer(produit_id), quantite: integer(2) }) },
    } as const
    const given = [{ name: 'a product in stock', params: { produit_id, disponible } }]
    expects(description, { given, request, answer }, runs('verifier-stock', { panier: { lignes } }, outcome))
  }
  asks('is there stock, and there is', 10, success, { kind: 'done', output: {} })
  const refused = { status: 409, body: problemBody('stock-insuffisant') }
  asks('is there stock, and there is too little', 1, refused, { kind: 'refused', reason: 'STOCK_INSUFFISANT' })
}

export const readProducts = (consumer: string, { expects }: PactOfPair): void => {
  const asks = (description: string, state: string, answer: { status: number; body?: unknown }, outcome: object) => {
    const { produit_id } = names(consumer, description)
    const request = {
      method: 'GET',
      path: '/api/catalogue/produits/selection/',
      query: { produit_id: String(produit_id) },
    } as const
    const given = [{ name: state, params: { produit_id, prix_cents: 1250 } }]
    const data = { panier: { lignes: [{ produit_id, quantite: 2 }] } }
    expects(description, { given, request, answer }, runs('lire-produits', data, outcome))
  }
  const priced = 'the products of a cart, all on sale'
  const { produit_id } = names(consumer, priced)
  const produits = eachLike({ produit_id: integer(produit_id), prix_unitaire_cents: integer(1250) })
  const lignes = [{ produit_id, quantite: 2, prix_unitaire_cents: 1250 }]
  asks(priced, 'a product on sale', { status: 200, body: { produits } }, { kind: 'done', output: { lignes } })
  const refused = { status: 409, body: problemBody('produit-indisponible') }
  asks('the products of a cart, one archived', 'an archived product', refused, {
    kind: 'refused',
    reason: 'PRODUIT_INDISPONIBLE',
  })
}

export const reserveStock = (consumer: string, { expects }: PactOfPair): void => {
  const asks = (
    description: string,
    state: { name: string; disponible?: number },
    answer: { status: number; body?: unknown },
    outcome: object,
  ) => {
    const { checkout_id, produit_id } = names(consumer, description)
    const lignes = [{ produit_id, quantite: 2, prix_unitaire_cents: 1250 }]
    const request = {
      method: 'POST',
      path: '/api/inventaire/diminuer-stock/',
      headers: { 'idempotency-key': keyOf(checkout_id, ':reserver-stock') },
      body: {
        checkout_id: uuid(checkout_id),
        lignes: eachLike({
          produit_id: integer(produit_id),
          quantite: integer(2),
          prix_unitaire_cents: integer(1250),
        }),
      },
    } as const
    const { name, disponible = 10 } = state
    const given = [{ name, params: { checkout_id, produit_id, disponible } }]
    const data = { checkout_id, lignes }
    expects(description, { given, request, answer }, runs('reserver-stock', data, outcome))
  }
  asks('reserve stock that is there', { name: 'a product in stock' }, success, { kind: 'done', output: {} })
  const refused = { status: 409, body: problemBody('stock-insuffisant') }
  asks('reserve more stock than there is', { name: 'a product in stock', disponible: 1 }, refused, {
    kind: 'refused',
    reason: 'STOCK_INSUFFISANT',
  })
  const late = { status: 409, body: problemBody('reservation-annulee') }
  asks('reserve stock after its release', { name: 'a checkout whose stock is released' }, late, {
    kind: 'refused',
    reason: 'RESERVATION_ANNULEE',
    undoneBefore: true,
  })
}

/** The lookup of a worker before it handles the first event of a checkout again. */
export const readReservation = (consumer: string, { expects }: PactOfPair): void => {
  const asks = (
    description: string,
    state: string,
    answer: { status: number; body?: unknown },
    outcome: (payload: CheckoutInitiated) => object | undefined,
  ) => {
    const { checkout_id, client_id, produit_id } = names(consumer, description)
    const request = { method: 'GET', path: `/api/inventaire/reservations/${checkout_id}/` } as const
    const given = [{ name: state, params: { checkout_id, produit_id } }]
    const payload = { checkout_id, client_id, panier: { lignes: [{ produit_id, quantite: 2 }] } }
    expects(description, { given, request, answer }, async (transport) => {
      const known = knownReservation(transport, { now: () => 0 })
      const asked = { correlationId: checkout_id, signal: new AbortController().signal }
      expect(await known(payload, asked)).toEqual(outcome(payload))
    })
  }
  const held = 'what is reserved, with its prices'
  const { produit_id } = names(consumer, held)
  const ligne = { produit_id: integer(produit_id), quantite: integer(2), prix_unitaire_cents: integer(1250) }
  const body = { etat: 'reservee', lignes: eachLike(ligne), liberee_par: null }
  asks(held, 'a checkout whose stock is reserved', { status: 200, body }, (payload) => ({
    kind: 'succeeded',
    data: { ...payload, lignes: [{ produit_id, quantite: 2, prix_unitaire_cents: 1250 }] },
  }))
  const released = { etat: 'liberee', lignes: [] }
  asks(
    'what is released without a reservation',
    'a checkout whose stock is released',
    { status: 200, body: released },
    (data) => ({
      kind: 'failed',
      data,
      failure: { kind: 'refused', reason: 'RESERVATION_ANNULEE', effect: 'none', step: 'reserver-stock', at: 0 },
    }),
  )
  const unknown = { status: 404, body: problemBody('reservation-inconnue') }
  asks('what nobody has reserved', 'a checkout without a reservation', unknown, () => undefined)
}

export const releaseStock = (consumer: string, { expects }: PactOfPair): void => {
  const releases = (description: string, state: string): void => {
    const { checkout_id, produit_id } = names(consumer, description)
    const request = {
      method: 'POST',
      path: '/api/inventaire/augmenter-stock/',
      headers: { 'idempotency-key': keyOf(checkout_id, ':reserver-stock:undo') },
      body: { checkout_id: uuid(checkout_id) },
    } as const
    const given = [{ name: state, params: { checkout_id, produit_id } }]
    expects(description, { given, request, answer: success }, undoes('reserver-stock', { checkout_id }))
  }
  releases('release reserved stock', 'a checkout whose stock is reserved')
  releases('release stock that was not reserved', 'a checkout without a reservation')
}

export const createOrder = (consumer: string, { expects }: PactOfPair): void => {
  const asks = (description: string, state: string, answer: { status: number; body?: unknown }, outcome: object) => {
    const { checkout_id, client_id, produit_id } = names(consumer, description)
    const ligne = { produit_id: integer(produit_id), quantite: integer(2), prix_unitaire_cents: integer(1250) }
    const request = {
      method: 'POST',
      path: '/api/commandes/enregistrer-vente/',
      headers: { 'idempotency-key': keyOf(checkout_id, ':creer-commande') },
      body: { checkout_id: uuid(checkout_id), client_id: uuid(client_id), lignes: eachLike(ligne) },
    } as const
    const given = [{ name: state, params: { checkout_id } }]
    const data = { checkout_id, client_id, lignes: [{ produit_id, quantite: 2, prix_unitaire_cents: 1250 }] }
    expects(description, { given, request, answer }, runs('creer-commande', data, outcome))
  }
  const commande_id = idOf(`order of ${consumer}`)
  const created = { status: 201, body: { commande_id: uuid(commande_id) } }
  asks('create an order', 'a checkout without a sale', created, { kind: 'done', output: { commande_id } })
  const late = { status: 409, body: problemBody('vente-annulee') }
  asks('create an order after its cancellation', 'a checkout whose sale is cancelled', late, {
    kind: 'refused',
    reason: 'VENTE_ANNULEE',
    undoneBefore: true,
  })
}

export const cancelOrder = (consumer: string, { expects }: PactOfPair): void => {
  const cancels = (description: string, state: string): void => {
    const { checkout_id, client_id, produit_id } = names(consumer, description)
    const request = {
      method: 'POST',
      path: '/api/commandes/annuler-vente/',
      headers: { 'idempotency-key': keyOf(checkout_id, ':creer-commande:undo:DELAI_DEPASSE') },
      body: { checkout_id: uuid(checkout_id), motif: MatchersV3.regex('^[A-Z_]+$', 'DELAI_DEPASSE') },
    } as const
    const given = [{ name: state, params: { checkout_id, client_id, produit_id } }]
    expects(description, { given, request, answer: success }, undoes('creer-commande', { checkout_id }))
  }
  cancels('cancel an order', 'a checkout with a sale')
  cancels('cancel an order that never came', 'a checkout without a sale')
}
