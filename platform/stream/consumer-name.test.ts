import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { takeTestRedis } from '#tests/support/redis.ts'
import { systemClock } from '../base/clock.ts'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { openBus, type StreamEntry } from './bus.ts'
import { type HeldName, holdName, NameTaken } from './consumer-name.ts'

const log = createLog({ name: 'consumer-name-test', level: 'silent' })
const never = new AbortController().signal
let redisUrl: string
let redis: Redis
const held: HeldName[] = []

beforeAll(async () => {
  redisUrl = await takeTestRedis(inject('redisUrl'))
  redis = new Redis(redisUrl)
})
afterAll(async () => {
  await Promise.all(held.map((name) => name.release()))
  redis.disconnect()
})

const hold = (stream: string, ttlMs = 60_000, onLost: (error: NameTaken) => void = () => {}) => {
  const name = holdName({ redis, clock: systemClock, log, stream, group: 'readers', consumer: 'one', ttlMs }, onLost)
  held.push(name)
  return name
}
const keyOf = (stream: string): string => `lease:readers:consumer:${stream}:one`
const holderOf = async (stream: string) => JSON.parse((await redis.get(keyOf(stream))) ?? '{}')
const exchange = async (stream: string, change: object): Promise<void> =>
  void (await redis.set(keyOf(stream), JSON.stringify({ ...(await holderOf(stream)), ...change }), 'KEEPTTL'))

it('a name is released when its consumer stops, and the next consumer gets it', async () => {
  const stream = randomUUID()
  const first = hold(stream)
  await first.take(never)
  await first.release()
  expect(await redis.get(keyOf(stream))).toBe('given back')
  await hold(stream).take(never)
})

it('the process that replaces a killed one gets its name at once', async () => {
  const stream = randomUUID()
  const dead = spawn('sleep', ['60'])
  dead.kill('SIGKILL')
  await once(dead, 'exit')
  await hold(stream).take(never)
  await exchange(stream, { id: 'another', pid: dead.pid })
  await hold(stream).take(never)
  expect(await holderOf(stream)).toMatchObject({ pid: process.pid })
  await exchange(stream, { id: 'of an earlier process with our number, as in a container' })
  await hold(stream).take(never)
})

it('a name held on another machine is taken once its lease has expired', async () => {
  const stream = randomUUID()
  await redis.set(keyOf(stream), JSON.stringify({ place: 'elsewhere', pid: 1, id: 'x' }), 'PX', 300)
  await hold(stream, 400).take(never)
  expect(await holderOf(stream)).toMatchObject({ pid: process.pid })
})

it('a running consumer keeps its name, even if Redis loses it', async () => {
  const stream = randomUUID()
  const name = hold(stream, 200)
  await name.take(never)
  await redis.del(keyOf(stream))
  await vi.waitFor(async () => expect(await redis.exists(keyOf(stream))).toBe(1), 5_000)
  await expect(hold(stream, 200).take(never)).rejects.toThrow(NameTaken)
})

it('a consumer is notified when another holds its name', async () => {
  const stream = randomUUID()
  const onLost = vi.fn()
  await hold(stream, 200, onLost).take(never)
  await redis.set(keyOf(stream), JSON.stringify({ place: 'elsewhere ', pid: 7, id: 'x' }), 'PX', 5_000)
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), 5_000)
  expect(onLost.mock.calls[0]?.[0].message).toContain('process 7 on elsewhere')
})

it('a second running consumer of the same name fails with a clear error, and the first continues', async () => {
  const stream = `test.${randomUUID()}`
  const seen: string[] = []
  const failures: Error[] = []
  const start = (who: string) => {
    const metrics = createMetrics({ name: who })
    const bus = openBus({ redisUrl, metrics, log, name: who, fail: (error) => failures.push(error) })
    const consumer = bus.consume<StreamEntry>({
      stream,
      group: 'readers',
      consumer: 'one',
      decode: (entry) => entry,
      handle: async ({ eventId }) => void seen.push(`${who} ${eventId}`),
    })
    return { bus, consumer }
  }
  const first = start('first')
  await vi.waitFor(async () => expect(await redis.exists(keyOf(stream))).toBe(1), 5_000)
  const second = start('second')
  await vi.waitFor(() => expect(failures).toHaveLength(1), 15_000)
  expect(failures[0]?.message).toMatch(/^consumer name one of readers is already held by process \d+ on .*INSTANCE/)
  await expect(second.consumer.ready()).rejects.toThrow(NameTaken)
  await first.bus.publish([{ stream, type: 'Measured', payload: {}, eventId: '1' }])
  await vi.waitFor(() => expect(seen).toEqual(['first 1']), 5_000)
  await first.consumer.ready()
  await second.bus.close()
  await first.bus.close()
})
