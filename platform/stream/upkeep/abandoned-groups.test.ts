import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { findAbandoned } from './abandoned-groups.ts'

let redis: Redis
beforeAll(() => {
  redis = new Redis(inject('redisUrl'))
})
afterAll(() => redis.quit())

const hourMs = 3_600_000
const streamOf = async (...groups: string[]): Promise<string> => {
  const stream = `test.${randomUUID()}`
  for (const group of groups) await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM')
  return stream
}

it('a group without consumers is abandoned once it has not changed for the given time', async () => {
  const stream = await streamOf('old')
  const find = findAbandoned(new Set())
  expect(await find(redis, stream, 0, { afterMs: hourMs })).toEqual(new Set())
  expect(await find(redis, stream, hourMs - 1, { afterMs: hourMs })).toEqual(new Set())
  expect(await find(redis, stream, hourMs, { afterMs: hourMs })).toEqual(new Set(['old']))
})

it('a known group is never abandoned', async () => {
  const stream = await streamOf('known')
  const find = findAbandoned(new Set(['known']))
  await find(redis, stream, 0, { afterMs: 0 })
  expect(await find(redis, stream, 2 * hourMs, { afterMs: hourMs })).toEqual(new Set())
})

it('a group whose position moves, or whose consumer still reads, is alive', async () => {
  const stream = await streamOf('moving', 'asking')
  const find = findAbandoned(new Set())
  await find(redis, stream, 0, { afterMs: hourMs })
  await redis.xadd(stream, '5-0', 'type', 'Measured')
  await redis.xgroup('SETID', stream, 'moving', '5-0')
  await redis.xreadgroup('GROUP', 'asking', 'reader', 'COUNT', 1, 'STREAMS', stream, '>')
  expect(await find(redis, stream, hourMs, { afterMs: hourMs })).toEqual(new Set())
})

it('a group whose consumers have not read for the given time is abandoned, even with pending entries', async () => {
  const stream = await streamOf('left')
  await redis.xadd(stream, '*', 'type', 'Measured')
  await redis.xreadgroup('GROUP', 'left', 'reader', 'COUNT', 1, 'STREAMS', stream, '>')
  const find = findAbandoned(new Set())
  await expect.poll(() => find(redis, stream, 0, { afterMs: 30 })).toEqual(new Set(['left']))
})

it('while memory is short, a group that is read and falls behind is abandoned, and one that keeps up is not', async () => {
  const stream = await streamOf('hoarding', 'busy')
  const [old, young] = ['1000-0', String(hourMs)]
  await redis.xadd(stream, old, 'type', 'Measured')
  await redis.xadd(stream, `${young}-0`, 'type', 'Measured')
  const read = (group: string) => redis.xreadgroup('GROUP', group, 'reader', 'COUNT', 9, 'STREAMS', stream, '>')
  await read('hoarding')
  await read('busy')
  await redis.xack(stream, 'busy', old)
  const find = findAbandoned(new Set())
  const limits = { afterMs: hourMs, behindMs: 60_000 }
  expect(await find(redis, stream, hourMs, { afterMs: hourMs })).toEqual(new Set())
  expect(await find(redis, stream, hourMs, limits)).toEqual(new Set(['hoarding']))
  await redis.xack(stream, 'busy', `${young}-0`)
  expect(await find(redis, stream, 2 * hourMs, limits)).toEqual(new Set(['hoarding']))
})
