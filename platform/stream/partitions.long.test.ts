import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { takeTestRedis } from '#tests/support/redis.ts'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { type Bus, openBus, type StreamMessage } from './bus.ts'
import { partitionsOf } from './partitions.ts'

const log = createLog({ name: 'partitions-test', level: 'silent' })
const stream = 'measures'
const partitions = partitionsOf(stream, 4)
let redisUrl: string
let bus: Bus
let children: ChildProcess[]

beforeEach(async () => {
  redisUrl = await takeTestRedis(inject('redisUrl'))
  bus = openBus({ redisUrl, metrics: createMetrics({ name: 'partitions' }), log, name: 'test', partitions: 4 })
  children = []
})

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await bus.close()
})

const startReader = (name: string): ChildProcess => {
  const child = fork(join(import.meta.dirname, 'fixtures/partition-reader.ts'), [redisUrl, stream, name])
  children.push(child)
  return child
}
const ownerOf = async (partition: string): Promise<string | null> => bus.redis.get(`lease:readers:${partition}`)
const owners = async (): Promise<(string | null)[]> => Promise.all(partitions.map(ownerOf))
const handled = async (): Promise<string[]> => bus.redis.lrange('handled', 0, -1)
const idsHandled = async (): Promise<string[]> => (await handled()).map((line) => line.split(' ')[1] ?? '')
const within = { timeout: 20_000, interval: 50 }

/** Events of many aggregates, three of each, in order. */
const messages = (prefix: string, wait?: string): StreamMessage[] =>
  ['1', '2', '3'].flatMap((step) =>
    Array.from({ length: 20 }, (_, n) => ({
      stream,
      type: 'Measured',
      payload: wait === undefined ? {} : { wait },
      eventId: `${prefix}${n}:${step}`,
    })),
  )

it('consumers share the partitions, and each event is handled once, in order within its aggregate', async () => {
  startReader('one')
  await vi.waitFor(async () => expect(new Set(await owners()).size).toBe(1), within)
  startReader('two')
  await vi.waitFor(async () => {
    const held = await owners()
    expect(held).not.toContain(null)
    expect([...Map.groupBy(held, (owner) => owner).values()].map((own) => own.length)).toEqual([2, 2])
  }, within)
  const sent = messages('a')
  await bus.publish(sent)
  await vi.waitFor(async () => expect(await handled()).toHaveLength(sent.length), within)
  const lines = await handled()
  expect(lines.map((line) => line.split(' ')[1]).sort()).toEqual(sent.map(({ eventId }) => eventId).sort())
  expect(new Set(lines.map((line) => line.split(' ')[0]))).toEqual(new Set(['one', 'two']))
  for (let n = 0; n < 20; n++) {
    const ofAggregate = lines.filter((line) => line.includes(` a${n}:`)).map((line) => line.at(-1))
    expect(ofAggregate).toEqual(['1', '2', '3'])
  }
  for (const partition of partitions) expect(await bus.redis.xlen(partition)).toBeGreaterThan(0)
})

it('another consumer soon takes over the partitions and pending entries of a dead one', async () => {
  const dying = startReader('one')
  await vi.waitFor(async () => expect(await owners()).not.toContain(null), within)
  const sent = messages('b', 'one')
  await bus.publish(sent)
  await vi.waitFor(async () => {
    const pending = await Promise.all(partitions.map(async (one) => (await bus.groups(one))[0]?.pending ?? 0))
    expect(pending.every((count) => count > 0)).toBe(true)
  }, within)
  dying.kill('SIGKILL')
  startReader('two')
  await vi.waitFor(async () => expect(new Set(await idsHandled()).size).toBe(sent.length), within)
})

it('a consumer paused longer than its lease reads nothing until it has a lease again', async () => {
  const paused = startReader('one')
  await vi.waitFor(async () => expect(await owners()).not.toContain(null), within)
  const before = new Set(await owners())
  paused.kill('SIGSTOP')
  startReader('two')
  await vi.waitFor(async () => {
    const now = await owners()
    expect(now).not.toContain(null)
    expect(now.some((owner) => before.has(owner))).toBe(false)
  }, within)
  paused.kill('SIGCONT')
  // Both are alive again: each has exactly its share.
  await vi.waitFor(async () => {
    expect([...Map.groupBy(await owners(), (owner) => owner).values()].map((own) => own.length)).toEqual([2, 2])
  }, within)
  const sent = messages('c')
  await bus.publish(sent)
  await vi.waitFor(async () => expect(await handled()).toHaveLength(sent.length), within)
  expect(new Set(await idsHandled()).size).toBe(sent.length)
})

it('a consumer that ends releases its partitions at once', async () => {
  const ending = startReader('one')
  await vi.waitFor(async () => expect(await owners()).not.toContain(null), within)
  ending.kill('SIGTERM')
  await once(ending, 'exit')
  expect(await owners()).toEqual([null, null, null, null])
})
