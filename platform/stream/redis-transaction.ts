import type { Redis } from 'ioredis'

type Command = readonly (string | number)[]

/** What is read under watch, and what follows from it. */
export type Transaction<T> = {
  /** Keys that must not change between reading and writing. */
  watch: readonly string[]
  read: readonly Command[]
  /** Gets a reply, or an error, for each command of `read`; called again when another client came in between. */
  decide: (replies: readonly unknown[]) => Decision<T>
}
/** `result` gets a reply, or an error, for each command of `write`. */
export type Decision<T> = { write: readonly Command[]; result: (replies: readonly unknown[]) => T }

const attemptsMax = 100
const readyMs = 5_000

type Replies = readonly [error: Error | null, reply: unknown][]
const valuesOf = (replies: Replies): unknown[] => replies.map(([error, reply]) => error ?? reply)

/** Waits until a connection can be used, through failed attempts to connect, and at most until this moment. */
const ready = (connection: Redis, untilMs: number): Promise<void> => {
  const leftMs = untilMs - performance.now()
  if (leftMs <= 0) return Promise.reject(new Error(`timed out: no turn at Redis for ${readyMs} ms`))
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

/** A transaction that Redis refused as a whole says why in the errors of its commands. */
const causeOf = (error: unknown): unknown => (error as { previousErrors?: Error[] }).previousErrors?.[0] ?? error

/**
 * Watched keys belong to a connection, so transactions have one of their own and follow each other on it. A connection that
 * breaks forgets what it watched: what was read before is then read again, and nothing is sent twice.
 */
const openRunner = (redis: Redis) => {
  const connection = redis.duplicate({
    enableAutoPipelining: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: readyMs,
  })
  let generation = 0
  connection.on('error', () => {}) // Whoever waits for an answer gets the error.
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
    throw new Error(`others changed ${transaction.watch[0]} during ${attemptsMax} attempts`)
  }

  let last: Promise<unknown> = Promise.resolve()
  return <T>(transaction: Transaction<T>): Promise<T> => {
    // Its time begins now: while Redis is away, those that wait must not fail one after the other, each after its own time.
    const untilMs = performance.now() + readyMs
    const next = last.then(() => run(transaction, untilMs))
    last = next.catch(() => {})
    return next
  }
}

const runners = new WeakMap<Redis, ReturnType<typeof openRunner>>()

/**
 * Reads, decides and writes as if alone: nothing is written where a watched key has changed since it was read, and all of it is
 * tried again. In place of a script, which a user could let run for ever. Uses a second connection with the settings of
 * `redis`, which ends with it.
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

/** A value by its key, as GET gives it. @throws the error that Redis answered with */
export const textOf = (reply: unknown): string | null => {
  refuseError(reply)
  return reply as string | null
}

/** Sends a command unless the key has another value by then; tells whether it was sent. */
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
