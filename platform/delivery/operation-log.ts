import { type Pool, type Row, sql, type Tx } from '../postgres/pool.ts'
import { type KeyedRequest, type Once, once } from './idempotency.ts'

/** An operation of a person: its id in the specification, who does it in which role, and through which application. */
export type Act = {
  readonly operation: string
  /** The subject of the token. */
  readonly author: string
  readonly role: string
  /** The gateway consumer. */
  readonly application: string
  readonly correlationId: string
}

/**
 * `objectType` is a word for the kind of thing, such as the name of its table. `reason`: why, if the author gave a reason.
 * `requestKey`: the Idempotency-Key, if the operation can run again under it; the log then has one row for it and the object.
 */
export type LoggedOperation = Act & {
  readonly objectType: string
  readonly objectId: string
  readonly reason?: string | undefined
  readonly requestKey?: string | undefined
}

/** Places the operation on an object. */
export const on = (act: Act, objectType: string, objectId: string | number, reason?: string): LoggedOperation => ({
  ...act,
  objectType,
  objectId: String(objectId),
  reason,
})

const insert = sql(
  'operation-log-insert',
  `insert into operation_log
     (operation, object_type, object_id, author, role, application, reason, correlation_id, request_key)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (author, operation, object_type, object_id, request_key) do nothing`,
)

/** Appends a row to the log. Call it in the transaction of the operation's effect, and only if the operation succeeds. */
export const logOperation = async (tx: Tx, logged: LoggedOperation): Promise<void> => {
  const { operation, objectType, objectId, author, role, application, correlationId } = logged
  const { reason = null, requestKey = null } = logged
  await tx.query(insert, [
    operation,
    objectType,
    objectId,
    author,
    role,
    application,
    reason,
    correlationId,
    requestKey,
  ])
}

/**
 * Like `once`, and logs the operation together with its effect. `logged` returns undefined for an answer that is a refusal.
 * A repetition of the key logs nothing.
 */
export const onceLogged = <Answer>(
  pool: Pool,
  request: KeyedRequest,
  effect: (tx: Tx) => Promise<Answer>,
  logged: (answer: Answer) => LoggedOperation | undefined,
): Promise<Once<Answer>> =>
  once(pool, request, async (tx) => {
    const answer = await effect(tx)
    const row = logged(answer)
    if (row !== undefined) await logOperation(tx, row)
    return answer
  })

/** Selects rows; each absent part selects all. `from` is included, `until` is not. */
export type OperationFilter = {
  author?: string | undefined
  operation?: string | undefined
  objectType?: string | undefined
  objectId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
}
export type OperationRow = Omit<LoggedOperation, 'reason' | 'requestKey'> & {
  position: number
  at: Date
  reason: string | null
}

/** Up to `limit + 1` rows, newest first; `after` is the position below which the page begins, or 0. */
export type ReadOperations = (
  filter: OperationFilter,
  page: { after: number; limit: number },
) => Promise<OperationRow[]>

const read = sql(
  'operation-log-read',
  `select position, at, operation, object_type as "objectType", object_id as "objectId", author, role, application, reason,
          correlation_id as "correlationId"
   from operation_log
   where ($1::bigint = 0 or position < $1) and ($3::text is null or author = $3) and ($4::text is null or operation = $4)
     and ($5::text is null or object_type = $5) and ($6::text is null or object_id = $6)
     and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
   order by position desc limit $2`,
)

export const readOperationsIn =
  (pool: Pool): ReadOperations =>
  ({ author, operation, objectType, objectId, from, until }, { after, limit }) =>
    pool.query<OperationRow & Row>(read, [
      after,
      limit + 1,
      author ?? null,
      operation ?? null,
      objectType ?? null,
      objectId ?? null,
      from ?? null,
      until ?? null,
    ])
