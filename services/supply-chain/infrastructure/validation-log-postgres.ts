import { type Row, sql } from '#platform/postgres/pool.ts'
import { postgresLog, presentState } from '#saga/durable/postgres.ts'
import { acceptTogether, type LogTables, type LogWriter } from '#saga/durable/postgres-writes.ts'
import type { KnownValidation, RecordedIntervention, SeenValidation, ValidationLog } from '../application/ports.ts'
import type { DemandeValidee, WorkflowValidation } from '../domain/workflow-validation.ts'

const tables: LogTables = {
  sagas: 'validation',
  log: 'validation_log',
  scope: { column: 'scope', type: 'text' },
}

const { etat, motif, parked, from } = presentState(tables)
const known = `s.saga_id as validation_id, ${etat} as etat, s.terminal, ${motif} as motif, s.failure_kind, ${parked} as parquee`
const findKey = sql(
  'validation-find-key',
  `select ${known}, s.fingerprint, extract(epoch from s.started_at)::float8 * 1000 as started_at,
     (select record -> 'data' from validation_log f where f.saga_id = s.saga_id and f.seq = 1) as demande
   ${from} where s.scope = $1 and s.idempotency_key = $2`,
)

// A scope is `application/person`. A step that failed stays the place of a validation while it is undone.
const seen = `${known}, (d.data ->> 'demande_id')::uuid as demande_id, (d.data ->> 'magasin_id')::integer as magasin_id,
    (d.data ->> 'produit_id')::integer as produit_id, (d.data ->> 'quantite')::integer as quantite,
    coalesce(nullif(split_part(s.scope, '/', 2), ''), s.scope) as demandee_par,
    coalesce(
      (select step from validation_log where saga_id = s.saga_id and type = 'step-failed' order by seq desc limit 1),
      (select step from validation_log where saga_id = s.saga_id and step is not null and not s.terminal
       order by seq desc limit 1)) as etape,
    extract(epoch from s.started_at)::float8 * 1000 as debut_ms, extract(epoch from s.ended_at)::float8 * 1000 as fin_ms
  ${from}
  join lateral (select record -> 'data' as data from validation_log where saga_id = s.saga_id and seq = 1) d on true`
const readOne = sql('validation-read', `select ${seen} where s.saga_id = $1`)
const latest = sql(
  'validation-latest',
  `select ${seen} where s.saga_id = (
     select saga_id from validation_log where type = 'started' and record #>> '{data,demande_id}' = $1::uuid::text
     order by saga_id desc limit 1)`,
)
const listActive = sql(
  'validation-list-active',
  `select * from (select ${seen} where not s.terminal and ($1::uuid is null or s.saga_id < $1)) as a
   where ($3::text is null or etat = $3) and (parquee or not $4) order by validation_id desc limit $2`,
)
const listEnded = sql(
  'validation-list-ended',
  `select ${seen} where s.terminal and ($1::uuid is null or s.saga_id < $1) and s.etat = $3
   order by s.saga_id desc limit $2`,
)
const listOfRequest = sql(
  'validation-list-of-request',
  `select * from (select ${seen} where s.saga_id in (
     select saga_id from validation_log where type = 'started' and record #>> '{data,demande_id}' = $5::uuid::text
       and ($1::uuid is null or saga_id < $1))) as a
   where ($3::text is null or etat = $3) and (parquee or not $4) order by validation_id desc limit $2`,
)

const readInterventions = sql(
  'validation-interventions',
  `select operation, author, role, reason, at from operation_log
   where object_type = 'validation' and object_id = $1::uuid::text order by position`,
)
const closedBy = sql(
  'validation-closed-by',
  `select from operation_log
   where object_type = 'validation' and object_id = $1::uuid::text and request_key = $2
     and exists (select from validation_log where saga_id = $1 and type = 'undo-abandoned')`,
)

type Known = Row & WorkflowValidation & { fingerprint: Buffer; started_at: number; demande: DemandeValidee }

const knownOf = ({ fingerprint, started_at: startedAt, demande, ...workflow }: Known): KnownValidation => ({
  kind: 'known',
  workflow,
  demande,
  fingerprint,
  startedAt,
})

type Added = Pick<ValidationLog, 'readInterventions' | 'wasClosedBy' | 'list'>

const operatorsLog = ({ pool, table }: Pick<LogWriter, 'pool' | 'table'>): Added => ({
  readInterventions: (id) => pool.query<RecordedIntervention & Row>(readInterventions, [id]),
  wasClosedBy: async (id, requestKey) => (await pool.query(closedBy, [id, requestKey])).length > 0,
  list: ({ etat: state, parked: only = false, demandeId, limit, after }) => {
    const page = [after ?? null, limit, state ?? null]
    if (demandeId !== undefined) return pool.query<SeenValidation & Row>(listOfRequest, [...page, only, demandeId])
    const hasEnded = state !== undefined && [table.states.done, table.states.undone].includes(state)
    if (!hasEnded) return pool.query<SeenValidation & Row>(listActive, [...page, only])
    return only ? Promise.resolve([]) : pool.query<SeenValidation & Row>(listEnded, page)
  },
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
    ...operatorsLog(options),
    accept: async (saga) => {
      if (await isNew(saga)) return { kind: 'accepted' }
      const earlier = await find(saga.scope, saga.key)
      if (!earlier) throw new Error('a validation was neither accepted nor known')
      return earlier
    },
    findKey: find,
    read: async (id) => (await pool.query<Row & SeenValidation>(readOne, [id]))[0],
    latestOf: async (demandeId) => (await pool.query<Row & SeenValidation>(latest, [demandeId]))[0],
  }
}
