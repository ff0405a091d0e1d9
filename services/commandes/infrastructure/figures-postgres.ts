import { type Pool, type Queryable, type Row, sql } from '#platform/postgres/pool.ts'
import type { ProductSales, ReadFigures, ShopFigures } from '../application/ports.ts'
import { type Decoupe, decouper, type Periode, precedente } from '../domain/periode.ts'

const snapshot = sql('snapshot', 'set transaction isolation level repeatable read read only')

// A period takes four parameters: the starts and ends of the parts that are no whole days, its first whole day, and the day after its
// last. Whole days have sums if they are closed; the sales of all other parts are read.
const periodParameters = ({ premier, fin, restes }: Decoupe): unknown[] => [
  restes.map(({ debutMs }) => debutMs),
  restes.map(({ finMs }) => finMs),
  premier,
  fin,
]
const closed = (table: string, first: number): string =>
  `${table} where jour >= $${first + 2}::integer and jour < $${first + 3}::integer
     and exists (select from jour_clos where jour_clos.jour = ${table}.jour)`
const unsummed = (first: number): string =>
  `select to_timestamp(debut / 1000) as debut, to_timestamp(fin / 1000) as fin
   from unnest($${first}::double precision[], $${first + 1}::double precision[]) as part (debut, fin)
   union all
   select to_timestamp(jour * 86400.0), to_timestamp((jour + 1) * 86400.0)
   from generate_series($${first + 2}::integer, $${first + 3}::integer - 1) as day (jour)
   where not exists (select from jour_clos where jour_clos.jour = day.jour)`
// OFFSET 0: each part is read through an index, whatever the planner expects of their number.
const salesOf = (columns: string, where = ''): string =>
  `lateral (
     select ${columns} from vente
     where commande_id is not null and etat = 'enregistree' and created_at >= debut and created_at < fin ${where} offset 0) as sold`

// The rule of calculerChiffres in domain/chiffres.ts.
const sums = (first: number, where = ''): string =>
  `select magasin_id, sum(ventes)::bigint as ventes, sum(cents)::bigint as cents
   from (
     select magasin_id, ventes, cents from ${closed('somme_magasin', first)} ${where}
     union all
     select magasin_id, 1, total_cents from (${unsummed(first)}) as part cross join ${salesOf('magasin_id, total_cents', where)}) as figures
   group by magasin_id`
const columns = `coalesce(during.ventes, 0) as sales, coalesce(during.cents, 0) as cents,
  coalesce(earlier.ventes, 0) as sales_before, coalesce(earlier.cents, 0) as cents_before`

const inPage = 'and magasin_id = any(array(select magasin_id from page))'
const ofPage = sql(
  'figures-of-shops',
  `with page as materialized (
     select magasin_id, nom from magasin where magasin_id > $9::bigint order by magasin_id limit $10),
   during as (${sums(1, inPage)}),
   earlier as (${sums(5, inPage)})
   select magasin_id, nom, ${columns}
   from page left join during using (magasin_id) left join earlier using (magasin_id) order by magasin_id`,
)
// No foreign key links a sale to its shop: a sale of an unknown shop counts as well.
const ofAll = sql(
  'figures-of-all-shops',
  `with during as (${sums(1)}), earlier as (${sums(5)})
   select magasin_id, coalesce(nom, 'Magasin ' || magasin_id) as nom, ${columns}
   from magasin full join during using (magasin_id) full join earlier using (magasin_id) order by cents desc, magasin_id`,
)
const best = sql(
  'best-products',
  `select produit_id as "produitId", sum(quantite)::bigint as quantite, sum(cents)::bigint as "chiffreAffairesCents"
   from (
     select produit_id, quantite, cents from ${closed('somme_produit', 1)}
     union all
     select produit_id, quantite, quantite::bigint * prix_unitaire_cents
     from (${unsummed(1)}) as part cross join ${salesOf('commande_id')} join vente_ligne using (commande_id)) as figures
   group by produit_id order by "chiffreAffairesCents" desc, produit_id limit $5`,
)

type FiguresRow = Row & {
  magasin_id: number
  nom: string
  sales: number
  cents: number
  sales_before: number
  cents_before: number
}

const figuresOf = (row: FiguresRow): ShopFigures => ({
  magasinId: row.magasin_id,
  nom: row.nom,
  figures: { chiffreAffairesCents: row.cents, nombreVentes: row.sales },
  previous: { chiffreAffairesCents: row.cents_before, nombreVentes: row.sales_before },
})

const bothPeriods = (period: Periode): unknown[] => [
  ...periodParameters(decouper(period)),
  ...periodParameters(decouper(precedente(period))),
]

const allShops = async (on: Queryable, period: Periode): Promise<ShopFigures[]> =>
  (await on.query<FiguresRow>(ofAll, bothPeriods(period))).map(figuresOf)

export const figuresIn = (pool: Pool): ReadFigures => ({
  ofShops: async (period, { after, limit }) =>
    (await pool.query<FiguresRow>(ofPage, [...bothPeriods(period), after, limit + 1])).map(figuresOf),
  ofAll: (period, products) =>
    pool.transaction(async (tx) => {
      await tx.query(snapshot)
      const shops = await allShops(tx, period)
      return {
        shops,
        best: await tx.query<ProductSales & Row>(best, [...periodParameters(decouper(period)), products]),
      }
    }),
})
