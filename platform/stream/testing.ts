import { randomUUID } from 'node:crypto'
import { inject, onTestFinished } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { type Bus, type BusOptions, type ConsumeOptions, type Consumer, openBus, type StreamEntry } from './bus.ts'

/** A bus on the tests' Redis, closed when the test has finished. */
export const openTestBus = (options: Partial<BusOptions> = {}) => {
  const name = 'test'
  const metrics = createMetrics({ name })
  const log = createLog({ name, level: 'silent' })
  const bus = openBus({ redisUrl: inject('redisUrl'), metrics, log, name, ...options })
  onTestFinished(bus.close)
  return { bus, metrics }
}

export const newStream = (): string => `test.${randomUUID()}`

export const messages = (stream: string, count: number, type = 'Measured') =>
  Array.from({ length: count }, (_, n) => ({ stream, type, payload: { n }, eventId: `${n}:${type}` }))

/** Options of a consumer that gives up early. */
export const settings = (stream: string) => ({
  stream,
  group: 'readers',
  consumer: 'one',
  claimIdleMs: 200,
  maxDeliveries: 3,
  decode: (entry: StreamEntry) => entry,
})

type Changes = Partial<Pick<ConsumeOptions<StreamEntry>, 'accepts' | 'claimIdleMs' | 'concurrency'>>

/** Starts a consumer with this handler. */
export const consume = (
  bus: Bus,
  stream: string,
  handle: (entry: StreamEntry) => Promise<void>,
  changes: Changes = {},
): Consumer => bus.consume<StreamEntry>({ ...settings(stream), handle, ...changes })

/** Starts a consumer that collects the entries it handles. */
export const collect = (bus: Bus, stream: string, changes: Changes = {}): StreamEntry[] => {
  const handled: StreamEntry[] = []
  consume(bus, stream, async (entry) => void handled.push(entry), changes)
  return handled
}

export const pendingOf = async (bus: Bus, stream: string): Promise<number> =>
  (await bus.groups(stream))[0]?.pending ?? -1

export const numberOf = ({ payload }: StreamEntry): number => (payload as { n: number }).n
