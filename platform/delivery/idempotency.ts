import { hash } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { type Pool, type Statement, sql, type Tx } from '../postgres/pool.ts'

/** A request that may arrive more than once: a key, unique within its scope, and the fingerprint of its body. */
export type KeyedRequest = { scope: string; key: string; fingerprint: Buffer }

/**
 * The outcome of a keyed request. `done`: the effect happened now; `replayed`: it happened earlier, with this stored answer;
 * `in-flight`: another request with this key is running; `reused`: the key belongs to a request with another body.
 */
export type Once<Answer> =
  | { kind: 'done'; answer: Answer }
  | { kind: 'replayed'; answer: Answer }
  | { kind: 'in-flight' }
  | { kind: 'reused' }

/** Converts the answer of an outcome. */
export const mapOnce = <From, To>(once: Once<From>, map: (answer: From) => To): Once<To> =>
  once.kind === 'done' || once.kind === 'replayed' ? { kind: once.kind, answer: map(once.answer) } : once

const begin = sql('idempotency-begin', 'select idempotency_begin($1, $2, $3) as once')
const end = sql('idempotency-end', 'select idempotency_end($1, $2, $3, $4) as once')
const sweep = sql(
  'idempotency-sweep',
  `delete from idempotency where ctid = any(array(
     select ctid from idempotency where created_at < now() - make_interval(days => $1) limit $2))
   returning 1 as deleted`,
)

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, child]) => child !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]))
}

/** The SHA-256 of an operation and its JSON body, regardless of the order of members. */
export const fingerprint = (operation: string, body: unknown): Buffer =>
  hash('sha256', `${operation}\n${JSON.stringify(sorted(body))}`, 'buffer')

/**
 * Runs `effect` at most once per key: lock, look-up, effect and stored answer are one transaction. The effect's result,
 * which must be JSON, is stored, including refusals; an error is not stored and rolls everything back.
 */
export const once = <Answer>(
  pool: Pool,
  request: KeyedRequest,
  effect: (tx: Tx) => Promise<Answer>,
): Promise<Once<Answer>> =>
  pool.transaction(async (tx) => {
    const { scope, key, fingerprint: print } = request
    const [known] = await tx.query<{ once: Once<Answer> | null }>(begin, [scope, key, print])
    if (known?.once) return known.once
    const answer = await effect(tx)
    await tx.query(end, [scope, key, print, JSON.stringify(answer)])
    return { kind: 'done', answer }
  })

const attempts = 3
const retriedStates = new Set(['40001', '40P01'])

/**
 * Like `once`, in one round trip, for hot operations: a statement `select my_function($1, $2, $3, …) as once` whose
 * function calls idempotency_begin and idempotency_end around its effect. The first three values are the request's.
 * A serialization failure or a deadlock has no effect and is retried, at most 3 attempts in total.
 */
export const onceInOneStatement = async <Answer>(
  pool: Pool,
  statement: Statement,
  request: KeyedRequest,
  values: readonly unknown[],
): Promise<Once<Answer>> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const [row] = await pool.query<{ once: Once<Answer> }>(statement, [
        request.scope,
        request.key,
        request.fingerprint,
        ...values,
      ])
      if (!row) throw new Error(`${statement.name} returned no row`)
      return row.once
    } catch (error) {
      if (attempt >= attempts || !retriedStates.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

/** As documented for the header in specs/common/parameters.yaml. */
export const keptDays = 7
const sweepEveryMs = 3_600_000
const sweepBatch = 1_000

/** Deletes keys older than `days`, in batches of 1,000; returns their number. */
export const sweepIdempotencyKeys = async (pool: Pool, days: number = keptDays): Promise<number> => {
  let total = 0
  for (;;) {
    const deleted = (await pool.query(sweep, [days, sweepBatch])).length
    total += deleted
    if (deleted < sweepBatch) return total
  }
}

/** Sweeps at once and then every hour until the signal aborts; logs a failed sweep and retries it at the next turn. */
export const startIdempotencySweep = async (options: {
  pool: Pool
  clock: Clock
  log: Log
  signal: AbortSignal
}): Promise<void> => {
  const { pool, clock, log, signal } = options
  while (!signal.aborted) {
    try {
      log.info({ deleted: await sweepIdempotencyKeys(pool) }, 'idempotency keys swept')
    } catch (error) {
      log.warn({ err: error }, 'idempotency keys not swept, retrying in an hour')
    }
    await clock.sleep(sweepEveryMs, signal)
  }
}
