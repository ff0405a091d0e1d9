import { onceLogged } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Products, ReadPrices, ReadProducts, RunOnce } from '../application/ports.ts'
import type { PrixHistorique } from '../domain/historique-prix.ts'
import { categorie, nomProduit, type Produit, prixMonetaire, referenceSku } from '../domain/produit.ts'

export const productColumns = 'produit_id, sku, nom, categorie, prix_cents, actif'

const readAll = sql('read-products', `select ${productColumns} from produit where produit_id = any($1)`)
const readPrices = sql(
  'read-price-history',
  `select version, prix_cents, par, (extract(epoch from depuis) * 1000)::bigint as since_ms from prix_historique
   where produit_id = $1 and ($2::bigint = 0 or version < $2) order by version desc limit $3`,
)
const exists = sql('product-exists', 'select from produit where produit_id = $1')
const recordPrice = sql(
  'record-price',
  `insert into prix_historique (produit_id, version, prix_cents, par)
   select $1, coalesce(max(version), 0) + 1, $2, $3 from prix_historique where produit_id = $1`,
)
const lock = sql('lock-product', `select ${productColumns} from produit where produit_id = $1 for update`)
const write = sql(
  'write-product',
  'update produit set nom = $2, prix_cents = $3, actif = $4, updated_at = clock_timestamp() where produit_id = $1',
)
const add = sql(
  'add-product',
  `insert into produit (sku, nom, categorie, prix_cents, actif) values ($1, $2, $3, $4, $5)
   on conflict (sku) do nothing returning ${productColumns}`,
)
const holder = sql('read-sku-holder', 'select produit_id from produit where sku = $1')

export type ProductRow = Row & {
  produit_id: number
  sku: string
  nom: string
  categorie: string
  prix_cents: number
  actif: boolean
}
type PriceRow = Row & { version: number; prix_cents: number; par: string; since_ms: number }

export const productOf = (row: ProductRow): Produit => {
  const sku = referenceSku(row.sku)
  const nom = nomProduit(row.nom)
  const prix = prixMonetaire(row.prix_cents)
  const category = categorie(row.categorie)
  if (sku === undefined || nom === undefined || prix === undefined || category === undefined)
    throw new Error(`product ${row.produit_id} is stored with invalid values`)
  return { produitId: row.produit_id, sku, nom, categorie: category, prix, actif: row.actif }
}

export const readProductsIn =
  (pool: Pool): ReadProducts =>
  async (produitIds) =>
    (await pool.query<ProductRow>(readAll, [produitIds])).map(productOf)

const priceOf = (row: PriceRow): PrixHistorique => {
  const prix = prixMonetaire(row.prix_cents)
  if (prix === undefined) throw new Error(`version ${row.version} of a price is stored with an invalid value`)
  return { version: row.version, prix, par: row.par, depuisMs: row.since_ms }
}

export const readPricesIn =
  (pool: Pool): ReadPrices =>
  async (produitId, { after, limit }) => {
    if ((await pool.query(exists, [produitId])).length === 0) return undefined
    return (await pool.query<PriceRow>(readPrices, [produitId, after, limit + 1])).map(priceOf)
  }

const productsIn = (tx: Tx): Products => ({
  read: async (produitId) => {
    const [row] = await tx.query<ProductRow>(lock, [produitId])
    return row && productOf(row)
  },
  write: async ({ produitId, nom, prix, actif }) => {
    await tx.query(write, [produitId, nom, prix, actif])
  },
  recordPrice: async ({ produitId, prix }, setBy) => {
    await tx.query(recordPrice, [produitId, prix, setBy])
  },
  add: async ({ sku, nom, categorie: category, prix, actif }) => {
    const [row] = await tx.query<ProductRow>(add, [sku, nom, category, prix, actif])
    if (row !== undefined) return productOf(row)
    const [existing] = await tx.query<{ produit_id: number }>(holder, [sku])
    if (existing === undefined) throw new Error(`SKU ${sku} conflicts but no product has it`)
    return { kind: 'sku-existant', produitId: existing.produit_id }
  },
})

export const runOnceIn =
  (pool: Pool): RunOnce =>
  (request, effect, logged) =>
    onceLogged(pool, request, (tx) => effect(productsIn(tx)), logged)
