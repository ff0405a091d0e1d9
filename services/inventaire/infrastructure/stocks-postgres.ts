import { onceLogged } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { RunOnce, Stocks } from '../application/ports.ts'
import type { StockCentral } from '../domain/stock-central.ts'
import type { StockLocal } from '../domain/stock-local.ts'

export type StockRow = Row & Record<keyof StockCentral, number>
export type LocalStockRow = Row & Record<keyof StockLocal, number>

/** The columns of a row under the domain's names. */
export const stockColumns =
  'produit_id as "produitId", initial, reapprovisionne, transfere, disponible, reserve' as const
export const localStockColumns = 'magasin_id as "magasinId", produit_id as "produitId", quantite as disponible' as const

const lockCentral = sql(
  'lock-central-stock',
  `select ${stockColumns} from stock_central where produit_id = $1 for update`,
)
const updateCentral = sql(
  'write-central-stock',
  `update stock_central set reapprovisionne = $2, transfere = $3, disponible = $4, reserve = $5 where produit_id = $1`,
)
const openCentral = sql(
  'open-central-stock',
  'insert into stock_central (produit_id, initial, disponible) values ($1, 0, 0) on conflict (produit_id) do nothing',
)
const lockLocal = sql(
  'lock-local-stock',
  `select ${localStockColumns} from stock_local where magasin_id = $1 and produit_id = $2 for update`,
)
const writeLocal = sql(
  'write-local-stock',
  `insert into stock_local (magasin_id, produit_id, quantite) values ($1, $2, $3)
   on conflict (magasin_id, produit_id) do update set quantite = excluded.quantite`,
)
const findShop = sql('shop-exists', 'select from magasin where magasin_id = $1')
const insertTransfer = sql(
  'add-transfer',
  'insert into transfert (transfert_id, produit_id, magasin_id, quantite) values ($1, $2, $3, $4)',
)
const insertRequest = sql(
  'add-request',
  `insert into demande_reapprovisionnement
     (demande_id, magasin_id, produit_id, quantite, statut, motif_rejet, created_at)
   values ($1, $2, $3, $4, $5, $6, to_timestamp($7::double precision / 1000))`,
)

/** The stocks within one transaction. The central stock's row is locked first, then the shop's. */
export const stocksIn = (tx: Tx): Stocks => ({
  readCentralStock: async (produitId) => (await tx.query<StockRow>(lockCentral, [produitId]))[0],
  openCentralStock: async (produitId) => {
    await tx.query(openCentral, [produitId])
    const [stock] = await tx.query<StockRow>(lockCentral, [produitId])
    if (stock === undefined) throw new Error(`the stock of product ${produitId} was not created`)
    return stock
  },
  writeCentralStock: async ({ produitId, reapprovisionne, transfere, disponible, reserve }) => {
    await tx.query(updateCentral, [produitId, reapprovisionne, transfere, disponible, reserve])
  },
  readLocalStock: async (magasinId, produitId) => (await tx.query<LocalStockRow>(lockLocal, [magasinId, produitId]))[0],
  writeLocalStock: async ({ magasinId, produitId, disponible }) => {
    await tx.query(writeLocal, [magasinId, produitId, disponible])
  },
  shopExists: async (magasinId) => (await tx.query(findShop, [magasinId])).length > 0,
  addTransfer: async ({ transfertId, produitId, magasinId, quantite }) => {
    await tx.query(insertTransfer, [transfertId, produitId, magasinId, quantite])
  },
  addRequest: async (newRequest) => {
    const { demandeId, magasinId, produitId, quantite, statut, creeeA } = newRequest
    const motif = newRequest.statut === 'rejetee' ? newRequest.motifRejet : null
    await tx.query(insertRequest, [demandeId, magasinId, produitId, quantite, statut, motif, creeeA])
  },
})

export const runOnceIn =
  (pool: Pool): RunOnce =>
  (request, effect, logged) =>
    onceLogged(pool, request, (tx) => effect(stocksIn(tx)), logged)
