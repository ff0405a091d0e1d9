import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Reads } from '../application/ports.ts'
import { type RequestRow, requestColumns, restockRequestOf } from './requests-postgres.ts'
import { type StockRow, stockColumns } from './stocks-postgres.ts'

const available = sql('read-available', 'select produit_id, disponible from stock_central where produit_id = any($1)')
const centralStock = sql('read-central-stock', `select ${stockColumns} from stock_central where produit_id = $1`)
const readRequest = sql(
  'read-request',
  `select ${requestColumns} from demande_reapprovisionnement where demande_id = $1`,
)
const readRequests = sql(
  'read-requests',
  `select ${requestColumns} from demande_reapprovisionnement
   where ($1::text is null or statut = $1) and position > $2 order by position limit $3`,
)

export const readsIn = (pool: Pool): Reads => ({
  available: async (produitIds) => {
    const rows = await pool.query<{ produit_id: number; disponible: number }>(available, [produitIds])
    return new Map(rows.map((row) => [row.produit_id, row.disponible]))
  },
  centralStock: async (produitId) => (await pool.query<StockRow>(centralStock, [produitId]))[0],
  request: async (demandeId) => {
    const [row] = await pool.query<RequestRow>(readRequest, [demandeId])
    return row && restockRequestOf(row)
  },
  restockRequests: async (statut, { after, limit }) =>
    (await pool.query<RequestRow>(readRequests, [statut, after, limit + 1])).map(restockRequestOf),
})
