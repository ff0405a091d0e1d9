import { gather } from '#platform/base/gather.ts'
import { logOperation } from '#platform/delivery/operation-log.ts'
import { type Pool, type Queryable, sql } from '#platform/postgres/pool.ts'
import type { SagaTable } from '../definition.ts'
import { isEnded, type LogEntry } from '../state.ts'
import { transitionOf } from '../transitions.ts'
import { type AppendToLog, LeaseLost, type NewSaga } from './saga-log.ts'

const columns = 'saga_id, seq, at, type, etat, step, reason, action, record'
const records = (first: number): string => {
  const types = ['uuid[]', 'int[]', 'float8[]', 'text[]', 'text[]', 'text[]', 'text[]', 'text[]', 'json[]']
  const arrays = types.map((type, index) => `$${first + index}::${type}`).join(', ')
  return `select saga_id, seq, to_timestamp(at / 1000), type, etat, step, reason, action, record
          from unnest(${arrays}) as r (${columns})`
}

/** The tables in which a service keeps its sagas. All names are constants of the code. */
export type LogTables = {
  /** One row for each saga, and one for each record. */
  readonly sagas: string
  readonly log: string
  /** The column that, with the idempotency key, identifies a request, and its type. */
  readonly scope: { readonly column: string; readonly type: string }
  /** The column that keeps an output of a saga that succeeded. */
  readonly result?: { readonly column: string; readonly type: string; readonly output: string }
  /** The column that keeps the step that failed. */
  readonly failedStep?: string
  /** The condition on a new row `n` under which its saga is not accepted. */
  readonly barred?: string
}

const statementsOf = ({ sagas, log, scope, result, failedStep, barred = 'false' }: LogTables) => ({
  accept: sql(
    `${sagas}-accept`,
    `with accepted as (
     insert into ${sagas} (saga_id, ${scope.column}, idempotency_key, fingerprint, etat, started_at, owner, lease_until)
     select saga_id, scope, key, fingerprint, etat, to_timestamp(at / 1000), $7, now() + $8 * interval '1 ms'
     from unnest($1::uuid[], $2::${scope.type}[], $3::text[], $4::bytea[], $5::text[], $6::float8[])
       as n (saga_id, scope, key, fingerprint, etat, at)
     where not (${barred})
     on conflict (${scope.column}, idempotency_key) do nothing returning saga_id
   ), logged as (
     insert into ${log} (${columns})
     select * from (${records(9)}) as r where saga_id in (select saga_id from accepted)
   )
   select saga_id as id from accepted`,
  ),
  append: sql(`${sagas}-append`, `insert into ${log} (${columns}) ${records(1)}`),
  appendEnds: sql(
    `${sagas}-append-ends`,
    `with logged as (insert into ${log} (${columns}) ${records(1)})
   update ${sagas} set terminal = true, etat = e.etat, motif = e.motif, failure_kind = e.kind,
                   ${result ? `${result.column} = e.result, ` : ''}${failedStep ? `${failedStep} = e.step, ` : ''}
                   ended_at = to_timestamp(e.at / 1000)
   from unnest($10::uuid[], $11::text[], $12::text[], $13::text[], $14::${result?.type ?? 'text'}[], $15::text[],
               $16::float8[])
     as e (saga_id, etat, motif, kind, result, step, at)
   where ${sagas}.saga_id = e.saga_id`,
  ),
})

/** What a replica needs to write. `owner`: its name. */
export type LogWriter = { pool: Pool; table: SagaTable; tables: LogTables; owner: string; leaseMs: number }

type Row = readonly unknown[]

/** Transposes rows into one array per column, as unnest takes them. */
const columnsOf = (count: number, rows: readonly Row[]): unknown[][] =>
  Array.from({ length: count }, (_, column) => rows.map((row) => row[column]))

const recordsOf = (table: SagaTable, id: string, entries: readonly LogEntry[]): Row[] =>
  entries.map(({ record, state }) => {
    const { at, etat, step = null, reason = null, action = null } = transitionOf(table, record, state)
    return [id, state.seq, at, record.type, etat, step, reason, action, JSON.stringify(record)]
  })

const endOf = ({ result }: LogTables, id: string, { record, state }: LogEntry): Row[] => {
  if (!isEnded(state)) return []
  const { reason = null, kind = null, step = null } = state.phase === 'cancelled' ? (state.failure ?? {}) : {}
  const output = state.phase === 'succeeded' && result ? state.data[result.output] : null
  return [[id, state.etat, reason, kind, output, step, record.at]]
}

const itemsMax = 64
const uniqueViolation = '23505'
// An invalid value, a constraint, a locked row, or a deadlock between replicas that write some of the same sagas:
// certainly rolled back. 40003 means that the outcome is unknown.
const undoneStates = /^(22|23|40(?!003)|55P03)/
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? ''
const isUndone = (error: unknown): boolean => undoneStates.test(codeOf(error))

/** Writes the first rows of a saga; returns whether its scope and key were new. */
export const acceptTogether = (writer: LogWriter): ((saga: NewSaga) => Promise<boolean>) => {
  const { pool, table, tables, owner, leaseMs } = writer
  const { accept } = statementsOf(tables)
  type Item = { id: string; head: Row; records: Row[] }
  const writeIn = async (database: Queryable, items: readonly Item[]): Promise<boolean[]> => {
    const heads = columnsOf(
      6,
      items.map(({ head }) => head),
    )
    const records = columnsOf(
      9,
      items.flatMap((item) => item.records),
    )
    const rows = await database.query<{ id: string }>(accept, [...heads, owner, leaseMs, ...records])
    const accepted = new Set(rows.map(({ id }) => id))
    return items.map(({ id }) => accepted.has(id))
  }
  const put = gather({ write: (items: readonly Item[]) => writeIn(pool, items), itemsMax, isUndone })
  return async ({ id, scope, key, fingerprint, entries, logged }) => {
    const [first] = entries
    if (!first) throw new Error('a new saga needs a first record')
    const head = [id, scope, key, fingerprint, first.state.etat, first.record.at]
    const item = { id, head, records: recordsOf(table, id, entries) }
    if (logged === undefined) return put(item)
    return pool.transaction(async (tx) => {
      const [isNew = false] = await writeIn(tx, [item])
      if (isNew) await logOperation(tx, logged)
      return isNew
    })
  }
}

/** Appends to the logs of sagas, and ends those that are finished. */
export const appendTogether = ({ pool, table, tables }: LogWriter): AppendToLog => {
  const { append, appendEnds } = statementsOf(tables)
  type Item = { records: Row[]; end: Row[] }
  const write = async (items: readonly Item[]): Promise<undefined[]> => {
    const ends = items.flatMap(({ end }) => end)
    const records = columnsOf(
      9,
      items.flatMap((item) => item.records),
    )
    if (ends.length === 0) await pool.query(append, records)
    else await pool.query(appendEnds, [...records, ...columnsOf(7, ends)])
    return []
  }
  const put = gather({ write, itemsMax, isUndone })
  return async (id, entries) => {
    const last = entries.at(-1)
    if (!last) return
    try {
      await put({ records: recordsOf(table, id, entries), end: endOf(tables, id, last) })
    } catch (error) {
      if (codeOf(error) !== uniqueViolation) throw error
      throw new LeaseLost(`saga ${id} was taken over`, { cause: error })
    }
  }
}
