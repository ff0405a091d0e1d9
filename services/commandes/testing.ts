import { randomUUID } from 'node:crypto'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { calculerTotal, type LigneVendue, prixMonetaire, quantite, type Vente } from './domain/vente.ts'

// Sales of any shop at any moment, for tests: the operations record sales of the online shop only, and only now.

export type TestSale = Pick<Vente, 'etat' | 'totalCents' | 'lignes' | 'commandeId' | 'clientId'> & {
  shop: number
  createdAtMs: number
}

const insertSales = sql(
  'test-insert-sales',
  `insert into vente (checkout_id, commande_id, magasin_id, client_id, etat, total_cents, motif, created_at, annulee_at)
   select gen_random_uuid(), id, shop, client, etat, cents,
     case etat when 'annulee' then 'DELAI_DEPASSE' end,
     to_timestamp(at_ms / 1000), case etat when 'annulee' then to_timestamp(at_ms / 1000 + 1) end
   from unnest($1::uuid[], $2::integer[], $3::text[], $4::bigint[], $5::double precision[], $6::uuid[])
     as sale (id, shop, etat, cents, at_ms, client)`,
)
const insertLines = sql(
  'test-insert-lines',
  `insert into vente_ligne (commande_id, position, produit_id, quantite, prix_unitaire_cents)
   select * from unnest($1::uuid[], $2::smallint[], $3::integer[], $4::integer[], $5::integer[])`,
)

const testClients = 40

const pick = <T>(values: readonly T[], n: number): T => {
  const value = values[n % values.length]
  if (value === undefined) throw new Error('nothing to pick')
  return value
}

const lineOf = (n: number): LigneVendue => {
  const [pieces, price] = [quantite(1 + (n % 4)), prixMonetaire(100 + ((n * 7919) % 9_000))]
  if (pieces === undefined || price === undefined) throw new Error(`line ${n} is invalid`)
  return { produitId: 1 + ((n * 31) % 40), quantite: pieces, prixUnitaire: price }
}

/** The n-th of `count` sales spread evenly over the period, in turn over the shops; every seventh is cancelled. */
export const testSale = (
  n: number,
  spread: { fromMs: number; untilMs: number; count: number; shops: number[] },
): TestSale => {
  const lines = Array.from({ length: 1 + (n % 3) }, (_, i) => lineOf(n * 3 + i)).filter(
    ({ produitId }, i, all) => all.findIndex((line) => line.produitId === produitId) === i,
  )
  return {
    commandeId: randomUUID(),
    clientId: seedClientId(1, 1 + (n % testClients)),
    shop: pick(spread.shops, n),
    etat: n % 7 === 6 ? 'annulee' : 'enregistree',
    totalCents: calculerTotal(lines),
    lignes: lines,
    createdAtMs: spread.fromMs + Math.floor((n * (spread.untilMs - spread.fromMs)) / spread.count),
  }
}

export const insertTestSales = async (pool: Pool, sales: readonly TestSale[]): Promise<void> => {
  await pool.query(insertSales, [
    sales.map((sale) => sale.commandeId),
    sales.map((sale) => sale.shop),
    sales.map((sale) => sale.etat),
    sales.map((sale) => sale.totalCents),
    sales.map((sale) => sale.createdAtMs),
    sales.map((sale) => sale.clientId),
  ])
  const lines = sales.flatMap((sale) =>
    sale.lignes.map((line, i) => ({ ...line, id: sale.commandeId, position: i + 1 })),
  )
  await pool.query(insertLines, [
    lines.map(({ id }) => id),
    lines.map(({ position }) => position),
    lines.map(({ produitId }) => produitId),
    lines.map((line) => line.quantite),
    lines.map(({ prixUnitaire }) => prixUnitaire),
  ])
}
