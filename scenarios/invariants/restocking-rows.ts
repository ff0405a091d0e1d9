import { type Row, sql } from '#platform/postgres/pool.ts'
import type { Databases } from '../shop/databases.ts'

/** Restocking requests, their validations, and what both moved, from the databases of inventaire and supply-chain. */
export type Restocking = {
  requests: RestockRequest[]
  steps: ValidationStep[]
  validations: Validation[]
  transfers: Moved[]
  shops: InShop[]
}
export type RestockRequest = {
  demande_id: string
  magasin_id: number
  produit_id: number
  quantite: number
  statut: 'en_attente' | 'approuvee' | 'rejetee'
  motif_rejet: string | null
  approuvee_par: string | null
}
export type ValidationStep = {
  validation_id: string
  demande_id: string
  etape: 'prelevement' | 'livraison' | 'approbation'
  etat: 'faite' | 'defaite' | 'tombstone'
}
export type Validation = {
  validation_id: string
  terminal: boolean
  motif: string | null
  /** Whether an operator forced its undo, or gave up what was left of it, and the interventions on record. */
  forced: boolean
  closed: boolean
  interventions: string[]
}
/** Pieces of a product that were transferred to a shop. */
export type Moved = { magasin_id: number; produit_id: number; quantite: number }
/** Pieces of a product that are in a shop. `initial`: before any transfer or delivery. */
export type InShop = Moved & { initial: number }

const readRequests = sql(
  'scenario-restock-requests',
  `select demande_id, magasin_id, produit_id, quantite, statut, motif_rejet, approuvee_par
   from demande_reapprovisionnement order by position`,
)
const readSteps = sql(
  'scenario-validation-steps',
  'select validation_id, demande_id, etape, etat from etape_validation',
)
const readValidations = sql(
  'scenario-validations',
  `select saga_id as validation_id, terminal, motif, forced,
          exists (select from validation_log l where l.saga_id = v.saga_id and l.type = 'undo-abandoned') as closed,
          array(select operation from operation_log where object_type = 'validation' and object_id = v.saga_id::text) as interventions
   from validation v order by saga_id`,
)
const readTransfers = sql(
  'scenario-transfers',
  `select magasin_id, produit_id, sum(quantite)::integer as quantite from transfert group by magasin_id, produit_id`,
)
const readShops = sql('scenario-local-stocks', 'select magasin_id, produit_id, quantite, initial from stock_local')

export const readRestocking = async ({ inventaire, approvisionnement }: Databases): Promise<Restocking> => {
  const [requests, steps, validations, transfers, shops] = await Promise.all([
    inventaire.query<RestockRequest & Row>(readRequests),
    inventaire.query<ValidationStep & Row>(readSteps),
    approvisionnement.query<Validation & Row>(readValidations),
    inventaire.query<Moved & Row>(readTransfers),
    inventaire.query<InShop & Row>(readShops),
  ])
  return { requests, steps, validations, transfers, shops }
}
