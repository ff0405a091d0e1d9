import { type Row, sql } from '#platform/postgres/pool.ts'
import type { Databases } from '../shop/databases.ts'

/** The closed days of commandes: how many, and those whose sums for a shop or a product differ from the sales. */
export type SalesSums = { days: number; wrong: WrongSum[] }
export type WrongSum = { jour: number; of: 'shop' | 'product'; id: number }

const readWrong = sql(
  'scenario-wrong-sums',
  `with sale as (
     select floor(extract(epoch from created_at) / 86400)::integer as jour, commande_id, magasin_id, total_cents from vente
     where commande_id is not null and etat = 'enregistree'),
   of_shop as (select jour, magasin_id as id, count(*) as a, sum(total_cents) as b from sale group by 1, 2),
   of_product as (
     select jour, produit_id as id, sum(quantite) as a, sum(quantite::bigint * prix_unitaire_cents) as b
     from sale join vente_ligne using (commande_id) group by 1, 2),
   wrong as (
     select jour, 'shop' as of, id from of_shop
       full join (select jour, magasin_id as id, ventes, cents from somme_magasin) as kept using (jour, id)
     where (a, b) is distinct from (ventes, cents)
     union all
     select jour, 'product', id from of_product
       full join (select jour, produit_id as id, quantite, cents from somme_produit) as kept using (jour, id)
     where (a, b) is distinct from (quantite, cents))
   select count(*)::integer as days,
     (select coalesce(json_agg(json_build_object('jour', jour, 'of', of, 'id', id) order by jour, of, id), '[]')
      from wrong where jour in (select jour from jour_clos)) as wrong
   from jour_clos`,
)
export const readSalesSums = async ({ commandes }: Databases): Promise<SalesSums> => {
  const [row] = await commandes.query<SalesSums & Row>(readWrong)
  if (row === undefined) throw new Error('the count of closed days is missing')
  return row
}
