import { type LoggedOperation, logOperation } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, type Statement, sql } from '#platform/postgres/pool.ts'
import type { LogRecord } from '../record.ts'
import { appendTogether, type LogTables, type LogWriter } from './postgres-writes.ts'
import type { SagaLog, TakenSaga } from './saga-log.ts'

/**
 * Parts of a query for the present state of sagas, with the row of a saga as `s`. While a saga runs, its last record has its
 * current state.
 */
export const presentState = ({ sagas, log }: LogTables) => ({
  etat: 'coalesce(l.etat, s.etat)',
  motif: 'coalesce(s.motif, u.reason)',
  /** Its undo failed more often than the limit, and has neither succeeded nor been restarted since. */
  parked: `exists (
    select from ${log} p where p.saga_id = s.saga_id and p.type = 'undo-parked' and not s.terminal and not exists (
      select from ${log} d
      where d.saga_id = p.saga_id and d.seq > p.seq and d.step = p.step and d.type in ('undo-done', 'restarted')))`,
  from: `from ${sagas} s
  left join lateral (select etat from ${log} where saga_id = s.saga_id and not s.terminal order by seq desc limit 1) l on true
  left join lateral (select reason from ${log} where saga_id = s.saga_id and type = 'undoing' and not s.terminal) u on true`,
})

const statementsOf = ({ sagas, log }: LogTables) => ({
  records: sql(`${sagas}-records`, `select record from ${log} where saga_id = $1 order by seq`),
  takeOver: sql(
    `${sagas}-take-over`,
    `with idle as (
     select saga_id from ${sagas} where not terminal and (lease_until < now() or ($1 and owner = $2))
     order by lease_until limit $3 for update skip locked
   )
   update ${sagas} set owner = $2, epoch = epoch + 1, lease_until = now() + $4 * interval '1 ms'
   from idle where ${sagas}.saga_id = idle.saga_id returning ${sagas}.saga_id as id, epoch, forced`,
  ),
  seize: sql(
    `${sagas}-seize`,
    `update ${sagas} set owner = $2, epoch = epoch + 1, lease_until = now() + $3 * interval '1 ms'
   where saga_id = $1 and not terminal returning saga_id as id, epoch, forced`,
  ),
  extend: sql(
    `${sagas}-extend`,
    `update ${sagas} set lease_until = now() + $3 * interval '1 ms'
   where saga_id = any($1::uuid[]) and owner = $2 and not terminal returning saga_id as id, forced`,
  ),
  force: sql(
    `${sagas}-force`,
    `update ${sagas} set forced = true where saga_id = $1 and not terminal returning 1 as marked`,
  ),
})

/** Changes a saga that has not ended, and logs the operation together with the change. */
const changeLogged = async <Changed extends Row>(
  pool: Pool,
  [statement, values]: readonly [Statement, readonly unknown[]],
  logged: LoggedOperation | undefined,
): Promise<Changed[]> => {
  if (logged === undefined) return pool.query<Changed>(statement, values)
  return pool.transaction(async (tx) => {
    const changed = await tx.query<Changed>(statement, values)
    if (changed.length > 0) await logOperation(tx, logged)
    return changed
  })
}

/**
 * The log of sagas in the tables of one service. The service adds accepting and reading. One round trip per call, unless it
 * logs a person's operation; concurrent writes of several sagas share one.
 */
export const postgresLog = (writer: LogWriter): Omit<SagaLog<never>, 'read'> => {
  const { pool, owner, leaseMs, tables } = writer
  const { records, takeOver, seize, extend, force } = statementsOf(tables)
  return {
    append: appendTogether(writer),
    readRecords: async (id) => (await pool.query<{ record: LogRecord }>(records, [id])).map(({ record }) => record),
    takeOver: ({ max, mine }) => pool.query<TakenSaga>(takeOver, [mine, owner, max, leaseMs]),
    seize: async (id, logged) => (await changeLogged<TakenSaga>(pool, [seize, [id, owner, leaseMs]], logged))[0],
    extend: async (ids) => {
      const rows = await pool.query<{ id: string; forced: boolean }>(extend, [ids, owner, leaseMs])
      const idsOf = (some: typeof rows): string[] => some.map(({ id }) => id)
      return { kept: idsOf(rows), forced: idsOf(rows.filter(({ forced }) => forced)) }
    },
    markForced: async (id, logged) => (await changeLogged(pool, [force, [id]], logged)).length > 0,
  }
}
