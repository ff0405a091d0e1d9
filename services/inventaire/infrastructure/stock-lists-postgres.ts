import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type { DatedTransfer, StockLists, StockSummary } from '../application/ports.ts'
import type { CompteStock } from '../domain/compte-stock.ts'
import { quantite } from '../domain/quantite.ts'
import { type LocalStockRow, localStockColumns, type StockRow, stockColumns } from './stocks-postgres.ts'

// A list of products has a statement of its own: one statement with an optional list would never use the primary key for it.

const centralStocks = sql(
  'list-central-stocks',
  `select ${stockColumns} from stock_central
   where produit_id > $1::bigint and ($3::integer is null or disponible <= $3) order by produit_id limit $2`,
)
const chosenCentralStocks = sql(
  'list-chosen-central-stocks',
  `select ${stockColumns} from stock_central
   where produit_id > $1::bigint and ($3::integer is null or disponible <= $3) and produit_id = any($4::integer[])
   order by produit_id limit $2`,
)
const findShop = sql('find-shop', 'select from magasin where magasin_id = $1')
const localStocks = sql(
  'list-local-stocks',
  `select ${localStockColumns} from stock_local
   where magasin_id = $4 and produit_id > $1::bigint and ($3::integer is null or quantite <= $3)
   order by produit_id limit $2`,
)
const localStockOuts = sql(
  'list-local-stock-outs',
  `select ${localStockColumns} from stock_local
   where magasin_id = $3 and produit_id > $1::bigint and quantite = 0 order by produit_id limit $2`,
)
const chosenLocalStocks = sql(
  'list-chosen-local-stocks',
  `select ${localStockColumns} from stock_local
   where magasin_id = $4 and produit_id > $1::bigint and ($3::integer is null or quantite <= $3)
     and produit_id = any($5::integer[])
   order by produit_id limit $2`,
)
const transfers = sql(
  'list-transfers',
  `select transfert_id, produit_id, magasin_id, quantite, position, (extract(epoch from created_at) * 1000)::bigint as cree_a
   from transfert
   where ($1::bigint = 0 or position < $1) and ($3::integer is null or magasin_id = $3)
     and ($4::integer is null or produit_id = $4)
   order by position desc limit $2`,
)

// The rules of domain/compte-stock.ts, over one snapshot.
const summary = sql(
  'sum-up-stocks',
  `with magasins as (
     select magasin_id, count(*) as produits, count(*) filter (where quantite = 0) as ruptures, sum(quantite) as pieces
     from stock_local group by magasin_id)
   select
     (select json_build_object('produits', count(*), 'ruptures', count(*) filter (where disponible = 0),
       'pieces', coalesce(sum(disponible), 0)) from stock_central) as central,
     (select json_build_object('produits', coalesce(sum(produits), 0), 'ruptures', coalesce(sum(ruptures), 0),
       'pieces', coalesce(sum(pieces), 0)) from magasins) as shops,
     (select coalesce(json_agg(json_build_object('magasinId', m.magasin_id, 'produits', coalesce(s.produits, 0),
         'ruptures', coalesce(s.ruptures, 0), 'pieces', coalesce(s.pieces, 0)) order by m.magasin_id), '[]')
       from magasin m left join magasins s using (magasin_id) where m.magasin_id = any($1::integer[])) as chosen`,
)

type TransferRow = Row & {
  transfert_id: string
  produit_id: number
  magasin_id: number
  quantite: number
  position: number
  cree_a: number
}
type SummaryRow = Row & { central: CompteStock; shops: CompteStock; chosen: StockSummary['chosen'] }

const transferOf = (row: TransferRow): DatedTransfer => {
  const count = quantite(row.quantite)
  if (count === undefined) throw new Error(`transfer ${row.transfert_id} has no valid quantity`)
  return {
    transfertId: row.transfert_id,
    produitId: row.produit_id,
    magasinId: row.magasin_id,
    quantite: count,
    position: row.position,
    createdAtMs: row.cree_a,
  }
}

export const stockListsIn = (pool: Pool): StockLists => ({
  central: ({ products, availableMax }, { after, limit }) =>
    products === undefined
      ? pool.query<StockRow>(centralStocks, [after, limit + 1, availableMax])
      : pool.query<StockRow>(chosenCentralStocks, [after, limit + 1, availableMax, products]),
  local: async (shop, { products, availableMax }, { after, limit }) => {
    if ((await pool.query(findShop, [shop])).length === 0) return undefined
    if (products !== undefined)
      return pool.query<LocalStockRow>(chosenLocalStocks, [after, limit + 1, availableMax, shop, products])
    return availableMax === 0
      ? pool.query<LocalStockRow>(localStockOuts, [after, limit + 1, shop])
      : pool.query<LocalStockRow>(localStocks, [after, limit + 1, availableMax, shop])
  },
  transfers: async ({ shop, product }, { after, limit }) =>
    (await pool.query<TransferRow>(transfers, [after, limit + 1, shop, product])).map(transferOf),
  summary: async (shops) => {
    const [row] = await pool.query<SummaryRow>(summary, [shops])
    if (row === undefined) throw new Error('the sums over the stock are missing')
    return row
  },
})
