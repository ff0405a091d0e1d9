import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { ConfigError, readConfig } from '../base/config.ts'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { type Bus, openBus, type StreamEntry } from './bus.ts'
import { inVersion, publishedVersions } from './event-versions.ts'
import { eventDecoder, eventMessage } from './typed-events.ts'

// One event in two versions, and readers of both, as they meet during a deployment.

type Weighed = { n: number; grams: number }
const isWeighed = (payload: unknown): boolean => typeof (payload as Partial<Weighed>).grams === 'number'
const oldDefinitions = { Weighed: { validate: () => true, version: 1 } } as const
const newDefinitions = {
  Weighed: {
    validate: isWeighed,
    version: 2,
    upcasts: { 1: ({ kilos, ...rest }) => ({ ...rest, grams: Number(kilos) * 1_000 }) },
    downcasts: { 2: ({ grams, ...rest }) => ({ ...rest, kilos: Number(grams) / 1_000 }) },
  },
} as const satisfies Parameters<typeof inVersion>[0]

const log = createLog({ name: 'versions-test', level: 'silent' })
const buses: Bus[] = []
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.close()))
})
const openTestBus = (setting = ''): Bus => {
  const { versions } = readConfig({ V: setting }, { versions: publishedVersions('V', newDefinitions) })
  const outgoing = inVersion(newDefinitions, versions)
  const bus = openBus({ redisUrl: inject('redisUrl'), metrics: createMetrics({ name: 't' }), log, name: 't', outgoing })
  buses.push(bus)
  return bus
}
const weighed = (stream: string, n: number) =>
  eventMessage(newDefinitions.Weighed, { stream, type: 'Weighed', eventId: `${n}:Weighed` }, { n, grams: n * 500 })

const claimIdleMs = 150
const soon = { timeout: 15_000 }
/** A reader of one version in the group; `seen` contains the payloads that it handled. */
const read = (
  bus: Bus,
  stream: string,
  consumer: string,
  definitions: Parameters<typeof inVersion>[0],
  batch = false,
) => {
  const seen: Partial<Weighed>[] = []
  const take = (events: StreamEntry[]): void => void seen.push(...events.map(({ payload }) => payload as Weighed))
  const place = {
    stream,
    group: 'scales',
    consumer,
    claimIdleMs,
    maxDeliveries: 2,
    decode: eventDecoder<StreamEntry>(definitions),
  }
  const reader = batch
    ? bus.consume<StreamEntry>({ ...place, handleBatch: async (events) => take(events) })
    : bus.consume<StreamEntry>({ ...place, handle: async (event) => take([event]) })
  return { seen, reader }
}
const pendingOf = async (bus: Bus, stream: string): Promise<number> => (await bus.groups(stream))[0]?.pending ?? -1
const deadOf = (bus: Bus, stream: string): Promise<number> => bus.redis.xlen(`${stream}.dead`)

it('an event is published in the configured version and read as the newest', async () => {
  const stream = `test.${randomUUID()}`
  const [older, newer] = [openTestBus('Weighed=1'), openTestBus()]
  await older.publish([weighed(stream, 1)])
  await newer.publishMarked([weighed(stream, 2)], { key: randomUUID(), value: 'x' })
  const entries = await newer.redis.xrange(stream, '-', '+')
  expect(entries.map(([, fields]) => fields[fields.indexOf('version') + 1])).toEqual(['1', '2'])
  expect(JSON.parse(entries[0]?.[1][3] ?? '')).toMatchObject({ n: 1, kilos: 0.5 })
  const { seen } = read(newer, stream, 'new', newDefinitions, true)
  await vi.waitFor(
    () =>
      expect(seen).toMatchObject([
        { n: 1, grams: 500 },
        { n: 2, grams: 1_000 },
      ]),
    soon,
  )
})

it('a version that cannot be published is rejected at startup', () => {
  for (const text of ['Weighed=3', 'Weighed=0', 'Weighed', 'Measured=1', 'Weighed=1,Measured=1'])
    expect(() => readConfig({ V: text }, { versions: publishedVersions('V', newDefinitions) })).toThrow(ConfigError)
})

it('an event too new for a reader waits for a newer reader of its group, and the reader continues with others', async () => {
  const stream = `test.${randomUUID()}`
  const [older, newer] = [openTestBus('Weighed=1'), openTestBus()]
  const old = read(newer, stream, 'old', oldDefinitions)
  await newer.publish([weighed(stream, 1)])
  await older.publish([weighed(stream, 2), weighed(stream, 3)])
  await vi.waitFor(() => expect(old.seen.map(({ n }) => n)).toEqual([2, 3]), soon)
  expect(await newer.redis.xpending(stream, 'scales', '-', '+', 10)).toMatchObject([
    [expect.any(String), 'old', expect.any(Number), 1],
  ])
  const renewed = read(newer, stream, 'new', newDefinitions)
  await vi.waitFor(async () => {
    expect(renewed.seen).toMatchObject([{ n: 1, grams: 500 }])
    expect(await pendingOf(newer, stream)).toBe(0)
  }, soon)
  expect(await deadOf(newer, stream)).toBe(0)
})

it('a reader of batches stops at an event too new for it, is not ready, and its newer version continues in order', async () => {
  const stream = `test.${randomUUID()}`
  const [older, newer] = [openTestBus('Weighed=1'), openTestBus()]
  await older.publish([weighed(stream, 1)])
  await newer.publish([weighed(stream, 2)])
  await older.publish([weighed(stream, 3)])
  const old = read(newer, stream, 'one', oldDefinitions, true)
  await vi.waitFor(() => expect(old.reader.ready()).rejects.toThrow('only a newer version can read'), soon)
  await older.publish([weighed(stream, 4)])
  await old.reader.stop()
  expect(old.seen.map(({ n }) => n)).toEqual([1])
  const renewed = read(newer, stream, 'one', newDefinitions, true)
  await vi.waitFor(async () => {
    expect(renewed.seen.map(({ n }) => n)).toEqual([2, 3, 4])
    expect(await pendingOf(newer, stream)).toBe(0)
  }, soon)
  expect(await deadOf(newer, stream)).toBe(0)
})
