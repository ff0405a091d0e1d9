import { Redis } from 'ioredis'
import type { Clock } from '#platform/base/clock.ts'
import type { System } from '../system/system.ts'

/** A temporary disturbance of a process while the load runs. */
export type Disturbance = {
  /** When it starts, as a share of the load's duration. */
  at: number
  /** `kill`: SIGKILL; `stop`: SIGINT; both are restarted. `pause`: SIGSTOP, then SIGCONT. `empty`: deletes all Redis keys. */
  do: 'kill' | 'stop' | 'pause' | 'empty'
  process: string
  back_after_ms: number
  /** Undos are impossible during the disturbance: their time limit counts from its end. */
  outage: boolean
  /** Styles that it applies to; absent: all. */
  styles?: string[]
}

/** A finished disturbance; times in milliseconds since the epoch. */
export type DisturbanceRecord = Pick<Disturbance, 'do' | 'process' | 'outage'> & { fromMs: number; toMs: number }

export type DisturbedSystem = Pick<System, 'kill' | 'start' | 'env'>

const empty = async (system: DisturbedSystem, process: string): Promise<void> => {
  const url = system.env(process).REDIS_ADMIN_URL
  if (url === undefined) throw new Error(`${process} has no REDIS_ADMIN_URL: it can't be emptied`)
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 3 })
  redis.on('error', () => {})
  await redis.connect()
  await redis.flushall()
  redis.disconnect()
}

const harm = async (system: DisturbedSystem, { do: what, process }: Disturbance): Promise<void> => {
  switch (what) {
    case 'kill':
      return system.kill(process, 'SIGKILL')
    case 'stop':
      return system.kill(process, 'SIGINT') // Postgres' fast shutdown, which does not wait for clients.
    case 'pause':
      return system.kill(process, 'SIGSTOP')
    case 'empty':
      return empty(system, process)
    default:
      return what satisfies never
  }
}

const startsMax = 8
const startAgainMs = 400

/** Retries the start, as a container runtime does: a database fails to start while its old processes are still exiting. */
export const startStubbornly = async (
  system: Pick<System, 'start'>,
  process: string,
  clock: Pick<Clock, 'sleep'>,
  environment?: Readonly<Record<string, string>>,
): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await system.start(process, environment)
    } catch (error) {
      if (attempt === startsMax) throw error
      await clock.sleep(startAgainMs)
    }
  }
}

const heal = async (system: DisturbedSystem, { do: what, process }: Disturbance, clock: Clock): Promise<void> => {
  if (what === 'pause') await system.kill(process, 'SIGCONT')
  else if (what !== 'empty') await startStubbornly(system, process, clock)
}

/**
 * Runs the disturbances concurrently, each at its time after the start of the load, but those of one process one after the
 * other: a process that is still being restarted can't be killed. Disposal skips those that have not started, waits until
 * the others are healed, and rejects with the first error.
 */
export const startDisturbances = (
  system: DisturbedSystem,
  disturbances: readonly Disturbance[],
  durationMs: number,
  clock: Clock,
  begun?: Promise<void>,
): { records: readonly DisturbanceRecord[] } & AsyncDisposable => {
  const records: DisturbanceRecord[] = []
  const over = new AbortController()
  const healed = new Map<string, Promise<void>>()
  const harmAndHeal = async (one: Disturbance): Promise<void> => {
    if (over.signal.aborted) return
    const fromMs = clock.now()
    await harm(system, one)
    await clock.sleep(one.back_after_ms)
    await heal(system, one, clock)
    records.push({ do: one.do, process: one.process, outage: one.outage, fromMs, toMs: clock.now() })
  }
  const disturb = async (one: Disturbance): Promise<void> => {
    if (begun !== undefined) await begun
    if (over.signal.aborted) return
    await clock.sleep(one.at * durationMs, over.signal)
    if (over.signal.aborted) return
    const before = healed.get(one.process)
    const mine = before === undefined ? harmAndHeal(one) : before.then(() => harmAndHeal(one))
    healed.set(one.process, mine)
    await mine
  }
  const all = disturbances.map(disturb)
  const settled = Promise.allSettled(all)
  return {
    records,
    [Symbol.asyncDispose]: async () => {
      over.abort()
      await settled
      await Promise.all(all)
    },
  }
}
