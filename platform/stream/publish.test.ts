import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { type Bus, openBus, type StreamMessage } from './bus.ts'

const log = createLog({ name: 'publish-test', level: 'silent' })
let bus: Bus

beforeAll(() => {
  bus = openBus({
    redisUrl: inject('redisUrl'),
    metrics: createMetrics({ name: 'publish-test' }),
    log,
    name: 'publish-test',
  })
})
afterAll(async () => {
  await bus?.close()
})

const message = (stream: string, n: number, type: string): StreamMessage => ({
  stream,
  type,
  payload: { n },
  eventId: `${n}:${type}`,
})
const idsIn = async (stream: string): Promise<string[]> =>
  (await bus.redis.xrange(stream, '-', '+')).map(([, fields]) => fields[fields.indexOf('event_id') + 1] ?? '')

it('publications sent together each keep their events, in order, and their mark', async () => {
  const stream = randomUUID()
  const publish = (n: number) =>
    bus.publishMarked([message(stream, n, 'Opened'), message(stream, n, 'Closed')], {
      key: `${stream}:${n % 4}`,
      value: String(n),
    })
  const numbers = Array.from({ length: 200 }, (_, n) => n)
  const markings = await Promise.all(numbers.map(publish))
  expect(markings).toEqual(numbers.map((n) => (n < 4 ? 'first' : 'repeated')))
  expect(await idsIn(stream)).toEqual(numbers.flatMap((n) => [`${n}:Opened`, `${n}:Closed`]))
  expect(await bus.redis.mget([0, 1, 2, 3].map((n) => `${stream}:${n}`))).toEqual(['0', '1', '2', '3'])
})

it('if the stream has reached its last id, neither the events nor the mark are stored', async () => {
  const stream = randomUUID()
  await bus.redis.xadd(stream, '18446744073709551615-18446744073709551615', 'any', 'thing')
  const published = bus.publishMarked([message(stream, 1, 'Opened')], { key: `${stream}:1`, value: 'yes' })
  await expect(published).rejects.toThrow(`${stream} has reached the last possible id`)
  expect(await bus.redis.exists(`${stream}:1`)).toBe(0)
})

it('of publications sent together, only those that Redis refuses fail', async () => {
  const [stream, noStream] = [randomUUID(), randomUUID()]
  await bus.redis.set(noStream, 'a string')
  const places = [stream, stream, noStream, stream]
  const work = places.map((place, n) =>
    bus.publishMarked([message(place, n, 'Opened')], { key: `${stream}:${n}`, value: 'yes' }),
  )
  const outcomes = (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? one.value : `${one.reason}`,
  )
  expect(outcomes).toEqual(['first', 'first', expect.stringContaining('WRONGTYPE'), 'first'])
  expect(await idsIn(stream)).toEqual(['0:Opened', '1:Opened', '3:Opened'])
})
