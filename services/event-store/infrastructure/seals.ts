import type { JourEvenements } from '#generated/event-store/types.ts'
import { type Pool, type Queryable, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Sceau } from '../domain/chaine.ts'
import { appendToAnchor, readAnchor } from './anchor.ts'

const columns = `number, to_char(day, 'YYYY-MM-DD') as day, up_to_position, events, checkouts, encode(root, 'hex') as root,
  sealed_at_ms, encode(hash, 'hex') as hash`
const read = sql('event-seals', `select ${columns} from event_seal where number > $1 order by number`)
const sealDaysStatement = sql(
  'event-seal-days',
  `select ${columns} from (
     select s.* from (select day from event_day where removed_at is null and day <= $1::date order by day) as d
     cross join lateral seal_event_day(d.day) as s
   ) as made order by number`,
)
const daysWithSeals = sql(
  'event-days-with-seals',
  `select to_char(d.day, 'YYYY-MM-DD') as day, extract(epoch from d.removed_at)::double precision as removed_s, s.*
   from (select * from event_day order by day desc limit $1) as d
   left join (
     select distinct on (day) day as sealed_day, number, up_to_position, events as sealed_events,
            checkouts as sealed_checkouts, encode(root, 'hex') as root, sealed_at_ms
     from event_seal order by day, number desc
   ) as s on s.sealed_day = d.day
   order by d.day desc`,
)
const openDayStatement = sql('event-day-open', 'select open_event_day($1::date)')
/** Limit for sealing one day. */
export const sealingMaxMs = 600_000
export const longWork = sql(
  'event-seal-long-work',
  `select set_config('statement_timeout', '${sealingMaxMs}ms', true), set_config('lock_timeout', '60s', true)`,
)

// Serialises sealing: two instances would otherwise both append the missing seals to the anchor.
export const lockSeals = sql('event-seal-lock', 'select pg_advisory_xact_lock(7243103)')

/** Every seal after a number, in order. */
export const readSeals = (queryable: Queryable, after = 0): Promise<Sceau[]> =>
  queryable.query<Sceau & Row>(read, [after])

const completeAnchor = async (tx: Tx, anchor: string): Promise<void> => {
  const last = (await readAnchor(anchor)).seals.at(-1)
  const newer = await readSeals(tx, last === undefined ? 0 : last.number - 1)
  if (last !== undefined && newer[0]?.hash !== last.hash) {
    throw new Error(
      `${anchor} ends with seal ${last.number} (${last.day}), which the database does not have: seals were removed, or this is the anchor of another database`,
    )
  }
  await appendToAnchor(anchor, last === undefined ? newer : newer.slice(1))
}

/**
 * Seals the unsealed events of every day up to `last` (YYYY-MM-DD), then appends to the anchor every seal it lacks,
 * including one made just before a crash. Returns the new seals.
 * @throws Error if the anchor is not a prefix of the seals: one of them was changed
 */
export const sealDays = async (pool: Pool, anchor: string, last: string): Promise<Sceau[]> => {
  const made = await pool.transaction(async (tx) => {
    await tx.query(longWork)
    return tx.query<Sceau & Row>(sealDaysStatement, [last])
  })
  await pool.transaction(async (tx) => {
    await tx.query(longWork)
    await tx.query(lockSeals)
    await completeAnchor(tx, anchor)
  })
  return made
}

/** Creates the partition of a day before its first event arrives; an existing one is kept. */
export const openDay = async (pool: Pool, day: string): Promise<void> => {
  await pool.query(openDayStatement, [day])
}

type DayRow = Row & {
  day: string
  removed_s: number | null
  number: number | null
  up_to_position: number
  sealed_events: number
  sealed_checkouts: number
  root: string
  sealed_at_ms: number
}

/** The newest days first, each with its last seal. */
export const readDays =
  (pool: Pool) =>
  async (limite: number): Promise<JourEvenements[]> =>
    (await pool.query<DayRow>(daysWithSeals, [limite])).map((row) => ({
      jour: row.day,
      retire_le: row.removed_s,
      sceau:
        row.number === null
          ? null
          : {
              numero: row.number,
              jusqua_position: row.up_to_position,
              evenements: row.sealed_events,
              checkouts: row.sealed_checkouts,
              scelle_le: row.sealed_at_ms / 1000,
              racine: row.root,
            },
    }))
