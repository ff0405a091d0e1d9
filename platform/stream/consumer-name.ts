import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { ifHeldBy, refuseError, textOf, transact } from './redis-transaction.ts'

/** Another consumer of the group that is alive has the same name. Two under one name would share what is pending. */
export class NameTaken extends Error {}

export type NameOptions = {
  redis: Redis
  clock: Clock
  log: Log
  stream: string
  group: string
  /** Name within the group. */
  consumer: string
  /** How long a name stays with who can't be seen to be dead: 3 s. Renewed three times as often. */
  ttlMs?: number
}

export type HeldName = {
  /** Takes the name, at once where its last holder is seen to be dead, else when it has run out. @throws NameTaken */
  take: (signal: AbortSignal) => Promise<void>
  /** Gives the name back. */
  release: () => Promise<void>
}

const read = (text: () => string): string => {
  try {
    return text().trim()
  } catch {
    return ''
  }
}

/** Where a process id means the same process: a start of this machine, and in it a space of process ids. */
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

/** Whether the holder has ended for certain: its process is gone from here, or is ours and an earlier one of that number. */
const isDead = (text: string): boolean => {
  const holder = JSON.parse(text) as Holder
  if (holder.place !== place) return false
  return holder.pid === process.pid ? !alive.has(holder.id) : !isRunning(holder.pid)
}

const patienceFactor = 1.5
const askAgainMs = 100

/** Holds the name of a consumer within its group, as a lease in Redis. `onLost`: somebody else has it now. */
export const holdName = (options: NameOptions, onLost: (error: NameTaken) => void): HeldName => {
  const { redis, clock, log, stream, group, consumer, ttlMs = 3_000 } = options
  const key = `lease:${group}:consumer:${stream}:${consumer}`
  const id = randomUUID()
  const token = JSON.stringify({ place, pid: process.pid, id } satisfies Holder)
  const released = new AbortController()
  let renewing: Promise<void> | undefined

  /** Takes a name that is free, or that its last holder (`from`) has left; gives the holder otherwise. */
  const tryTake = (from = ''): Promise<string | null> =>
    transact(redis, {
      watch: [key],
      read: [['get', key]],
      decide: ([reply]) => {
        const holder = textOf(reply)
        const isFree = holder === null || holder === token || holder === from
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
      `there is a consumer ${consumer} of ${group} already, in ${who}: give each its own name (INSTANCE)`,
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
        log.warn({ err: error, group, consumer }, 'name of the consumer not renewed, repeating')
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
      await ifHeldBy(redis, key, token, ['del', key]).catch(() => {})
    },
  }
}

/** A Redis that is full takes no name, and needs to be read from all the more; nor may every user write names. */
const tryTakeUnlessRefused = async (tryTake: () => Promise<string | null>): Promise<string | null> => {
  try {
    return await tryTake()
  } catch (error) {
    if (/OOM|NOPERM/.test((error as Error).message)) return null
    throw error
  }
}
