import { type Pool, sql } from '#platform/postgres.ts'
import type { SagaTable } from '#saga/definition.ts'
import type { LogRecord } from '#saga/record.ts'
import { isEnded, type LogEntry } from '#saga/state.ts'
import { tellingOf } from '#saga/transitions.ts'
import { type Acceptation, type JournalDesSagas, LeaseLost, type SagaReprise } from '../application/ports.ts'
import type { SagaConnue } from '../domain/issue.ts'

const columns = 'saga_id, seq, at, type, etat, step, reason, action, record'
const rows = (first: number): string => {
  const types = ['int[]', 'float8[]', 'text[]', 'text[]', 'text[]', 'text[]', 'text[]', 'json[]']
  const arrays = types.map((type, index) => `$${first + index}::${type}`).join(', ')
  return `select $1::uuid, seq, to_timestamp(at / 1000), type, etat, step, reason, action, record
          from unnest(${arrays}) as r (seq, at, type, etat, step, reason, action, record)`
}

const accept = sql(
  'saga-accept',
  `with accepted as (
     insert into saga (saga_id, client_id, idempotency_key, fingerprint, etat, owner, lease_until, started_at)
     values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 ms', to_timestamp($8::float8 / 1000))
     on conflict (client_id, idempotency_key) do nothing returning saga_id
   ), logged as (
     insert into saga_log (${columns}) select * from (${rows(9)}) as r where exists (select from accepted)
   )
   select 1 as accepted from accepted`,
)
const seen = 'saga_id, client_id, etat, terminal, motif, failure_kind, commande_id, false as parquee'
const findKey = sql(
  'saga-find-key',
  `select ${seen}, fingerprint, extract(epoch from started_at)::float8 * 1000 as started_at
   from saga where client_id = $1 and idempotency_key = $2`,
)
const append = sql('saga-append', `insert into saga_log (${columns}) ${rows(2)}`)
const appendEnd = sql(
  'saga-append-end',
  `with logged as (insert into saga_log (${columns}) ${rows(2)})
   update saga set terminal = true, etat = $10, motif = $11, failure_kind = $12, commande_id = $13,
                   ended_at = to_timestamp($14::float8 / 1000)
   where saga_id = $1`,
)
const readRecords = sql('saga-records', 'select record from saga_log where saga_id = $1 order by seq')

/** Its undo failed more often than the limit, and neither succeeded nor was restarted since. */
const parked = `exists (
    select from saga_log p where p.saga_id = s.saga_id and p.type = 'undo-parked' and not s.terminal and not exists (
      select from saga_log d
      where d.saga_id = p.saga_id and d.seq > p.seq and d.step = p.step and d.type in ('undo-done', 'restarted')))`

/** While a saga runs, its last record says where it stands. */
const current = `select s.saga_id, s.client_id, coalesce(l.etat, s.etat) as etat, s.terminal,
    coalesce(s.motif, u.reason) as motif, s.failure_kind, s.commande_id, ${parked} as parquee
  from saga s
  left join lateral (select etat from saga_log where saga_id = s.saga_id and not s.terminal order by seq desc limit 1) l on true
  left join lateral (select reason from saga_log where saga_id = s.saga_id and type = 'undoing' and not s.terminal) u on true`
