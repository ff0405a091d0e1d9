import { randomUUID } from 'node:crypto'
import { expect, inject, it, vi } from 'vitest'
import { startOwnRedis } from '#tests/support/redis.ts'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { openBus } from './bus.ts'
import { consume, messages, newStream, openTestBus, pendingOf } from './testing.ts'

it('a consumer ends even if Redis is down and its last acknowledgement is lost', async () => {
  const redis = await startOwnRedis()
  const name = 'stop-test'
  const log = createLog({ name, level: 'silent' })
  const bus = openBus({ redisUrl: redis.url, metrics: createMetrics({ name }), log, name })
  const stream = randomUUID()
  let begun: () => void = () => {}
  let end: () => void = () => {}
  const atWork = new Promise<void>((resolve) => {
    begun = resolve
  })
  const consumer = bus.consume({
    stream,
    group: 'readers',
    consumer: 'one',
    decode: (entry) => entry,
    handle: () =>
      new Promise<void>((resolve) => {
        end = resolve
        begun()
      }),
  })
  await bus.publish([{ stream, type: 'Measured', payload: {}, eventId: '1' }])
  await atWork
  await redis.stop()
  const stopped = consumer.stop()
  end()
  await expect(stopped).resolves.toBeUndefined()
  await expect(bus.close()).resolves.toBeUndefined()
})

it('a consumer that is stopped while it waits for its name reads nothing under that name', async () => {
  const name = 'stop-early-test'
  const log = createLog({ name, level: 'silent' })
  const bus = openBus({ redisUrl: inject('redisUrl'), metrics: createMetrics({ name }), log, name })
  const stream = randomUUID()
  const holder = JSON.stringify({ place: 'elsewhere', pid: 1, id: 'x' })
  await bus.redis.set(`lease:readers:consumer:${stream}:one`, holder, 'PX', 60_000)
  await bus.publish([{ stream, type: 'Measured', payload: {}, eventId: '1' }])
  const handle = vi.fn(async () => {})
  const consumer = bus.consume({ stream, group: 'readers', consumer: 'one', decode: (entry) => entry, handle })
  await consumer.stop()
  expect(handle).not.toHaveBeenCalled()
  await bus.close()
})

it('stopping waits for the entries in progress and acknowledges them', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  let finish: () => void = () => {}
  let started = false
  const handle = (): Promise<void> =>
    new Promise((resolve) => {
      started = true
      finish = resolve
    })
  const consumer = consume(bus, stream, handle)
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(started).toBe(true), 10_000)
  const order: string[] = []
  const stopped = consumer.stop().then(() => order.push('stopped'))
  // Longer than the consumer's last read may take.
  await new Promise((resolve) => setTimeout(resolve, 500))
  order.push('finished')
  finish()
  await stopped
  expect(order).toEqual(['finished', 'stopped'])
  expect(await pendingOf(bus, stream)).toBe(0)
})
