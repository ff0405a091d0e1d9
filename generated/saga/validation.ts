// Generated from specs/arazzo/validation.yaml by generators/arazzo. Do not edit.
//
// | step                   | owner        | call                            | undo                                          | events |
// |------------------------|--------------|---------------------------------|-----------------------------------------------|--------|
// | prelever-stock-central | supply-chain | inventaire.preleverStockCentral | inventaire.rendreStockCentral (supply-chain)  | –      |
// | livrer-stock-local     | supply-chain | inventaire.livrerStockLocal     | inventaire.reprendreStockLocal (supply-chain) | –      |
// | approuver-demande      | supply-chain | inventaire.approuverDemande     | inventaire.rouvrirDemande (supply-chain)      | –      |

import type { Transport } from '#platform/http/client.ts'
import { outcomeOf, undoneBy } from '#saga/answers.ts'
import type { Calls, SagaTable } from '#saga/definition.ts'
import {
  approuverDemande,
  livrerStockLocal,
  preleverStockCentral,
  rendreStockCentral,
  reprendreStockLocal,
  rouvrirDemande,
} from '../inventaire/client.ts'

/** The input data of a saga. */
export type ValidationInputs = {
  validation_id: string
  demande_id: string
  magasin_id: number
  produit_id: number
  quantite: number
  creee_a: string
}

/** The data of a saga after its last step. */
export type ValidationData = ValidationInputs

/** The states of a saga. */
export type ValidationEtat =
  | 'EN_ATTENTE'
  | 'PRELEVEMENT_STOCK'
  | 'STOCK_PRELEVE'
  | 'LIVRAISON_MAGASIN'
  | 'MAGASIN_LIVRE'
  | 'APPROBATION_DEMANDE'
  | 'DEMANDE_APPROUVEE'
  | 'VALIDATION_TERMINEE'
  | 'ECHEC_PRELEVEMENT_STOCK'
  | 'ECHEC_LIVRAISON_MAGASIN'
  | 'ECHEC_APPROBATION_DEMANDE'
  | 'COMPENSATION_EN_COURS'
  | 'VALIDATION_ANNULEE'

/** The reasons for a failure. */
export type ValidationReason =
  | 'DELAI_DEPASSE'
  | 'ERREUR_SERVICE'
  | 'ECHEANCE_DEPASSEE'
  | 'COMPENSATION_FORCEE'
  | 'STOCK_INSUFFISANT'
  | 'DEMANDE_DEJA_TRAITEE'
  | 'ETAPE_ANNULEE'

export type ValidationStep = 'prelever-stock-central' | 'livrer-stock-local' | 'approuver-demande'

export const validationSaga = {
  name: 'validation',
  memory: 'log',
  deadlineMs: 8000,
  states: {
    initial: 'EN_ATTENTE',
    done: 'VALIDATION_TERMINEE',
    undoing: 'COMPENSATION_EN_COURS',
    undone: 'VALIDATION_ANNULEE',
  },
  reasons: {
    timeout: 'DELAI_DEPASSE',
    error: 'ERREUR_SERVICE',
    deadline: 'ECHEANCE_DEPASSEE',
    forced: 'COMPENSATION_FORCEE',
  },
  undo: { backoffFirstMs: 50, backoffMaxMs: 1000, parkAfterAttempts: 20 },
  steps: [
    {
      id: 'prelever-stock-central',
      operation: 'preleverStockCentral',
      owner: 'supply-chain',
      timeoutMs: 1000,
      attempts: 2,
      states: { running: 'PRELEVEMENT_STOCK', done: 'STOCK_PRELEVE', failed: 'ECHEC_PRELEVEMENT_STOCK' },
      undo: { operation: 'rendreStockCentral', after: ['livrer-stock-local'], timeoutMs: 1000, owner: 'supply-chain' },
    },
    {
      id: 'livrer-stock-local',
      operation: 'livrerStockLocal',
      owner: 'supply-chain',
      timeoutMs: 1000,
      attempts: 2,
      states: { running: 'LIVRAISON_MAGASIN', done: 'MAGASIN_LIVRE', failed: 'ECHEC_LIVRAISON_MAGASIN' },
      undo: { operation: 'reprendreStockLocal', after: ['approuver-demande'], timeoutMs: 1000, owner: 'supply-chain' },
    },
    {
      id: 'approuver-demande',
      operation: 'approuverDemande',
      owner: 'supply-chain',
      timeoutMs: 1000,
      attempts: 2,
      states: { running: 'APPROBATION_DEMANDE', done: 'DEMANDE_APPROUVEE', failed: 'ECHEC_APPROBATION_DEMANDE' },
      undo: { operation: 'rouvrirDemande', after: [], timeoutMs: 1000, owner: 'supply-chain' },
    },
  ],
} as const satisfies SagaTable

