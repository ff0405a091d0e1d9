import { sql } from '#platform/postgres/pool.ts'
import { postgresLog, presentState } from '#saga/durable/postgres.ts'
import { acceptTogether, type LogTables, type LogWriter } from '#saga/durable/postgres-writes.ts'
import type { NewSaga } from '#saga/durable/saga-log.ts'
import type { Acceptance, CheckoutLog } from '../application/ports.ts'
import type { SagaConnue } from '../domain/outcome.ts'

export const tables: LogTables = {
  sagas: 'saga',
  log: 'saga_log',
  scope: { column: 'client_id', type: 'uuid' },
  result: { column: 'commande_id', type: 'uuid', output: 'commande_id' },
  failedStep: 'etape',
  barred: 'exists (select from client_efface e where e.client_id = n.scope)',
}

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

const { etat, motif, parked, from } = presentState(tables)
const current = `select s.saga_id as checkout_id, s.client_id, ${etat} as etat, s.terminal, ${motif} as motif,
    s.failure_kind, s.commande_id, ${parked} as parquee
  ${from}`
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

const acceptWith = (writer: LogWriter): CheckoutLog['accept'] => {
  const isNew = acceptTogether(writer)
  const findKnown = async ({ scope: clientId, key }: NewSaga): Promise<Acceptance> => {
    const found = await writer.pool.query<SagaConnue & { fingerprint: Buffer; started_at: number }>(findKey, [
      clientId,
      key,
    ])
    const [row] = found
    if (!row) {
      if ((await writer.pool.query(isErased, [clientId])).length > 0) return { kind: 'client-erased' }
      throw new Error('the database neither accepted the saga nor has one under its key')
    }
    const { fingerprint, started_at: startedAt, ...saga } = row
    return { kind: 'known', saga, fingerprint, startedAt }
  }
  return async (saga) => ((await isNew(saga)) ? { kind: 'accepted' } : findKnown(saga))
}

/** The log of checkouts in Postgres. One round trip per operation, except for a known key. */
export const postgresSagaLog = (options: Omit<LogWriter, 'tables'>): CheckoutLog => {
  const writer = { ...options, tables }
  const { pool, table } = writer
  return {
    ...postgresLog(writer),
    accept: acceptWith(writer),
    read: async (id) => (await pool.query<SagaConnue>(readOne, [id]))[0],
    list: ({ etat, parked = false, limit, after }) => {
      const ended = etat !== undefined && [table.states.done, table.states.undone].includes(etat)
      const page = [after ?? null, etat ?? null, limit]
      if (ended) return parked ? Promise.resolve([]) : pool.query<SagaConnue>(listEnded, page)
      return pool.query<SagaConnue>(listActive, [...page, parked])
    },
    noteErasedClient: async (clientId) => void (await pool.query(noteErased, [clientId])),
  }
}
