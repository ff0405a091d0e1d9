import { once } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Products, ReadProducts, RunOnce, SearchProducts } from '../application/ports.ts'
import { nomProduit, type Produit, prixMonetaire, referenceSku } from '../domain/produit.ts'

const columns = 'produit_id, sku, nom, prix_cents, actif'

const readAll = sql('read-products', `select ${columns} from produit where produit_id = any($1)`)
const find = sql(
  'find-products',
  `select ${columns} from produit
   where produit_id > $3::bigint
     and ($1::text is null or strpos(lower(nom), lower($1)) > 0 or strpos(lower(sku), lower($1)) > 0)
     and ($2::boolean is null or actif = $2)
   order by produit_id limit $4`,
)
const lock = sql('lock-product', `select ${columns} from produit where produit_id = $1 for update`)
const write = sql(
  'write-product',
  'update produit set nom = $2, prix_cents = $3, actif = $4, updated_at = clock_timestamp() where produit_id = $1',
)
const add = sql(
  'add-product',
  `insert into produit (sku, nom, prix_cents, actif) values ($1, $2, $3, $4)
   on conflict (sku) do nothing returning ${columns}`,
)
const holder = sql('read-sku-holder', 'select produit_id from produit where sku = $1')

type ProductRow = Row & { produit_id: number; sku: string; nom: string; prix_cents: number; actif: boolean }

const productOf = (row: ProductRow): Produit => {
  const sku = referenceSku(row.sku)
  const nom = nomProduit(row.nom)
  const prix = prixMonetaire(row.prix_cents)
  if (sku === undefined || nom === undefined || prix === undefined)
    throw new Error(`product ${row.produit_id} is stored with invalid values`)
  return { produitId: row.produit_id, sku, nom, prix, actif: row.actif }
}

export const readProductsIn =
  (pool: Pool): ReadProducts =>
  async (produitIds) =>
    (await pool.query<ProductRow>(readAll, [produitIds])).map(productOf)

export const findProductsIn =
  (pool: Pool): SearchProducts =>
  async ({ text, actif }, { after, limit }) =>
    (await pool.query<ProductRow>(find, [text, actif, after, limit + 1])).map(productOf)

const productsIn = (tx: Tx): Products => ({
  read: async (produitId) => {
    const [row] = await tx.query<ProductRow>(lock, [produitId])
    return row && productOf(row)
  },
  write: async ({ produitId, nom, prix, actif }) => {
    await tx.query(write, [produitId, nom, prix, actif])
  },
  add: async ({ sku, nom, prix, actif }) => {
    const [row] = await tx.query<ProductRow>(add, [sku, nom, prix, actif])
    if (row !== undefined) return productOf(row)
    const [existing] = await tx.query<{ produit_id: number }>(holder, [sku])
    if (existing === undefined) throw new Error(`SKU ${sku} conflicts but no product has it`)
    return { kind: 'sku-existant', produitId: existing.produit_id }
  },
})

export const runOnceIn =
  (pool: Pool): RunOnce =>
  (request, effect) =>
    once(pool, request, (tx) => effect(productsIn(tx)))
