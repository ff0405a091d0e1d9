import { sql } from '#platform/postgres/pool.ts'
import type { LogRecord } from '#saga/record.ts'
import type { Acceptance, NewSaga, SagaLog, TakenSaga } from '../application/ports.ts'
import type { SagaConnue } from '../domain/outcome.ts'
import { acceptTogether, appendTogether, type LogWriter } from './saga-log-writes.ts'

// The key of both tables is saga_id: the log itself knows no checkouts. Here it becomes the checkout's id.
const seen = 'saga_id as checkout_id, client_id, etat, terminal, motif, failure_kind, commande_id, false as parquee'
const findKey = sql(
  'saga-find-key',
  `select ${seen}, fingerprint, extract(epoch from started_at)::float8 * 1000 as started_at
   from saga where client_id = $1 and idempotency_key = $2`,
)
const isErased = sql('client-is-erased', 'select from client_efface where client_id = $1')
const noteErased = sql(
  'client-erased',
  'insert into client_efface (client_id) values ($1) on conflict (client_id) do nothing',
)
const readRecords = sql('saga-records', 'select record from saga_log where saga_id = $1 order by seq')

/** Its undo failed more often than the limit, and has neither succeeded nor been restarted since. */
const parked = `exists (
    select from saga_log p where p.saga_id = s.saga_id and p.type = 'undo-parked' and not s.terminal and not exists (
      select from saga_log d
      where d.saga_id = p.saga_id and d.seq > p.seq and d.step = p.step and d.type in ('undo-done', 'restarted')))`

/** While a saga runs, its last record has its current state. */
const current = `select s.saga_id as checkout_id, s.client_id, coalesce(l.etat, s.etat) as etat, s.terminal,
    coalesce(s.motif, u.reason) as motif, s.failure_kind, s.commande_id, ${parked} as parquee
  from saga s
  left join lateral (select etat from saga_log where saga_id = s.saga_id and not s.terminal order by seq desc limit 1) l on true
  left join lateral (select reason from saga_log where saga_id = s.saga_id and type = 'undoing' and not s.terminal) u on true`
const readOne = sql('saga-read', `${current} where s.saga_id = $1`)
const listActive = sql(
  'saga-list-active',
  `select * from (${current} where not s.terminal and ($1::uuid is null or s.saga_id < $1)) as a
   where ($2::text is null or etat = $2) and (parquee or not $4) order by checkout_id desc limit $3`,
)
const listEnded = sql(
  'saga-list-ended',
  `select ${seen} from saga where terminal and ($1::uuid is null or saga_id < $1) and etat = $2
   order by saga_id desc limit $3`,
)
const takeOver = sql(
  'saga-take-over',
  `with idle as (
     select saga_id from saga where not terminal and (lease_until < now() or ($1 and owner = $2))
     order by lease_until limit $3 for update skip locked
   )
   update saga set owner = $2, epoch = epoch + 1, lease_until = now() + $4 * interval '1 ms'
   from idle where saga.saga_id = idle.saga_id returning saga.saga_id as id, epoch, forced`,
)
const seize = sql(
  'saga-seize',
  `update saga set owner = $2, epoch = epoch + 1, lease_until = now() + $3 * interval '1 ms'
   where saga_id = $1 and not terminal returning saga_id as id, epoch, forced`,
)
const extend = sql(
  'saga-extend',
  `update saga set lease_until = now() + $3 * interval '1 ms'
   where saga_id = any($1::uuid[]) and owner = $2 and not terminal returning saga_id as id, forced`,
)
const markForced = sql(
  'saga-force',
  'update saga set forced = true where saga_id = $1 and not terminal returning 1 as marked',
)

const acceptWith = (writer: LogWriter): SagaLog['accept'] => {
  const isNew = acceptTogether(writer)
  const findKnown = async ({ clientId, key }: NewSaga): Promise<Acceptance> => {
    const found = await writer.pool.query<SagaConnue & { fingerprint: Buffer; started_at: number }>(findKey, [
      clientId,
      key,
    ])
    const [row] = found
    if (!row) {
      if ((await writer.pool.query(isErased, [clientId])).length > 0) return { kind: 'client-erased' }
      throw new Error('a saga was neither accepted nor known')
    }
    const { fingerprint, started_at: startedAt, ...saga } = row
    return { kind: 'known', saga, fingerprint, startedAt }
  }
  return async (saga) => ((await isNew(saga)) ? { kind: 'accepted' } : findKnown(saga))
}

/**
 * The saga log in Postgres. One round trip per operation, except for a known key; concurrent writes of several sagas go
 * in one.
 */
export const postgresSagaLog = (writer: LogWriter): SagaLog => {
  const { pool, table, owner, leaseMs } = writer
  return {
    accept: acceptWith(writer),
    append: appendTogether(writer),
    readRecords: async (id) => (await pool.query<{ record: LogRecord }>(readRecords, [id])).map(({ record }) => record),
    read: async (id) => (await pool.query<SagaConnue>(readOne, [id]))[0],
    list: ({ etat, parked = false, limit, after }) => {
      const ended = etat !== undefined && [table.states.done, table.states.undone].includes(etat)
      const page = [after ?? null, etat ?? null, limit]
      if (ended) return parked ? Promise.resolve([]) : pool.query<SagaConnue>(listEnded, page)
      return pool.query<SagaConnue>(listActive, [...page, parked])
    },
    takeOver: ({ max, mine }) => pool.query<TakenSaga>(takeOver, [mine, owner, max, leaseMs]),
    seize: async (id) => (await pool.query<TakenSaga>(seize, [id, owner, leaseMs]))[0],
    extend: async (ids) => {
      const rows = await pool.query<{ id: string; forced: boolean }>(extend, [ids, owner, leaseMs])
      const idsOf = (some: typeof rows): string[] => some.map(({ id }) => id)
      return { kept: idsOf(rows), forced: idsOf(rows.filter(({ forced }) => forced)) }
    },
    noteErasedClient: async (clientId) => void (await pool.query(noteErased, [clientId])),
    markForced: async (id) => (await pool.query(markForced, [id])).length > 0,
  }
}
