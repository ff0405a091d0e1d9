import pg from 'pg'

/** A named statement: Postgres parses and plans it once per connection. Define each once, at module level. */
export type Statement = { readonly name: string; readonly text: string }

export type Row = Record<string, unknown>

/** A place to run statements: the pool itself, or one transaction of it. */
export type Queryable = {
  query: <T extends Row = Row>(statement: Statement, values?: readonly unknown[]) => Promise<T[]>
}

export type Tx = Queryable

export type Pool = Queryable & {
  /** Runs `work` in one transaction; repeated at most 3 times on a serialization failure or a deadlock. */
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
  raw: pg.Pool
}

const transactionAttempts = 3
const retriedStates = new Set(['40001', '40P01'])

// bigint columns hold counters and cents that stay far below 2^53; a larger one is a bug, not a rounding.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint out of the safe range: ${value}`)
  return number
})

const names = new Map<string, string>()

export const sql = (name: string, text: string): Statement => {
  const known = names.get(name)
  if (known !== undefined && known !== text) throw new Error(`Two statements are named ${name}`)
  names.set(name, text)
  return { name, text }
}

const runOn =
  (client: pg.Pool | pg.PoolClient) =>
  async <T extends Row>(statement: Statement, values: readonly unknown[] = []): Promise<T[]> =>
    (await client.query<T>({ name: statement.name, text: statement.text, values: [...values] })).rows

const isRetried = (error: unknown): boolean => retriedStates.has((error as { code?: string }).code ?? '')

/**
 * A lent connection that the server closes between two statements would end the process without a listener. It is added before
 * the promise settles: the end may arrive in the same packet as the answer that makes the connection ready.
 */
const borrow = (pool: pg.Pool, onError: (error: Error) => void): Promise<pg.PoolClient> =>
  new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) return reject(error)
      client.on('error', onError)
      resolve(client)
    })
  })

/** Lends a connection; when `work` throws, it is rolled back, and a connection that can't even do that is closed. */
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
    // After a statement that failed, Postgres answers a commit with a rollback, and calls that no error.
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back: a statement in it had failed')
    return result
  })

/** Every statement passes through a client, those of transactions and copies too. */
const tellingClient = (onStatement: () => void): (new () => pg.Client) =>
  class extends pg.Client {
    override query = ((...args: never[]) => {
      onStatement()
      return Reflect.apply(pg.Client.prototype.query, this, args)
    }) as pg.Client['query']
  }

/**
 * Opens a pool of at most `max` connections. A connection is waited for at most 5 s.
 * @param answerMs how long an answer is waited for, which should be longer than the server lets a statement run: only a
 * connection that says nothing any more takes so long. It is closed then, and nobody knows the effect. Without it, no limit.
 * @param name shown in pg_stat_activity as application_name.
 * @param onStatement called for each statement that is sent.
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
    ...(onStatement === undefined ? {} : { Client: tellingClient(onStatement) }),
    ...(answerMs === undefined ? {} : { query_timeout: answerMs }),
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
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
        }
      }
    },
    close: () => raw.end(),
  }
}
