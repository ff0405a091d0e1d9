// Generated from specs/arazzo/checkout.yaml by generators/arazzo. Do not edit.
//
// | step           | owner             | call                       | undo                                           | events                                                                      |
// |----------------|-------------------|----------------------------|------------------------------------------------|-----------------------------------------------------------------------------|
// | verifier-stock | stock-reservation | inventaire.verifierStock   | –                                              | CheckoutInitiated → StockReserved / StockReservationFailed + CheckoutFailed |
// | lire-produits  | stock-reservation | catalogue.lireSelection    | –                                              | CheckoutInitiated → StockReserved / StockReservationFailed + CheckoutFailed |
// | reserver-stock | stock-reservation | inventaire.diminuerStock   | inventaire.augmenterStock (stock-compensation) | CheckoutInitiated → StockReserved / StockReservationFailed + CheckoutFailed |
// | creer-commande | order-creation    | commandes.enregistrerVente | commandes.annulerVente (order-creation)        | StockReserved → OrderCreated + CheckoutSucceeded / OrderCreationFailed      |

import type { Transport } from '#platform/http/client.ts'
import type { StreamMessage } from '#platform/stream/bus.ts'
import type { SendOptions } from '#platform/stream/typed-events.ts'
import { outcomeOf, settledBy, undoneBy } from '#saga/answers.ts'
import type { Calls, SagaTable } from '#saga/definition.ts'
import { join } from '#saga/join.ts'
import type { SagaFailure } from '#saga/state.ts'
import { type LireSelectionResult, lireSelection } from '../catalogue/client.ts'
import { annulerVente, type EnregistrerVenteResult, enregistrerVente, trancherVente } from '../commandes/client.ts'
import * as orderCreationEvents from '../events/order-creation.ts'
import * as stockCompensationEvents from '../events/stock-compensation.ts'
import * as stockReservationEvents from '../events/stock-reservation.ts'
import type { CheckoutInitiated, OrderCreationFailed, StockReserved } from '../events/types.ts'
import { augmenterStock, diminuerStock, verifierStock } from '../inventaire/client.ts'

/** The input data of a saga. */
export type CheckoutInputs = {
  checkout_id: string
  client_id: string
  panier: { lignes: Array<{ produit_id: number; quantite: number }> }
}

/** The data that step `lire-produits` adds to the saga. */
const lireProduitsOutputs = (
  data: Pick<CheckoutInputs, 'panier'>,
  body: Extract<LireSelectionResult, { status: 200 }>['body'],
) => ({ lignes: join(data.panier.lignes, body.produits, 'produit_id', ['prix_unitaire_cents']) })

/** The data that step `creer-commande` adds to the saga. */
const creerCommandeOutputs = (_data: unknown, body: Extract<EnregistrerVenteResult, { status: 201 }>['body']) => ({
  commande_id: body.commande_id,
})

/** The data of a saga after its last step. */
export type CheckoutData = CheckoutInputs &
  ReturnType<typeof lireProduitsOutputs> &
  ReturnType<typeof creerCommandeOutputs>

/** The states of a saga. */
export type CheckoutEtat =
  | 'EN_ATTENTE'
  | 'VERIFICATION_STOCK'
  | 'STOCK_VERIFIE'
  | 'RESERVATION_STOCK'
  | 'STOCK_RESERVE'
  | 'CREATION_COMMANDE'
  | 'COMMANDE_CREEE'
  | 'SAGA_TERMINEE'
  | 'ECHEC_STOCK_INSUFFISANT'
  | 'ECHEC_RESERVATION_STOCK'
  | 'ECHEC_CREATION_COMMANDE'
  | 'COMPENSATION_EN_COURS'
  | 'SAGA_ANNULEE'

/** The reasons for a failure. */
export type CheckoutReason =
  | 'DELAI_DEPASSE'
  | 'ERREUR_SERVICE'
  | 'ECHEANCE_DEPASSEE'
  | 'COMPENSATION_FORCEE'
  | 'STOCK_INSUFFISANT'
  | 'PRODUIT_INDISPONIBLE'
  | 'RESERVATION_ANNULEE'
  | 'VENTE_ANNULEE'

export type CheckoutStep = 'verifier-stock' | 'lire-produits' | 'reserver-stock' | 'creer-commande'

