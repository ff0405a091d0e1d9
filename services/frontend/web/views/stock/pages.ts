import { rechercherProduits } from '#generated/catalogue/client.ts'
import type { Produit } from '#generated/catalogue/types.ts'
import { consulterStocksCentral, consulterStocksLocaux, listerTransferts } from '#generated/inventaire/client.ts'
import type { TransfertListe } from '#generated/inventaire/types.ts'
import { bodyOf } from '#sdk/problems.ts'
import { productsById } from '../../lookup/products.ts'
import { administration } from '../../shell/api.ts'
import type { StockSearch } from './search.ts'

const { transport } = administration
const rowsMax = 100
const emptyPagesMax = 20

/** The stock of a product at one place. `reserve` is null in shops, and `central` in the central stock. */
export type StockRow = {
  produit_id: number
  sku: string
  nom: string
  disponible: number
  reserve: number | null
  central: number | null
}
export type TransferRow = TransfertListe & { sku: string; nom: string }
type Page<Row> = { rows: Row[]; next: string | null }

type Stock = { produit_id: number; disponible: number; reserve?: number }
type StockQuery = { produit_id?: number[]; disponible_max?: number; limite: number; curseur?: string }

const readStock = async (
  shop: number | undefined,
  query: StockQuery,
  signal?: AbortSignal,
): Promise<{ elements: readonly Stock[]; curseur_suivant: string | null }> => {
  const options = signal === undefined ? {} : { signal }
  return shop === undefined
    ? bodyOf(await consulterStocksCentral(transport, { query }, options))
    : bodyOf(await consulterStocksLocaux(transport, { path: { magasin_id: shop }, query }, options))
}

/** Of these products; without an entry for those that were never delivered. */
export const stockOf = async (
  shop: number | undefined,
  ids: number[],
  signal?: AbortSignal,
): Promise<Map<number, Stock>> => {
  if (ids.length === 0) return new Map()
  const { elements } = await readStock(shop, { produit_id: ids, limite: rowsMax }, signal)
  return new Map(elements.map((stock) => [stock.produit_id, stock]))
}

const rowsOf = async (
  shop: number | undefined,
  stocks: readonly Stock[],
  products: ReadonlyMap<number, Produit>,
  signal?: AbortSignal,
): Promise<StockRow[]> => {
  const ids = stocks.map(({ produit_id }) => produit_id)
  const central = shop === undefined ? undefined : await stockOf(undefined, ids, signal)
  return stocks.map(({ produit_id, disponible, reserve = null }) => ({
    produit_id,
    sku: products.get(produit_id)?.sku ?? '',
    nom: products.get(produit_id)?.nom ?? '',
    disponible,
    reserve,
    central: central === undefined ? null : (central.get(produit_id)?.disponible ?? 0),
  }))
}

type PageOptions = { limite: number; signal?: AbortSignal }
const cursorOf = ({ curseur }: StockSearch) => (curseur === undefined ? {} : { curseur })
const signalOf = ({ signal }: PageOptions) => (signal === undefined ? {} : { signal })

const listed = async (search: StockSearch, options: PageOptions): Promise<Page<StockRow>> => {
  const { magasin_id: shop, disponible_max } = search
  const atMost = disponible_max === undefined ? {} : { disponible_max }
  const query = { limite: options.limite, ...atMost, ...cursorOf(search) }
  const page = await readStock(shop, query, options.signal)
  const products = await productsById(
    page.elements.map(({ produit_id }) => produit_id),
    options.signal,
  )
  return { rows: await rowsOf(shop, page.elements, products, options.signal), next: page.curseur_suivant }
}

/** A page of products of the catalogue with their stock, so that a product that was never delivered is found as well. */
const foundOnce = async (search: StockSearch, texte: string, options: PageOptions): Promise<Page<StockRow>> => {
  const { magasin_id: shop, disponible_max = Number.POSITIVE_INFINITY } = search
  const query = { texte, limite: options.limite, ...cursorOf(search) }
  const page = bodyOf(await rechercherProduits(transport, { query }, signalOf(options)))
  const products = new Map(page.elements.map((product) => [product.produit_id, product]))
  const known = await stockOf(shop, [...products.keys()], options.signal)
  const stocks = page.elements
    .filter(({ produit_id, actif }) => actif || known.has(produit_id))
    .map(({ produit_id }) => known.get(produit_id) ?? { produit_id, disponible: 0 })
    .filter(({ disponible }) => disponible <= disponible_max)
  return { rows: await rowsOf(shop, stocks, products, options.signal), next: page.curseur_suivant }
}

/** The catalogue can't filter by stock, so a page of products may have no row: reads on, but not without a limit. */
const found = async (search: StockSearch, texte: string, options: PageOptions): Promise<Page<StockRow>> => {
  let page = await foundOnce(search, texte, options)
  for (let more = 0; more < emptyPagesMax && page.rows.length === 0 && page.next !== null; more++)
    page = await foundOnce({ ...search, curseur: page.next }, texte, options)
  return page
}

export const readPage = (search: StockSearch, options: PageOptions): Promise<Page<StockRow>> =>
  search.texte === undefined ? listed(search, options) : found(search, search.texte, options)

export const readTransfers = async (search: StockSearch, options: PageOptions): Promise<Page<TransferRow>> => {
  const { magasin_id, produit_id } = search
  const filters = {
    ...(magasin_id === undefined ? {} : { magasin_id }),
    ...(produit_id === undefined ? {} : { produit_id }),
  }
  const query = { ...filters, limite: options.limite, ...cursorOf(search) }
  const page = bodyOf(await listerTransferts(transport, { query }, signalOf(options)))
  const products = await productsById(
    page.elements.map((transfer) => transfer.produit_id),
    options.signal,
  )
  const rows = page.elements.map((transfer) => {
    const { sku = '', nom = '' } = products.get(transfer.produit_id) ?? {}
    return { ...transfer, sku, nom }
  })
  return { rows, next: page.curseur_suivant }
}

type Read<Row> = (search: StockSearch, options: PageOptions) => Promise<Page<Row>>

/** Every row that the filters select, page by page. */
async function* all<Row>(read: Read<Row>, search: StockSearch): AsyncGenerator<Row> {
  const { curseur: _, ...filters } = search
  let next: string | null = ''
  while (next !== null) {
    const page: Page<Row> = await read(next === '' ? filters : { ...filters, curseur: next }, { limite: rowsMax })
    yield* page.rows
    next = page.next
  }
}

export const allStock = (search: StockSearch): AsyncIterable<StockRow> => all(readPage, search)
export const allTransfers = (search: StockSearch): AsyncIterable<TransferRow> => all(readTransfers, search)
