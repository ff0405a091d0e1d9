import { expect, inject, it } from 'vitest'
import { takeTestRedis } from '#tests/support/redis.ts'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { openBus, type StreamMessage } from './bus.ts'
import { partitionOf, partitionsOf } from './partitions.ts'
import { trimAcknowledged } from './upkeep/trim.ts'

const stream = 'measures'

it('events of one aggregate go to one partition, many aggregates use all, and a single partition is the stream itself', () => {
  for (const aggregate of ['a', 'b', 'c']) {
    expect(new Set(['x', 'y', 'z'].map((type) => partitionOf(`${aggregate}:${type}`, 8))).size).toBe(1)
  }
  const used = new Set(Array.from({ length: 200 }, (_, n) => partitionOf(`${n}:x`, 8)))
  expect(used.size).toBe(8)
  expect([partitionOf('a:x', 1), ...partitionsOf('s', 1)]).toEqual([0, 's'])
})

it('each partition is trimmed below its own slowest group', async () => {
  const metrics = createMetrics({ name: 'partitions' })
  const log = createLog({ name: 'partitions', level: 'silent' })
  const bus = openBus({ redisUrl: await takeTestRedis(inject('redisUrl')), metrics, log, name: 'test', partitions: 4 })
  await bus.redis.config('SET', 'stream-node-max-entries', '10')
  const many = Array.from(
    { length: 600 },
    (_, n): StreamMessage => ({
      stream,
      type: 'Measured',
      payload: {},
      eventId: `${n}:Measured`,
    }),
  )
  await bus.publish(many)
  const partitions = bus.partitions(stream)
  const [first = '', second = ''] = partitions
  for (const partition of partitions) await bus.redis.xgroup('CREATE', partition, 'fast', '$')
  await bus.redis.xgroup('CREATE', first, 'slow', '0')
  const before = await bus.redis.xlen(first)
  expect(await trimAcknowledged(bus.redis, first, { keepMs: 0, nowMs: Date.now() + 1_000 })).toBe(0)
  expect(await bus.redis.xlen(first)).toBe(before)
  expect(await trimAcknowledged(bus.redis, second, { keepMs: 0, nowMs: Date.now() + 1_000 })).toBeGreaterThan(0)
  await bus.close()
})
