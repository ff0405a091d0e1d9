import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'

// Sums of whole days, which reports read instead of the sales. The rules of exactness are in migration 061.

// The oldest sale of each shop, because no index has the moments alone; sales of unknown shops are read without sums.
const openDays = sql(
  'open-days',
  `select jour
   from generate_series(
     (select min(jour_de((select created_at from vente where vente.magasin_id = magasin.magasin_id and commande_id is not null
                          order by created_at limit 1))) from magasin),
     jour_de(clock_timestamp()) - 1) as day (jour)
   where not exists (select from jour_clos where jour_clos.jour = day.jour)
   order by jour`,
)
const lock = sql('lock-day', 'select pg_advisory_xact_lock(61, $1::integer)')
const removeShops = sql('remove-day-of-shops', 'delete from somme_magasin where jour = $1::integer')
const removeProducts = sql('remove-day-of-products', 'delete from somme_produit where jour = $1::integer')
const ofDay = `commande_id is not null and etat = 'enregistree'
   and created_at >= to_timestamp($1::integer * 86400.0) and created_at < to_timestamp(($1::integer + 1) * 86400.0)`
const sumShops = sql(
  'sum-day-of-shops',
  `insert into somme_magasin (jour, magasin_id, ventes, cents)
   select $1::integer, magasin_id, count(*), sum(total_cents) from vente where ${ofDay} group by magasin_id`,
)
const sumProducts = sql(
  'sum-day-of-products',
  `insert into somme_produit (jour, produit_id, quantite, cents)
   select $1::integer, produit_id, sum(quantite), sum(quantite::bigint * prix_unitaire_cents)
   from vente join vente_ligne using (commande_id) where ${ofDay} group by produit_id`,
)
const close = sql('close-day', 'insert into jour_clos (jour) values ($1::integer) on conflict do nothing')

/** Sums up a day again, in one transaction: a crash leaves the day open, and its sales are read. */
export const closeDay = (pool: Pool, day: number): Promise<void> =>
  pool.transaction(async (tx) => {
    await tx.query(lock, [day])
    for (const statement of [removeShops, removeProducts, sumShops, sumProducts, close])
      await tx.query(statement, [day])
  })

/** Closes every day that has ended and is open: new ones, and those with a sale that was cancelled or imported since. */
export const closeDays = async (pool: Pool): Promise<number> => {
  const open = await pool.query<{ jour: number }>(openDays)
  // One transaction for each day: it holds no other day's lock while it waits, so it can't deadlock with an import of many days.
  for (const { jour } of open) await closeDay(pool, jour)
  return open.length
}

const everyMs = 60_000

export const startClosingDays = async (options: {
  pool: Pool
  clock: Clock
  log: Log
  signal: AbortSignal
}): Promise<void> => {
  const { pool, clock, log, signal } = options
  while (!signal.aborted) {
    try {
      const days = await closeDays(pool)
      if (days > 0) log.info({ days }, 'sales of ended days summed')
    } catch (error) {
      log.warn({ err: error }, 'sales of ended days not summed, retrying in a minute')
    }
    await clock.sleep(everyMs, signal)
  }
}
