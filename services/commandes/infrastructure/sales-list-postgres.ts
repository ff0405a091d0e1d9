import { type Pool, type Row, type Statement, sql } from '#platform/postgres/pool.ts'
import type { ListClientSales, ListedSale, ListSales } from '../application/ports.ts'
import { instantMaxMs } from '../domain/periode.ts'
import type { Vente } from '../domain/vente.ts'

const findShop = sql('find-sales-shop', 'select from magasin where magasin_id = $1')

// One statement for each filter, so that each has its index. Every bound is given: an optional one would not limit the
// index. Microseconds since the epoch, because that is the resolution of the stored moments.
const columns = `commande_id, checkout_id, client_id, etat, total_cents, motif,
  (extract(epoch from created_at) * 1000000)::bigint as created_us,
  (extract(epoch from annulee_at) * 1000)::bigint as cancelled_ms`
const listed = (name: string, condition: string): Statement =>
  sql(
    name,
    `select ${columns}
     from vente
     where magasin_id = $1 and ${condition}
       and created_at >= timestamptz 'epoch' + $2::bigint * interval '1 microsecond'
       and created_at < timestamptz 'epoch' + $3::bigint * interval '1 microsecond'
       and (created_at, commande_id) < (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5::uuid)
     order by created_at desc, commande_id desc limit $6`,
  )
const all = listed('list-sales', 'commande_id is not null')
const statements: Readonly<Record<Vente['etat'], Statement>> = {
  enregistree: listed('list-recorded-sales', "commande_id is not null and etat = 'enregistree'"),
  annulee: listed('list-cancelled-sales', "etat = 'annulee'"),
}

// Few sales of a customer are cancelled or not, so the state needs no index of its own.
const ofClient = sql(
  'list-client-sales',
  `select ${columns}
   from vente
   where client_id = $1 and commande_id is not null and ($2::text is null or etat = $2)
     and (created_at, commande_id) < (timestamptz 'epoch' + $3::bigint * interval '1 microsecond', $4::uuid)
   order by created_at desc, commande_id desc limit $5`,
)

const lastUs = instantMaxMs * 1000
const newest = { createdAtUs: lastUs, commandeId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

type ListedRow = Row & {
  commande_id: string
  checkout_id: string
  client_id: string
  etat: Vente['etat']
  total_cents: number
  motif: string | null
  created_us: number
  cancelled_ms: number | null
}

const listedSaleOf = (row: ListedRow): ListedSale => ({
  commandeId: row.commande_id,
  checkoutId: row.checkout_id,
  clientId: row.client_id,
  etat: row.etat,
  totalCents: row.total_cents,
  position: { createdAtUs: row.created_us, commandeId: row.commande_id },
  cancelledAtMs: row.cancelled_ms,
  motif: row.motif,
})

export const listSalesIn =
  (pool: Pool): ListSales =>
  async (shop, { etat, fromMs, untilMs }, { after = newest, limit }) => {
    if ((await pool.query(findShop, [shop])).length === 0) return undefined
    const bounds = [(fromMs ?? 0) * 1000, untilMs === undefined ? lastUs : untilMs * 1000]
    const statement = etat === undefined ? all : statements[etat]
    const values = [shop, ...bounds, after.createdAtUs, after.commandeId, limit + 1]
    return (await pool.query<ListedRow>(statement, values)).map(listedSaleOf)
  }

export const listClientSalesIn =
  (pool: Pool): ListClientSales =>
  async (clientId, etat, { after = newest, limit }) => {
    const values = [clientId, etat ?? null, after.createdAtUs, after.commandeId, limit + 1]
    return (await pool.query<ListedRow>(ofClient, values)).map(listedSaleOf)
  }
