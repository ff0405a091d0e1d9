import { once } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Stocks, UneFois } from '../application/ports.ts'
import type { StockCentral } from '../domain/stock-central.ts'
import type { StockLocal } from '../domain/stock-local.ts'

export type LigneStock = Row & Record<keyof StockCentral, number>
export type LigneStockLocal = Row & Record<keyof StockLocal, number>

/** The columns of a row under the domain's names. */
export const colonnesStock =
  'produit_id as "produitId", initial, reapprovisionne, transfere, disponible, reserve' as const
export const colonnesStockLocal =
  'magasin_id as "magasinId", produit_id as "produitId", quantite as disponible' as const

const lireCentral = sql(
  'verrouiller-stock-central',
  `select ${colonnesStock} from stock_central where produit_id = $1 for update`,
)
const ecrireCentral = sql(
  'ecrire-stock-central',
  `update stock_central set reapprovisionne = $2, transfere = $3, disponible = $4, reserve = $5 where produit_id = $1`,
)
const ouvrirCentral = sql(
  'ouvrir-stock-central',
  'insert into stock_central (produit_id, initial, disponible) values ($1, 0, 0) on conflict (produit_id) do nothing',
)
const lireLocal = sql(
  'verrouiller-stock-local',
  `select ${colonnesStockLocal} from stock_local where magasin_id = $1 and produit_id = $2 for update`,
)
const ecrireLocal = sql(
  'ecrire-stock-local',
  `insert into stock_local (magasin_id, produit_id, quantite) values ($1, $2, $3)
   on conflict (magasin_id, produit_id) do update set quantite = excluded.quantite`,
)
const magasin = sql('existe-magasin', 'select from magasin where magasin_id = $1')
const transfert = sql(
  'ajouter-transfert',
  'insert into transfert (transfert_id, produit_id, magasin_id, quantite) values ($1, $2, $3, $4)',
)
const demande = sql(
  'ajouter-demande',
  `insert into demande_reapprovisionnement
     (demande_id, magasin_id, produit_id, quantite, statut, motif_rejet, created_at)
   values ($1, $2, $3, $4, $5, $6, to_timestamp($7::double precision / 1000))`,
)

/** The stocks within one transaction. The central stock's row is locked first, then the shop's. */
export const stocksDans = (tx: Tx): Stocks => ({
  lireStockCentral: async (produitId) => (await tx.query<LigneStock>(lireCentral, [produitId]))[0],
  ouvrirStockCentral: async (produitId) => {
    await tx.query(ouvrirCentral, [produitId])
    const [stock] = await tx.query<LigneStock>(lireCentral, [produitId])
    if (stock === undefined) throw new Error(`the stock of product ${produitId} was not created`)
    return stock
  },
  ecrireStockCentral: async ({ produitId, reapprovisionne, transfere, disponible, reserve }) => {
    await tx.query(ecrireCentral, [produitId, reapprovisionne, transfere, disponible, reserve])
  },
  lireStockLocal: async (magasinId, produitId) =>
    (await tx.query<LigneStockLocal>(lireLocal, [magasinId, produitId]))[0],
  ecrireStockLocal: async ({ magasinId, produitId, disponible }) => {
    await tx.query(ecrireLocal, [magasinId, produitId, disponible])
  },
  existeMagasin: async (magasinId) => (await tx.query(magasin, [magasinId])).length > 0,
  ajouterTransfert: async ({ transfertId, produitId, magasinId, quantite }) => {
    await tx.query(transfert, [transfertId, produitId, magasinId, quantite])
  },
  ajouterDemande: async (nouvelle) => {
    const { demandeId, magasinId, produitId, quantite, statut, creeeA } = nouvelle
    const motif = nouvelle.statut === 'rejetee' ? nouvelle.motifRejet : null
    await tx.query(demande, [demandeId, magasinId, produitId, quantite, statut, motif, creeeA])
  },
})

export const uneFoisDans =
  (pool: Pool): UneFois =>
  (request, effet) =>
    once(pool, request, (tx) => effet(stocksDans(tx)))
