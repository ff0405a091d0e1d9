import { Redis } from 'ioredis'
import type { Clock } from '#platform/base/clock.ts'
import type { System } from '../system/system.ts'

/** Something that is done to a process while the load runs, and undone after a while. */
export type Disturbance = {
  /** Share of the load's duration that has passed by then. */
  at: number
  /** `kill`: SIGKILL; `stop`: asked to end (SIGINT); both are started again. `pause`: stands still. `empty`: loses all its keys. */
  do: 'kill' | 'stop' | 'pause' | 'empty'
  process: string
  back_after_ms: number
  /** Undos can't be asked for meanwhile: their limit counts from its end. */
  outage: boolean
  /** Only in these; absent: in every style. */
  styles?: string[]
}

/** What was done, and when it was over; times in milliseconds since the epoch. */
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
      return system.kill(process, 'SIGINT') // What Postgres takes for a shutdown that does not wait for its clients.
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

/** As a container runtime does it: what does not come up, such as a database whose old processes still leave, is started again. */
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
 * Does each disturbance at its time since the load has begun, side by side. Disposal waits until all that was begun is healed; what has not begun by
 * then does not. Rejects there with the first error.
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
  const disturb = async (one: Disturbance): Promise<void> => {
    if (begun !== undefined) await begun
    if (over.signal.aborted) return
    await clock.sleep(one.at * durationMs, over.signal)
    if (over.signal.aborted) return
    const fromMs = clock.now()
    await harm(system, one)
    await clock.sleep(one.back_after_ms)
    await heal(system, one, clock)
    records.push({ do: one.do, process: one.process, outage: one.outage, fromMs, toMs: clock.now() })
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
