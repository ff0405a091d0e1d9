import { type Row, sql } from '#platform/postgres/pool.ts'
import { postgresLog, presentState } from '#saga/durable/postgres.ts'
import { acceptTogether, type LogTables, type LogWriter } from '#saga/durable/postgres-writes.ts'
import type { KnownValidation, ValidationLog } from '../application/ports.ts'
import type { DemandeValidee, WorkflowValidation } from '../domain/workflow-validation.ts'

const tables: LogTables = {
  sagas: 'validation',
  log: 'validation_log',
  scope: { column: 'scope', type: 'text' },
}

const { etat, motif, parked, from } = presentState(tables)
const seen = `s.saga_id as validation_id, ${etat} as etat, s.terminal, ${motif} as motif, s.failure_kind, ${parked} as parquee`
const readOne = sql('validation-read', `select ${seen} ${from} where s.saga_id = $1`)
const findKey = sql(
  'validation-find-key',
  `select ${seen}, s.fingerprint, extract(epoch from s.started_at)::float8 * 1000 as started_at,
     (select record -> 'data' from validation_log f where f.saga_id = s.saga_id and f.seq = 1) as demande
   ${from} where s.scope = $1 and s.idempotency_key = $2`,
)
const latest = sql(
  'validation-latest',
  `select ${seen} ${from} where s.saga_id = (
     select saga_id from validation_log where type = 'started' and record #>> '{data,demande_id}' = $1::uuid::text
     order by saga_id desc limit 1)`,
)

type Known = Row & WorkflowValidation & { fingerprint: Buffer; started_at: number; demande: DemandeValidee }

const knownOf = ({ fingerprint, started_at: startedAt, demande, ...workflow }: Known): KnownValidation => ({
  kind: 'known',
  workflow,
  demande,
  fingerprint,
  startedAt,
})

/** The log of validations in Postgres. */
export const postgresValidationLog = (options: Omit<LogWriter, 'tables'>): ValidationLog => {
  const writer = { ...options, tables }
  const { pool } = writer
  const isNew = acceptTogether(writer)
  const find = async (scope: string, key: string): Promise<KnownValidation | undefined> => {
    const [row] = await pool.query<Known>(findKey, [scope, key])
    return row && knownOf(row)
  }
  return {
    ...postgresLog(writer),
    accept: async (saga) => {
      if (await isNew(saga)) return { kind: 'accepted' }
      const known = await find(saga.scope, saga.key)
      if (!known) throw new Error('a validation was neither accepted nor known')
      return known
    },
    findKey: find,
    read: async (id) => (await pool.query<Row & WorkflowValidation>(readOne, [id]))[0],
    latestOf: async (demandeId) => (await pool.query<Row & WorkflowValidation>(latest, [demandeId]))[0],
  }
}
