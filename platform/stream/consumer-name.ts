import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { ifHeldBy, refuseError, textOf, transact } from '../base/redis-transaction.ts'

/** A live consumer of the group already has this name. Two under one name would share their pending entries. */
export class NameTaken extends Error {}

export type NameOptions = {
  redis: Redis
  clock: Clock
  log: Log
  stream: string
  group: string
  /** Name within the group. */
  consumer: string
  /** How long a name stays with a holder not known to be dead: 3 s. It is renewed three times in that time. */
  ttlMs?: number
}

/** The key that stores the holder of a name; only the group's Redis user may write it. */
export const nameKey = ({ stream, group, consumer }: Pick<NameOptions, 'stream' | 'group' | 'consumer'>): string =>
  `lease:${group}:consumer:${stream}:${consumer}`

export type HeldName = {
  /** Takes the name: at once if its last holder is known to be dead, else when its lease has expired. @throws NameTaken */
  take: (signal: AbortSignal) => Promise<void>
  /** Releases the name. */
  release: () => Promise<void>
}

const read = (text: () => string): string => {
  try {
    return text().trim()
  } catch {
    return ''
  }
}

/** The scope in which a process id is unique: host, boot and pid namespace. */
const place = [
  hostname(),
  read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
  read(() => readlinkSync('/proc/self/ns/pid')),
].join(' ')

const alive = new Set<string>()

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code !== 'ESRCH'
  }
}

type Holder = { place: string; pid: number; id: string }

/** Whether the holder is certainly dead: no such process here, or its pid is ours now. */
const isDead = (text: string): boolean => {
  const holder = JSON.parse(text) as Holder
  if (holder.place !== place) return false
  return holder.pid === process.pid ? !alive.has(holder.id) : !isRunning(holder.pid)
}

/** Stored instead of a holder after a release: any process may take the name. Kept for a while to distinguish former consumers
 * from strangers. */
const givenBack = 'given back'
const givenBackMs = 60_000
const patienceFactor = 1.5
const askAgainMs = 100

/** Holds the name of a consumer within its group, as a lease in Redis. Calls `onLost` when another process holds it. */
export const holdName = (options: NameOptions, onLost: (error: NameTaken) => void): HeldName => {
  const { redis, clock, log, stream, group, consumer, ttlMs = 3_000 } = options
  const key = nameKey({ stream, group, consumer })
  const id = randomUUID()
  const token = JSON.stringify({ place, pid: process.pid, id } satisfies Holder)
  const released = new AbortController()
  let renewing: Promise<void> | undefined

  /** Takes the name if it is free or still held by the dead holder `from`; otherwise returns the holder. */
  const tryTake = (from = ''): Promise<string | null> =>
    transact(redis, {
      watch: [key],
      read: [['get', key]],
      decide: ([reply]) => {
        const holder = textOf(reply)
        const isFree = holder === null || holder === givenBack || holder === token || holder === from
        return {
          write: isFree ? [['set', key, token, 'PX', ttlMs]] : [],
          result: ([done]) => {
            refuseError(done)
            return isFree ? null : holder
          },
        }
      },
    })

  const taken = (holder: string): NameTaken => {
    const { pid, place: where } = JSON.parse(holder) as Holder
    const who = `process ${pid} on ${where.split(' ')[0]}`
    return new NameTaken(
      `consumer name ${consumer} of ${group} is already held by ${who}: set a different INSTANCE for each process`,
    )
  }

  const renew = async (): Promise<void> => {
    while (!released.signal.aborted) {
      await clock.sleep(ttlMs / 3, released.signal)
      if (released.signal.aborted) return
      try {
        const holder = await tryTake()
        if (holder !== null) return onLost(taken(holder))
      } catch (error) {
        log.warn({ err: error, group, consumer }, 'consumer name not renewed, retrying')
      }
    }
  }

  return {
    take: async (signal) => {
      if (renewing) return
      alive.add(id)
      const until = clock.now() + ttlMs * patienceFactor
      for (let holder = await tryTakeUnlessRefused(tryTake); holder !== null; holder = await tryTake()) {
        if (isDead(holder) && (await tryTake(holder)) === null) break
        if (clock.now() > until) throw taken(holder)
        await clock.sleep(askAgainMs, signal)
        if (signal.aborted) return
      }
      renewing = renew()
    },
    release: async () => {
      released.abort()
      await renewing
      alive.delete(id)
      await ifHeldBy(redis, key, token, ['set', key, givenBack, 'PX', givenBackMs]).catch(() => {})
    },
  }
}

/** Without a name if Redis is full or the user may not write names: reading matters more, most of all while Redis is full. */
const tryTakeUnlessRefused = async (tryTake: () => Promise<string | null>): Promise<string | null> => {
  try {
    return await tryTake()
  } catch (error) {
    if (/OOM|NOPERM/.test((error as Error).message)) return null
    throw error
  }
}