const readOne = sql('saga-read', `${current} where s.saga_id = $1`)
const listActive = sql(
  'saga-list-active',
  `select * from (${current} where not s.terminal and ($1::uuid is null or s.saga_id < $1)) as a
   where ($2::text is null or etat = $2) and (parquee or not $4) order by saga_id desc limit $3`,
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
   from idle where saga.saga_id = idle.saga_id returning saga.saga_id, epoch, forced`,
)
const seize = sql(
  'saga-seize',
  `update saga set owner = $2, epoch = epoch + 1, lease_until = now() + $3 * interval '1 ms'
   where saga_id = $1 and not terminal returning saga_id, epoch, forced`,
)
const extend = sql(
  'saga-extend',
  `update saga set lease_until = now() + $3 * interval '1 ms'
   where saga_id = any($1::uuid[]) and owner = $2 and not terminal returning saga_id, forced`,
)
const markForced = sql(
  'saga-force',
  'update saga set forced = true where saga_id = $1 and not terminal returning 1 as marked',
)

const uniqueViolation = '23505'

type Reprise = { saga_id: string; epoch: number; forced: boolean }
const repriseDe = ({ saga_id: sagaId, epoch, forced }: Reprise): SagaReprise => ({ sagaId, epoch, forced })

type Options = { pool: Pool; table: SagaTable; owner: string; leaseMs: number }

/** The values of the columns of records, one array a column. */
const valuesOf = (table: SagaTable, entries: readonly LogEntry[]): unknown[] => {
  const tellings = entries.map(({ record, state }) => tellingOf(table, record, state))
  return [
    entries.map(({ state }) => state.seq),
    tellings.map(({ at }) => at),
    entries.map(({ record }) => record.type),
    tellings.map(({ etat }) => etat),
    tellings.map(({ step }) => step ?? null),
    tellings.map(({ reason }) => reason ?? null),
    tellings.map(({ action }) => action ?? null),
    entries.map(({ record }) => JSON.stringify(record)),
  ]
}

const endOf = ({ record, state }: LogEntry): unknown[] => {
  const { reason = null, kind = null } = state.phase === 'cancelled' ? (state.failure ?? {}) : {}
  const commandeId = state.phase === 'succeeded' ? state.data.commande_id : null
  return [state.etat, reason, kind, commandeId, record.at]
}

const accepterDans = ({ pool, table, owner, leaseMs }: Options): JournalDesSagas['accepter'] => {
  const connue = async (clientId: string, key: string): Promise<Acceptation> => {
    const [row] = await pool.query<SagaConnue & { fingerprint: Buffer; started_at: number }>(findKey, [clientId, key])
    if (!row) throw new Error('a saga was neither accepted nor known')
    const { fingerprint, started_at: startedAt, ...saga } = row
    return { kind: 'connue', saga, fingerprint, startedAt }
  }
  return async ({ sagaId, clientId, key, fingerprint, entries }) => {
    const [first] = entries
    if (!first) throw new Error('a saga begins with a record')
    const head = [sagaId, clientId, key, fingerprint, first.state.etat, owner, leaseMs, first.record.at]
    const accepted = await pool.query(accept, [...head, ...valuesOf(table, entries)])
    return accepted.length > 0 ? { kind: 'acceptee' } : connue(clientId, key)
  }
}

const ecrireDans =
  ({ pool, table }: Options): JournalDesSagas['ecrire'] =>
  async (sagaId, entries) => {
    const last = entries.at(-1)
    if (!last) return
    const values = [sagaId, ...valuesOf(table, entries)]
    try {
      if (isEnded(last.state)) await pool.query(appendEnd, [...values, ...endOf(last)])
      else await pool.query(append, values)
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error
      throw new LeaseLost(`saga ${sagaId} was taken over`, { cause: error })
    }
  }

/** The saga log in Postgres: one round trip for each operation, except for a key that is known already. */
export const journalPostgres = (options: Options): JournalDesSagas => {
  const { pool, owner, leaseMs } = options
  return {
    accepter: accepterDans(options),
    ecrire: ecrireDans(options),
    lireRecords: async (sagaId) =>
      (await pool.query<{ record: LogRecord }>(readRecords, [sagaId])).map(({ record }) => record),
    lire: async (sagaId) => (await pool.query<SagaConnue>(readOne, [sagaId]))[0],
    lister: ({ etat, parquees = false, limite, apres }) => {
      const ended = etat !== undefined && [options.table.states.done, options.table.states.undone].includes(etat)
      const page = [apres ?? null, etat ?? null, limite]
      if (ended) return parquees ? Promise.resolve([]) : pool.query<SagaConnue>(listEnded, page)
      return pool.query<SagaConnue>(listActive, [...page, parquees])
    },
    reprendre: async ({ max, mine }) => {
      const rows = await pool.query<Reprise>(takeOver, [mine, owner, max, leaseMs])
      return rows.map(repriseDe)
    },
    saisir: async (sagaId) => (await pool.query<Reprise>(seize, [sagaId, owner, leaseMs])).map(repriseDe)[0],
    prolonger: async (sagaIds) => {
      const rows = await pool.query<{ saga_id: string; forced: boolean }>(extend, [sagaIds, owner, leaseMs])
      const idsOf = (some: typeof rows): string[] => some.map(({ saga_id }) => saga_id)
      return { gardees: idsOf(rows), forcees: idsOf(rows.filter(({ forced }) => forced)) }
    },
    marquerForcee: async (sagaId) => (await pool.query(markForced, [sagaId])).length > 0,
  }
}
