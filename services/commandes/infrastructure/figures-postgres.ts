import { type Pool, type Queryable, type Row, sql } from '#platform/postgres/pool.ts'
import type { ProductSales, ReadFigures, ShopFigures } from '../application/ports.ts'
import { type Periode, precedente } from '../domain/periode.ts'

const snapshot = sql('snapshot', 'set transaction isolation level repeatable read read only')

const at = (parameter: number): string => `to_timestamp($${parameter}::double precision / 1000)`

// The rule of calculerChiffres in domain/chiffres.ts: from $1 up to $2 is the period before, from $2 up to $3 the period.
const sums = (where: string): string =>
  `select magasin_id,
     count(*) filter (where created_at >= ${at(2)}) as sales,
     coalesce(sum(total_cents) filter (where created_at >= ${at(2)}), 0)::bigint as cents,
     count(*) filter (where created_at < ${at(2)}) as sales_before,
     coalesce(sum(total_cents) filter (where created_at < ${at(2)}), 0)::bigint as cents_before
   from vente
   where commande_id is not null and etat = 'enregistree' and created_at >= ${at(1)} and created_at < ${at(3)} ${where}
   group by magasin_id`
const columns = `coalesce(sales, 0) as sales, coalesce(cents, 0) as cents, coalesce(sales_before, 0) as sales_before,
  coalesce(cents_before, 0) as cents_before`

const ofPage = sql(
  'figures-of-shops',
  `with page as materialized (
     select magasin_id, nom from magasin where magasin_id > $4::bigint order by magasin_id limit $5),
   sums as (${sums('and magasin_id = any(array(select magasin_id from page))')})
   select magasin_id, nom, ${columns} from page left join sums using (magasin_id) order by magasin_id`,
)
// No foreign key links a sale to its shop: a sale of an unknown shop counts as well.
const ofAll = sql(
  'figures-of-all-shops',
  `with sums as (${sums('')})
   select magasin_id, coalesce(nom, 'Magasin ' || magasin_id) as nom, ${columns}
   from magasin full join sums using (magasin_id) order by cents desc, magasin_id`,
)
const best = sql(
  'best-products',
  `select produit_id as "produitId", sum(quantite)::bigint as quantite,
     sum(quantite::bigint * prix_unitaire_cents)::bigint as "chiffreAffairesCents"
   from vente join vente_ligne using (commande_id)
   where commande_id is not null and etat = 'enregistree' and created_at >= ${at(1)} and created_at < ${at(2)}
   group by produit_id order by "chiffreAffairesCents" desc, produit_id limit $3`,
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

const bounds = (period: Periode): number[] => [precedente(period).debutMs, period.debutMs, period.finMs]

const allShops = async (on: Queryable, period: Periode): Promise<ShopFigures[]> =>
  (await on.query<FiguresRow>(ofAll, bounds(period))).map(figuresOf)

export const figuresIn = (pool: Pool): ReadFigures => ({
  ofShops: async (period, { after, limit }) =>
    (await pool.query<FiguresRow>(ofPage, [...bounds(period), after, limit + 1])).map(figuresOf),
  ofAll: (period, products) =>
    pool.transaction(async (tx) => {
      await tx.query(snapshot)
      const shops = await allShops(tx, period)
      const values = [period.debutMs, period.finMs, products]
      return { shops, best: await tx.query<ProductSales & Row>(best, values) }
    }),
})
