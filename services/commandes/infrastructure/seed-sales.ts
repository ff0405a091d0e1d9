import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedClientId, seedOrderId, seedRandom, seedSaleId } from '#services/seed-ids.ts'
import { boutiqueEnLigne } from '../domain/magasin.ts'

// Sales of the past weeks in all shops. Their ids are UUIDs of version 8, so that no checkout can ever have one of them.

const insert = sql(
  'seed-sales',
  `with added as (
     insert into vente (checkout_id, commande_id, magasin_id, client_id, etat, total_cents, motif, created_at, annulee_at)
     select checkout_id, commande_id, magasin_id, client_id, case when motif is null then 'enregistree' else 'annulee' end,
       total_cents, motif, to_timestamp(created_ms / 1000.0), to_timestamp(cancelled_ms / 1000.0)
     from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::bigint[], $6::text[], $7::bigint[], $8::bigint[])
       as sale (checkout_id, commande_id, magasin_id, client_id, total_cents, motif, created_ms, cancelled_ms)
     on conflict (checkout_id) do nothing returning commande_id)
   insert into vente_ligne (commande_id, position, produit_id, quantite, prix_unitaire_cents)
   select line.* from unnest($9::uuid[], $10::smallint[], $11::integer[], $12::integer[], $13::integer[])
     as line (commande_id, position, produit_id, quantite, prix_unitaire_cents)
   join added using (commande_id)`,
)

const dayMs = 86_400_000
const daysPerWeek = 7
const batch = 5_000
const linesMax = 4
const cancelledShare = 0.03
const motifs = ['Article défectueux', 'Erreur de caisse', 'Le client a changé d’avis', 'Retard de livraison']
/** Sunday to Saturday. */
const weekdays = [0.6, 0.8, 0.85, 0.95, 1, 1.25, 1.6]
const onlineShare = 0.35

export type SaleSizes = {
  seed: number
  products: number
  shops: number
  clients: number
  sales: number
  /** The sales lie in the weeks before `nowMs`. */
  weeks: number
  nowMs: number
  priceOf: (product: number) => number
}

type Line = { produitId: number; quantite: number; prixCents: number }
type Sale = {
  saleId: string
  orderId: string
  shop: number
  clientId: string
  lines: Line[]
  createdMs: number
  cancelledMs: number | null
  motif: string | null
}

/** Draws an index with probability proportional to its weight. */
const weighted = (weights: readonly number[]): ((random: number) => number) => {
  let sum = 0
  const cumulative = weights.map((weight) => {
    sum += weight
    return sum
  })
  return (random) => {
    const found = cumulative.findIndex((upTo) => random * sum < upTo)
    return found < 0 ? weights.length - 1 : found
  }
}

/** Days before now: weekdays differ, the business grows, and each quarter has a better middle. */
const dayWeights = (weeks: number, nowMs: number): number[] =>
  Array.from({ length: weeks * daysPerWeek }, (_, ago) => {
    const weekday = weekdays[new Date(nowMs - ago * dayMs).getUTCDay()] ?? 1
    const growth = 1 - (0.4 * ago) / (weeks * daysPerWeek)
    return weekday * growth * (1 + 0.2 * Math.sin((2 * Math.PI * ago) / 91))
  })

/** The online shop sells a fixed share; of the others, each sells less than the one before. */
const shopWeights = (shops: number): number[] => {
  const others = Array.from({ length: shops - 1 }, (_, i) => 1 / (i + 2))
  const sum = others.reduce((total, weight) => total + weight, 0)
  return [sum === 0 ? 1 : (sum * onlineShare) / (1 - onlineShare), ...others]
}

/** Maps ranks of popularity to products, so that popular ones aren't neighbours. */
const productOfRank = (rank: number, { seed, products }: SaleSizes): number => {
  const step = 7_919 // a prime
  return 1 + ((rank * (products % step === 0 ? 1 : step) + seed) % products)
}

const makeLines = (random: () => number, sizes: SaleSizes): Line[] => {
  const count = 1 + Math.floor(random() * linesMax)
  const ids = new Set(
    Array.from({ length: count }, () => productOfRank(Math.floor(sizes.products * random() ** 3), sizes)),
  )
  return [...ids].map((produitId) => ({
    produitId,
    quantite: 1 + Math.floor(random() ** 2 * 3),
    prixCents: sizes.priceOf(produitId),
  }))
}

const salesOf = (sizes: SaleSizes): ((n: number) => Sale) => {
  const { seed, shops, clients, weeks, nowMs } = sizes
  const drawDay = weighted(dayWeights(weeks, nowMs))
  const drawShop = weighted(shopWeights(shops))
  return (n) => {
    const random = seedRandom(seed, 'vente', n)
    // The sales follow each other, as in a database that recorded them: the n-th has the n-th share of the time.
    const day = drawDay(1 - (n - random()) / sizes.sales)
    const createdMs = Math.floor(nowMs - (day + random()) * dayMs)
    const motif = random() < cancelledShare ? (motifs[n % motifs.length] ?? null) : null
    const cancelledMs = motif === null ? null : Math.min(nowMs, createdMs + Math.ceil(random() * 2 * dayMs))
    return {
      saleId: seedSaleId(seed, n),
      orderId: seedOrderId(seed, n),
      shop: boutiqueEnLigne.magasinId + drawShop(random()),
      clientId: seedClientId(seed, 1 + Math.floor(random() ** 2 * Math.max(1, clients))),
      lines: makeLines(random, sizes),
      createdMs,
      motif,
      cancelledMs,
    }
  }
}

const valuesOf = (sales: readonly Sale[]): unknown[] => {
  const lines = sales.flatMap(({ orderId, lines: own }) =>
    own.map((line, i) => ({ ...line, orderId, position: i + 1 })),
  )
  return [
    sales.map(({ saleId }) => saleId),
    sales.map(({ orderId }) => orderId),
    sales.map(({ shop }) => shop),
    sales.map(({ clientId }) => clientId),
    sales.map((sale) => sale.lines.reduce((sum, { quantite, prixCents }) => sum + quantite * prixCents, 0)),
    sales.map(({ motif }) => motif),
    sales.map(({ createdMs }) => createdMs),
    sales.map(({ cancelledMs }) => cancelledMs),
    lines.map(({ orderId }) => orderId),
    lines.map(({ position }) => position),
    lines.map(({ produitId }) => produitId),
    lines.map(({ quantite }) => quantite),
    lines.map(({ prixCents }) => prixCents),
  ]
}

/** Adds the missing ones of sales 1 to `sales`. Existing ones keep their moments. */
export const seedSales = async (pool: Pool, sizes: SaleSizes): Promise<void> => {
  const saleOf = salesOf(sizes)
  for (let first = 1; first <= sizes.sales; first += batch) {
    const count = Math.min(batch, sizes.sales - first + 1)
    await pool.query(insert, valuesOf(Array.from({ length: count }, (_, i) => saleOf(first + i))))
  }
}