export const checkoutSaga = {
  name: 'checkout',
  memory: 'log',
  deadlineMs: 8000,
  states: { initial: 'EN_ATTENTE', done: 'SAGA_TERMINEE', undoing: 'COMPENSATION_EN_COURS', undone: 'SAGA_ANNULEE' },
  reasons: {
    timeout: 'DELAI_DEPASSE',
    error: 'ERREUR_SERVICE',
    deadline: 'ECHEANCE_DEPASSEE',
    forced: 'COMPENSATION_FORCEE',
  },
  undo: { backoffFirstMs: 50, backoffMaxMs: 1000, parkAfterAttempts: 20 },
  steps: [
    {
      id: 'verifier-stock',
      operation: 'verifierStock',
      owner: 'stock-reservation',
      timeoutMs: 1000,
      attempts: 2,
      states: { running: 'VERIFICATION_STOCK', done: 'STOCK_VERIFIE', failed: 'ECHEC_STOCK_INSUFFISANT' },
      guards: 'reserver-stock',
    },
    {
      id: 'lire-produits',
      operation: 'lireSelection',
      owner: 'stock-reservation',
      timeoutMs: 1000,
      attempts: 2,
      states: { running: 'STOCK_VERIFIE', done: 'STOCK_VERIFIE', failed: 'ECHEC_RESERVATION_STOCK' },
    },
    {
      id: 'reserver-stock',
      operation: 'diminuerStock',
      owner: 'stock-reservation',
      timeoutMs: 1000,
      attempts: 2,
      states: { running: 'RESERVATION_STOCK', done: 'STOCK_RESERVE', failed: 'ECHEC_RESERVATION_STOCK' },
      undo: { operation: 'augmenterStock', after: [], timeoutMs: 1000, owner: 'stock-compensation' },
    },
    {
      id: 'creer-commande',
      operation: 'enregistrerVente',
      owner: 'order-creation',
      timeoutMs: 800,
      attempts: 2,
      states: { running: 'CREATION_COMMANDE', done: 'COMMANDE_CREEE', failed: 'ECHEC_CREATION_COMMANDE' },
      undo: { operation: 'annulerVente', after: [], timeoutMs: 1000, owner: 'order-creation' },
      pivot: { operation: 'trancherVente', timeoutMs: 1000 },
    },
  ],
} as const satisfies SagaTable

/** The calls of the saga, by step, through the generated clients. */
export const checkoutCalls = (transport: Transport): Calls => ({
  /** Step 1. Is there enough stock of every line? Changes nothing. */
  'verifier-stock': {
    run: async (known, context) => {
      const data = known as Pick<CheckoutData, 'panier'>
      const result = await verifierStock(transport, { body: { lignes: data.panier.lignes } }, context)
      if (result.status === 200) return { kind: 'done', output: {} }
      return outcomeOf('verifierStock', result, { 'stock-insuffisant': { reason: 'STOCK_INSUFFISANT' } })
    },
  },
  /** Step 2. The products' current prices; a price never comes from the client. */
  'lire-produits': {
    run: async (known, context) => {
      const data = known as Pick<CheckoutData, 'panier'>
      const result = await lireSelection(
        transport,
        { query: { produit_id: data.panier.lignes.map((one) => one.produit_id) } },
        context,
      )
      if (result.status === 200) return { kind: 'done', output: lireProduitsOutputs(data, result.body) }
      return outcomeOf('lireSelection', result, { 'produit-indisponible': { reason: 'PRODUIT_INDISPONIBLE' } })
    },
  },
  /** Step 3. Move the lines from available to reserved, under the checkout, with their prices. */
  'reserver-stock': {
    run: async (known, context) => {
      const data = known as Pick<CheckoutData, 'checkout_id' | 'lignes'>
      const result = await diminuerStock(
        transport,
        { body: { checkout_id: data.checkout_id, lignes: data.lignes } },
        { ...context, idempotencyKey: `${data.checkout_id}:reserver-stock` },
      )
      if (result.status === 200) return { kind: 'done', output: {} }
      return outcomeOf('diminuerStock', result, {
        'stock-insuffisant': { reason: 'STOCK_INSUFFISANT' },
        'reservation-annulee': { reason: 'RESERVATION_ANNULEE', undoneBefore: true },
      })
    },
    undo: async (known, _failure, context) => {
      const data = known as Pick<CheckoutData, 'checkout_id'>
      undoneBy(
        'augmenterStock',
        await augmenterStock(
          transport,
          { body: { checkout_id: data.checkout_id } },
          { ...context, idempotencyKey: `${data.checkout_id}:reserver-stock:undo` },
        ),
      )
    },
  },
  /** Step 4. Record the order with the prices read in step 2. */
  'creer-commande': {
    run: async (known, context) => {
      const data = known as Pick<CheckoutData, 'checkout_id' | 'client_id' | 'lignes'>
      const result = await enregistrerVente(
        transport,
        { body: { checkout_id: data.checkout_id, client_id: data.client_id, lignes: data.lignes } },
        { ...context, idempotencyKey: `${data.checkout_id}:creer-commande` },
      )
      if (result.status === 201) return { kind: 'done', output: creerCommandeOutputs(known, result.body) }
      return outcomeOf('enregistrerVente', result, { 'vente-annulee': { reason: 'VENTE_ANNULEE', undoneBefore: true } })
    },
    undo: async (known, failure, context) => {
      const data = known as Pick<CheckoutData, 'checkout_id'>
      undoneBy(
        'annulerVente',
        await annulerVente(
          transport,
          { body: { checkout_id: data.checkout_id, motif: failure.reason } },
          { ...context, idempotencyKey: `${data.checkout_id}:creer-commande:undo:${failure.reason}` },
        ),
      )
    },
    settle: async (known, failure, context) => {
      const data = known as Pick<CheckoutData, 'checkout_id'>
      const result = await trancherVente(
        transport,
        { body: { checkout_id: data.checkout_id, motif: failure.reason } },
        { ...context, idempotencyKey: `${data.checkout_id}:creer-commande:pivot:${failure.reason}` },
      )
      if (result.status === 200) return { kind: 'done', output: creerCommandeOutputs(known, result.body) }
      return settledBy(
        'trancherVente',
        result,
        { 'vente-annulee': { reason: 'VENTE_ANNULEE', undoneBefore: true } },
        'motif' in result.body ? result.body.motif : undefined,
      )
    },
  },
})