/** The calls of the saga, by step, through the generated clients. */
export const validationCalls = (transport: Transport): Calls => ({
  /** Step 1. Take the pieces out of the central stock. */
  'prelever-stock-central': {
    run: async (known, context) => {
      const data = known as Pick<ValidationData, 'validation_id' | 'demande_id'>
      const result = await preleverStockCentral(
        transport,
        { body: { validation_id: data.validation_id, demande_id: data.demande_id } },
        { ...context, idempotencyKey: `${data.validation_id}:prelever-stock-central` },
      )
      if (result.status === 200) return { kind: 'done', output: {} }
      return outcomeOf('preleverStockCentral', result, {
        'stock-insuffisant': { reason: 'STOCK_INSUFFISANT' },
        'demande-deja-traitee': { reason: 'DEMANDE_DEJA_TRAITEE' },
        'etape-annulee': { reason: 'ETAPE_ANNULEE', undoneBefore: true },
      })
    },
    undo: async (known, _failure, context) => {
      const data = known as Pick<ValidationData, 'validation_id' | 'demande_id'>
      undoneBy(
        'rendreStockCentral',
        await rendreStockCentral(
          transport,
          { body: { validation_id: data.validation_id, demande_id: data.demande_id } },
          { ...context, idempotencyKey: `${data.validation_id}:prelever-stock-central:undo` },
        ),
      )
    },
  },
  /** Step 2. Add the pieces to the stock of the shop. */
  'livrer-stock-local': {
    run: async (known, context) => {
      const data = known as Pick<ValidationData, 'validation_id' | 'demande_id'>
      const result = await livrerStockLocal(
        transport,
        { body: { validation_id: data.validation_id, demande_id: data.demande_id } },
        { ...context, idempotencyKey: `${data.validation_id}:livrer-stock-local` },
      )
      if (result.status === 200) return { kind: 'done', output: {} }
      return outcomeOf('livrerStockLocal', result, {
        'demande-deja-traitee': { reason: 'DEMANDE_DEJA_TRAITEE' },
        'etape-annulee': { reason: 'ETAPE_ANNULEE', undoneBefore: true },
      })
    },
    undo: async (known, _failure, context) => {
      const data = known as Pick<ValidationData, 'validation_id' | 'demande_id'>
      undoneBy(
        'reprendreStockLocal',
        await reprendreStockLocal(
          transport,
          { body: { validation_id: data.validation_id, demande_id: data.demande_id } },
          { ...context, idempotencyKey: `${data.validation_id}:livrer-stock-local:undo` },
        ),
      )
    },
  },
  /** Step 3. Approve the request, unless it was decided in the meantime. */
  'approuver-demande': {
    run: async (known, context) => {
      const data = known as Pick<ValidationData, 'validation_id' | 'demande_id'>
      const result = await approuverDemande(
        transport,
        { body: { validation_id: data.validation_id, demande_id: data.demande_id } },
        { ...context, idempotencyKey: `${data.validation_id}:approuver-demande` },
      )
      if (result.status === 200) return { kind: 'done', output: {} }
      return outcomeOf('approuverDemande', result, {
        'demande-deja-traitee': { reason: 'DEMANDE_DEJA_TRAITEE' },
        'etape-annulee': { reason: 'ETAPE_ANNULEE', undoneBefore: true },
      })
    },
    undo: async (known, _failure, context) => {
      const data = known as Pick<ValidationData, 'validation_id' | 'demande_id'>
      undoneBy(
        'rouvrirDemande',
        await rouvrirDemande(
          transport,
          { body: { validation_id: data.validation_id, demande_id: data.demande_id } },
          { ...context, idempotencyKey: `${data.validation_id}:approuver-demande:undo` },
        ),
      )
    },
  },
})
