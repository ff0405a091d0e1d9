import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { trimAcknowledged } from './trim.ts'

let redis: Redis

beforeAll(() => {
  redis = new Redis(inject('redisUrl'))
})

afterAll(async () => {
  await redis.quit()
})

const nowMs = 1_000_000
const count = 1_000

/** A stream with one entry per second up to now, in nodes of ten entries, because Redis trims whole nodes. */
const fill = async (): Promise<string> => {
  const stream = `test.${randomUUID()}`
  await redis.config('SET', 'stream-node-max-entries', '10')
  const pipeline = redis.pipeline()
  for (let n = 1; n <= count; n++) pipeline.xadd(stream, `${n * 1_000}-0`, 'type', 'Measured')
  await pipeline.exec()
  return stream
}
const deliver = async (stream: string, group: string, upTo: number): Promise<void> => {
  await redis.xgroup('CREATE', stream, group, `${upTo * 1_000}-0`)
}
const firstId = async (stream: string): Promise<number> =>
  Number((await redis.xrange(stream, '-', '+', 'COUNT', 1))[0]?.[0].split('-')[0]) / 1_000

it('entries not yet delivered to the slowest group are kept', async () => {
  const stream = await fill()
  await deliver(stream, 'fast', 900)
  await deliver(stream, 'slow', 300)
  expect(await trimAcknowledged(redis, stream, { keepMs: 0, nowMs })).toBeGreaterThan(200)
  const first = await firstId(stream)
  expect(first).toBeLessThanOrEqual(301)
  expect(first).toBeGreaterThan(250)
})

it('delivered but unacknowledged entries are kept', async () => {
  const stream = await fill()
  await deliver(stream, 'one', 400)
  await redis.xreadgroup('GROUP', 'one', 'reader', 'COUNT', 500, 'STREAMS', stream, '>')
  await trimAcknowledged(redis, stream, { keepMs: 0, nowMs })
  expect(await firstId(stream)).toBeLessThanOrEqual(401)
})

it('entries younger than keepMs are kept, and all entries if there are no groups', async () => {
  const stream = await fill()
  expect(await trimAcknowledged(redis, stream, { keepMs: 0, nowMs })).toBe(0)
  await deliver(stream, 'one', 1_000)
  await trimAcknowledged(redis, stream, { keepMs: 600_000, nowMs })
  const first = await firstId(stream)
  expect(first).toBeLessThanOrEqual(400)
  expect(first).toBeGreaterThan(350)
})

it('with keepMs 0, ids ahead of the clock are trimmed', async () => {
  const stream = await fill()
  await deliver(stream, 'one', 900)
  expect(await trimAcknowledged(redis, stream, { keepMs: 0, nowMs: 1_000 })).toBeGreaterThan(800)
})

it('an abandoned group does not block trimming', async () => {
  const stream = await fill()
  await deliver(stream, 'read', 900)
  await deliver(stream, 'abandoned', 100)
  const except = new Set(['abandoned'])
  await trimAcknowledged(redis, stream, { keepMs: 0, nowMs, except })
  expect(await firstId(stream)).toBeGreaterThan(850)
})

it('an id with two 64-bit parts is trimmed like any other', async () => {
  const stream = await fill()
  await redis.xadd(stream, '1000000-18446744073709551614', 'type', 'Measured')
  await deliver(stream, 'one', 1_000)
  await redis.xgroup('SETID', stream, 'one', '1000000-18446744073709551614')
  expect(await trimAcknowledged(redis, stream, { keepMs: 0, nowMs })).toBeGreaterThan(900)
})
