import pg from 'pg'
import { systemClock } from '../base/clock.ts'

/** A named statement, which Postgres parses and plans once per connection. Define each once, at module level. */
export type Statement = { readonly name: string; readonly text: string }

export type Row = Record<string, unknown>

/** Runs statements: the pool itself, or one of its transactions. */
export type Queryable = {
  query: <T extends Row = Row>(statement: Statement, values?: readonly unknown[]) => Promise<T[]>
}

export type Tx = Queryable

export type Pool = Queryable & {
  /** Runs `work` in one transaction; a serialization failure or deadlock is retried, at most 3 times. */
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
  raw: pg.Pool
}

const transactionAttempts = 3
const retryMs = 5
const retriedStates = new Set(['40001', '40P01'])

// bigint columns contain counters and cents far below 2^53; a larger value is a bug, so it must not be rounded.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} is outside the safe integer range`)
  return number
})

const names = new Map<string, string>()

/** Postgres truncates longer names, so two long names could become one. */
const nameMax = 63

export const sql = (name: string, text: string): Statement => {
  if (name.length > nameMax)
    throw new Error(`The statement name ${name} has more than ${nameMax} characters; shorten it`)
  const known = names.get(name)
  if (known !== undefined && known !== text) throw new Error(`Two statements are named ${name}; give each its own name`)
  names.set(name, text)
  return { name, text }
}

/**
 * One statement for each text, so that each has its plan, named by its number: a name made of the text's conditions can
 * become longer than Postgres allows. For texts built from a limited number of conditions.
 */
export const statementPerText = (prefix: string): ((text: string) => Statement) => {
  const statements = new Map<string, Statement>()
  return (text) => {
    const found = statements.get(text)
    if (found) return found
    const made = sql(`${prefix}-${statements.size + 1}`, text)
    statements.set(text, made)
    return made
  }
}

const runOn =
  (client: pg.Pool | pg.PoolClient) =>
  async <T extends Row>(statement: Statement, values: readonly unknown[] = []): Promise<T[]> =>
    (await client.query<T>({ name: statement.name, text: statement.text, values: [...values] })).rows

const isRetried = (error: unknown): boolean => retriedStates.has((error as { code?: string }).code ?? '')

/**
 * Without an error listener, a lent connection that the server closes between two statements would end the process. It is added
 * before the promise settles: the end may arrive in the same packet as the answer that makes the connection ready.
 */
const borrow = (pool: pg.Pool, onError: (error: Error) => void): Promise<pg.PoolClient> =>
  new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) return reject(error)
      client.on('error', onError)
      resolve(client)
    })
  })

/** Lends a connection to `work` and rolls back if it throws; closes a connection that can't roll back. */
export const onConnection = async <T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
  let broken: Error | undefined
  const onError = (error: Error): void => {
    broken = error
  }
  const client = await borrow(pool, onError)
  try {
    return await work(client)
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

const runTransaction = <T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> =>
  onConnection(pool, async (client) => {
    await client.query('begin')
    const result = await work({ query: runOn(client) })
    // After a failed statement, Postgres answers a commit with a rollback, without an error.
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed')
    return result
  })

/** Counts here because every statement, also of transactions and copies, passes through a client. */
const countingClient = (onStatement: () => void): (new () => pg.Client) =>
  class extends pg.Client {
    override query = ((...args: never[]) => {
      onStatement()
      return Reflect.apply(pg.Client.prototype.query, this, args)
    }) as pg.Client['query']
  }

/**
 * Opens a pool of at most `max` connections and waits for a free one at most 5 s.
 * @param answerMs time limit for an answer, longer than the server's limit for a statement: only an unresponsive
 * connection takes so long. It is then closed, and the effect is unknown. Default: no limit.
 * @param name shown in pg_stat_activity as application_name.
 * @param onStatement called for each sent statement.
 */
export const openPool = ({
  url,
  name,
  max = 10,
  answerMs,
  onStatement,
}: {
  url: string
  name: string
  max?: number
  answerMs?: number
  onStatement?: () => void
}): Pool => {
  const raw = new pg.Pool({
    ...(onStatement === undefined ? {} : { Client: countingClient(onStatement) }),
    ...(answerMs === undefined ? {} : { query_timeout: answerMs }),
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  // The pool replaces an idle connection that the server closed; without a listener its error would end the process.
  raw.on('error', () => {})

  return {
    raw,
    query: runOn(raw),
    transaction: async (work) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await runTransaction(raw, work)
        } catch (error) {
          if (attempt >= transactionAttempts || !isRetried(error)) throw error
          // Retried at once, a deadlocked transaction can take its lock again before the other one wakes up.
          await systemClock.sleep(Math.random() * retryMs * 2 ** attempt)
        }
      }
    },
    close: () => raw.end(),
  }
}
