import { type Pool, sql } from '#platform/postgres.ts'
import type { AdmettreTentative, OublierTentatives } from '../application/ouvrir-session.ts'
import type { Courriel } from '../domain/client.ts'
import type { ClesClients } from './cles-clients.ts'

/** Tries with a wrong password that an address has, and the time after which one of them is forgiven. */
export type Limite = { readonly tentativesMax: number; readonly pardonSecondes: number }

export const limiteCourante: Limite = { tentativesMax: 10, pardonSecondes: 30 }

// A try counts before the password is looked at, so that many at once are not all admitted. One that is refused does not
// count: whoever waits is let in, however often others try meanwhile. Tries at once may come in another order than they were
// timed: one that is late takes nothing back. What is wholly forgiven is removed, a few at a time.
const admit = sql(
  'tentative-admettre',
  `with vieilles as (
     delete from tentative where courriel_empreinte in (
       select courriel_empreinte from tentative where a < $2::timestamptz - make_interval(secs => $3::float8 * $4::float8)
       and courriel_empreinte <> $1 order by a limit 10 for update skip locked)
   )
   insert into tentative as connue (courriel_empreinte, nombre, a) values ($1, 1, $2)
   on conflict (courriel_empreinte) do update set
     nombre = greatest(0, connue.nombre - greatest(0, extract(epoch from $2::timestamptz - connue.a)) / $4::float8) + 1, a = greatest(connue.a, $2)
     where greatest(0, connue.nombre - greatest(0, extract(epoch from $2::timestamptz - connue.a)) / $4::float8) <= $3::float8 - 1
   returning 1 as admise`,
)
const remaining = sql(
  'tentative-attente',
  `select ceil(extract(epoch from a - $2::timestamptz) + (nombre - $3::float8 + 1) * $4::float8)::integer as secondes
   from tentative where courriel_empreinte = $1`,
)
const forget = sql('tentative-oublier', 'delete from tentative where courriel_empreinte = $1')

type Parts = { pool: Pool; cles: Pick<ClesClients, 'empreinteCourriel'>; nowMs: () => number; limite?: Limite }

export const admettreTentative =
  ({ pool, cles, nowMs, limite = limiteCourante }: Parts): AdmettreTentative =>
  async (courriel: Courriel) => {
    const { tentativesMax, pardonSecondes } = limite
    const values = [cles.empreinteCourriel(courriel), new Date(nowMs()), tentativesMax, pardonSecondes]
    if ((await pool.query(admit, values)).length > 0) return undefined
    const [row] = await pool.query<{ secondes: number }>(remaining, values)
    return { attendreSecondes: Math.max(1, row?.secondes ?? 1) }
  }

export const oublierTentatives =
  ({ pool, cles }: Pick<Parts, 'pool' | 'cles'>): OublierTentatives =>
  async (courriel) => {
    await pool.query(forget, [cles.empreinteCourriel(courriel)])
  }