/** The choreography: for each owner, the event it reacts to, the steps it runs or undoes, and the events it publishes. */
export const checkoutReactions = {
  'stock-reservation': {
    on: 'CheckoutInitiated',
    run: ['verifier-stock', 'lire-produits', 'reserver-stock'],
    data: (payload: CheckoutInitiated): Pick<CheckoutData, 'checkout_id' | 'client_id' | 'panier'> => ({
      checkout_id: payload.checkout_id,
      client_id: payload.client_id,
      panier: payload.panier,
    }),
    succeeded: (
      data: Pick<CheckoutData, 'checkout_id' | 'client_id' | 'lignes'>,
      _payload: CheckoutInitiated,
      options: SendOptions,
    ): StreamMessage[] => [
      stockReservationEvents.stockReserved(
        { checkout_id: data.checkout_id, client_id: data.client_id, panier: { lignes: data.lignes } },
        options,
      ),
    ],
    failed: (
      data: Pick<CheckoutData, 'checkout_id' | 'client_id'>,
      _payload: CheckoutInitiated,
      options: SendOptions,
      failure: SagaFailure,
    ): StreamMessage[] => [
      stockReservationEvents.stockReservationFailed(
        {
          checkout_id: data.checkout_id,
          client_id: data.client_id,
          reason: failure.reason,
          etape: failure.step as CheckoutStep | null,
        },
        options,
      ),
      stockReservationEvents.checkoutFailed(
        { checkout_id: data.checkout_id, client_id: data.client_id, reason: failure.reason },
        options,
      ),
    ],
    'undone-before': (
      data: Pick<CheckoutData, 'checkout_id' | 'client_id'>,
      _payload: CheckoutInitiated,
      options: SendOptions,
      failure: SagaFailure,
    ): StreamMessage[] => [
      stockReservationEvents.checkoutFailed(
        { checkout_id: data.checkout_id, client_id: data.client_id, reason: failure.reason },
        options,
      ),
    ],
  },
  'order-creation': {
    on: 'StockReserved',
    run: ['creer-commande'],
    data: (payload: StockReserved): Pick<CheckoutData, 'checkout_id' | 'client_id' | 'lignes'> => ({
      checkout_id: payload.checkout_id,
      client_id: payload.client_id,
      lignes: payload.panier.lignes,
    }),
    succeeded: (
      data: Pick<CheckoutData, 'checkout_id' | 'client_id' | 'commande_id'>,
      _payload: StockReserved,
      options: SendOptions,
    ): StreamMessage[] => [
      orderCreationEvents.orderCreated(
        { checkout_id: data.checkout_id, client_id: data.client_id, commande_id: data.commande_id },
        options,
      ),
      orderCreationEvents.checkoutSucceeded(
        { checkout_id: data.checkout_id, client_id: data.client_id, commande_id: data.commande_id },
        options,
      ),
    ],
    failed: (
      data: Pick<CheckoutData, 'checkout_id' | 'client_id'>,
      _payload: StockReserved,
      options: SendOptions,
      failure: SagaFailure,
    ): StreamMessage[] => [
      orderCreationEvents.orderCreationFailed(
        { checkout_id: data.checkout_id, client_id: data.client_id, reason: failure.reason, failed_at: failure.at },
        options,
      ),
    ],
  },
  'stock-compensation': {
    on: 'OrderCreationFailed',
    undo: ['reserver-stock'],
    data: (payload: OrderCreationFailed): Pick<CheckoutData, 'checkout_id' | 'client_id'> => ({
      checkout_id: payload.checkout_id,
      client_id: payload.client_id,
    }),
    succeeded: (
      data: Pick<CheckoutData, 'checkout_id' | 'client_id'>,
      payload: OrderCreationFailed,
      options: SendOptions,
    ): StreamMessage[] => [
      stockCompensationEvents.stockReleased({ checkout_id: data.checkout_id, client_id: data.client_id }, options),
      stockCompensationEvents.checkoutFailed(
        { checkout_id: data.checkout_id, client_id: data.client_id, reason: payload.reason },
        options,
      ),
    ],
  },
} as const

/** The events that end the saga. */
export const checkoutEnds = ['CheckoutSucceeded', 'CheckoutFailed'] as const

/** The service that accepted a choreographed saga ends it after this time. */
export const checkoutChoreographyDeadlineMs = 20000
