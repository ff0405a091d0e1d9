import { type Pool, type Queryable, sql } from '#platform/postgres/pool.ts'
import { seedNumber, seedRequestId, seedTransferId } from '#services/seed-ids.ts'

const insertShops = sql(
  'seed-shops-inventaire',
  'insert into magasin (magasin_id) select generate_series(1, $1::integer) on conflict do nothing',
)
const knownProducts = sql('seed-known-stocks', 'select produit_id from stock_central where produit_id <= $1::integer')
const insertCentral = sql(
  'seed-central-stocks',
  `insert into stock_central (produit_id, initial, disponible, transfere)
   select n, $2::integer + transfere, $2::integer, transfere
   from unnest($1::integer[]) with ordinality as stock (transfere, n) on conflict do nothing`,
)
const insertLocal = sql(
  'seed-local-stocks',
  `insert into stock_local (magasin_id, produit_id, quantite, initial)
   select $1::integer, n, initial + recu, initial
   from unnest($2::integer[], $3::integer[]) with ordinality as ligne (initial, recu, n) on conflict do nothing`,
)
const insertTransfers = sql(
  'seed-transfers',
  `insert into transfert (transfert_id, produit_id, magasin_id, quantite)
   select * from unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[]) on conflict do nothing`,
)
const insertRequests = sql(
  'seed-requests',
  `insert into demande_reapprovisionnement (demande_id, magasin_id, produit_id, quantite, statut, motif_rejet, created_at)
   select demande_id, magasin_id, produit_id, quantite, case when motif is null then 'en_attente' else 'rejetee' end, motif, now()
   from unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[], $5::text[])
     as demande (demande_id, magasin_id, produit_id, quantite, motif) on conflict (demande_id) do nothing`,
)

const firstPhysicalShop = 2 // the online shop sells from the central stock
const localMax = 50
const requestedMax = 100
const transferredMax = 40
const motifs = ['Stock du magasin suffisant', 'Produit en fin de série', 'Quantité trop élevée', 'Demande en double']

/**
 * `requests`: restocking requests that wait for a decision. `rejected`: requests that were rejected. `transfers`: from the central
 * stock to shops. All three are 0 if there is no physical shop.
 */
export type InventaireSizes = {
  seed: number
  products: number
  shops: number
  stock: number
  requests?: number
  rejected?: number
  transfers?: number
}

type Transfer = { n: number; shop: number; product: number; pieces: number }

const shopOf = ({ shops }: InventaireSizes, n: number): number =>
  firstPhysicalShop + ((n - 1) % (shops - firstPhysicalShop + 1))
const productOf = ({ seed, products }: InventaireSizes, label: string, n: number): number =>
  1 + (seedNumber(seed, label, n) % products)

/** Rejected requests follow the waiting ones, so that the numbers of the latter keep their ids. */
const seedRequests = async (tx: Queryable, sizes: InventaireSizes): Promise<void> => {
  const { seed, requests = 0, rejected = 0 } = sizes
  const all = Array.from({ length: requests + rejected }, (_, i) => i + 1)
  await tx.query(insertRequests, [
    all.map((n) => seedRequestId(seed, n)),
    all.map((n) => shopOf(sizes, n)),
    all.map((n) => productOf(sizes, 'request-product', n)),
    all.map((n) => 1 + (seedNumber(seed, 'request-quantity', n) % requestedMax)),
    all.map((n) => (n <= requests ? null : motifs[n % motifs.length])),
  ])
}

/** Only of products that have no stock yet: the stock of the others was counted without these transfers. */
const makeTransfers = (sizes: InventaireSizes, known: ReadonlySet<number>): Transfer[] =>
  Array.from({ length: sizes.transfers ?? 0 }, (_, i) => ({
    n: i + 1,
    shop: shopOf(sizes, i + 1),
    product: productOf(sizes, 'transfer-product', i + 1),
    pieces: 1 + (seedNumber(sizes.seed, 'transfer-quantity', i + 1) % transferredMax),
  })).filter(({ product }) => !known.has(product))

const piecesByProduct = (products: number, transfers: readonly Transfer[]): number[] => {
  const pieces = Array<number>(products).fill(0)
  for (const { product, pieces: moved } of transfers) pieces[product - 1] = (pieces[product - 1] ?? 0) + moved
  return pieces
}

const seedShopsOf = async (tx: Queryable, sizes: InventaireSizes, transfers: readonly Transfer[]): Promise<void> => {
  for (let shop = firstPhysicalShop; shop <= sizes.shops; shop++) {
    const initial = Array.from(
      { length: sizes.products },
      (_, i) => seedNumber(sizes.seed, `local-${shop}`, i + 1) % (localMax + 1),
    )
    const received = piecesByProduct(
      sizes.products,
      transfers.filter((transfer) => transfer.shop === shop),
    )
    await tx.query(insertLocal, [shop, initial, received])
  }
}

/**
 * Adds missing shops, `stock` available items of each product centrally, up to 50 in each physical shop, transfers, and requests.
 * Stocks were counted after the seeded sales.
 */
export const seedInventaire = (pool: Pool, sizes: InventaireSizes): Promise<void> =>
  pool.transaction(async (tx) => {
    const { seed, products, shops, stock } = sizes
    await tx.query(insertShops, [shops])
    const hasShops = shops >= firstPhysicalShop
    const known = new Set(
      (await tx.query<{ produit_id: number }>(knownProducts, [products])).map((row) => row.produit_id),
    )
    const transfers = hasShops ? makeTransfers(sizes, known) : []
    await tx.query(insertCentral, [piecesByProduct(products, transfers), stock])
    await seedShopsOf(tx, sizes, transfers)
    await tx.query(insertTransfers, [
      transfers.map(({ n }) => seedTransferId(seed, n)),
      transfers.map(({ product }) => product),
      transfers.map(({ shop }) => shop),
      transfers.map(({ pieces }) => pieces),
    ])
    if (hasShops) await seedRequests(tx, sizes)
  })
