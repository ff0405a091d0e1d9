import type { Redis } from 'ioredis'

type Command = readonly (string | number)[]

/** Watched keys, the commands that read them, and the decision that follows. */
export type Transaction<T> = {
  /** Keys that must not change between reading and writing. */
  watch: readonly string[]
  read: readonly Command[]
  /** Gets a reply, or an error, for each command of `read`; called again if another client changed a watched key. */
  decide: (replies: readonly unknown[]) => Decision<T>
}
/** `result` gets a reply, or an error, for each command of `write`. */
export type Decision<T> = { write: readonly Command[]; result: (replies: readonly unknown[]) => T }

const attemptsMax = 100
const readyMs = 5_000

type Replies = readonly [error: Error | null, reply: unknown][]
const valuesOf = (replies: Replies): unknown[] => replies.map(([error, reply]) => error ?? reply)

/** Waits until the connection is ready, through failed attempts to connect, at most until this moment. */
const ready = (connection: Redis, untilMs: number): Promise<void> => {
  const leftMs = untilMs - performance.now()
  if (leftMs <= 0)
    return Promise.reject(new Error(`timed out: the transaction waited ${readyMs} ms for its turn at Redis`))
  if (connection.status === 'ready') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const isReady = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      connection.off('ready', isReady)
      reject(new Error(`no connection to Redis for ${readyMs} ms`))
    }, leftMs)
    connection.once('ready', isReady)
  })
}

/** If Redis refuses a whole transaction, the errors of its commands contain the reason. */
const causeOf = (error: unknown): unknown => (error as { previousErrors?: Error[] }).previousErrors?.[0] ?? error

/**
 * Watched keys belong to a connection, so transactions share a dedicated one and run one after another. A broken
 * connection loses its watches: reads are then repeated, and nothing is sent twice.
 */
const openRunner = (redis: Redis) => {
  const connection = redis.duplicate({
    enableAutoPipelining: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: readyMs,
  })
  let generation = 0
  connection.on('error', () => {}) // Pending commands get the error.
  connection.on('close', () => {
    generation += 1
  })
  redis.once('end', () => connection.disconnect())

  const broken = (before: number): boolean => generation !== before || connection.status !== 'ready'

  const attempt = async <T>(
    { watch, read, decide }: Transaction<T>,
    untilMs: number,
  ): Promise<{ result: T } | undefined> => {
    await ready(connection, untilMs)
    const before = generation
    const watching = watch.map((key) => ['watch', key])
    const replies = valuesOf(
      ((await connection.pipeline([...watching, ...read.map((one) => [...one])]).exec()) ?? []) as Replies,
    )
    if (broken(before)) return undefined
    const values = replies.slice(watching.length)
    const unwatched = replies.slice(0, watching.length).find((reply) => reply instanceof Error)
    if (unwatched !== undefined && !values.some((value) => value instanceof Error)) throw unwatched
    const { write, result } = decide(values)
    if (write.length === 0) {
      await connection.unwatch()
      return { result: result([]) }
    }
    const done = await connection.multi(write.map((one) => [...one])).exec()
    return done === null ? undefined : { result: result(valuesOf(done as Replies)) }
  }

  const run = async <T>(transaction: Transaction<T>, untilMs: number): Promise<T> => {
    for (let n = 0; n < attemptsMax; n++) {
      const done = await attempt(transaction, untilMs).catch((error) => Promise.reject(causeOf(error)))
      if (done !== undefined) return done.result
    }
    throw new Error(`${transaction.watch[0]} was changed by others during all ${attemptsMax} attempts`)
  }

  let last: Promise<unknown> = Promise.resolve()
  return <T>(transaction: Transaction<T>): Promise<T> => {
    // The time limit starts when it is queued: while Redis is down, waiting transactions must not time out one after another.
    const untilMs = performance.now() + readyMs
    const next = last.then(() => run(transaction, untilMs))
    last = next.catch(() => {})
    return next
  }
}

const runners = new WeakMap<Redis, ReturnType<typeof openRunner>>()

/**
 * Reads, decides and writes in isolation: if a watched key has changed since it was read, nothing is written and everything is
 * retried. Replaces scripts, which could block Redis forever. Uses a second connection with the settings of `redis`, which closes
 * with it.
 */
export const transact = <T>(redis: Redis, transaction: Transaction<T>): Promise<T> => {
  const run = runners.get(redis) ?? openRunner(redis)
  runners.set(redis, run)
  return run(transaction)
}

/** @throws the error that Redis answered with */
export const refuseError = (reply: unknown): void => {
  if (reply instanceof Error) throw reply
}

/** The reply of GET. @throws the error that Redis answered with */
export const textOf = (reply: unknown): string | null => {
  refuseError(reply)
  return reply as string | null
}

/** Sends a command if the key still has this value; returns whether it was sent. */
export const ifHeldBy = (redis: Redis, key: string, value: string, command: Command): Promise<boolean> =>
  transact(redis, {
    watch: [key],
    read: [['get', key]],
    decide: ([held]) => {
      const isHeld = textOf(held) === value
      return {
        write: isHeld ? [command] : [],
        result: ([reply]) => {
          refuseError(reply)
          return isHeld
        },
      }
    },
  })
