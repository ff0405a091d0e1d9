import { expect, it, vi } from 'vitest'
import { RetryLater, type StreamEntry, Unacceptable } from './bus.ts'
import { collect, consume, messages, newStream, numberOf, openTestBus, pendingOf } from './testing.ts'

it('an unreadable entry becomes a dead letter at once, with its reason', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled = collect(bus, stream)
  await bus.redis.xadd(stream, '*', 'type', 'Measured', 'payload', '{not json', 'ts', '1')
  await bus.publish(messages(stream, 1))
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1), 10_000)
  const [[, fields] = ['', []]] = await bus.redis.xrange(`${stream}.dead`, '-', '+')
  expect(fields.join(' ')).toMatch(/payload \{not json .*reason payload is not JSON.* group readers/)
  expect(handled).toHaveLength(1)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
})

/** A handler that rejects everything, and how often it was called. */
const rejecting = () => {
  const handle = vi.fn(async (): Promise<void> => {
    throw new Unacceptable('unknown reservation')
  })
  return { handle, calls: () => handle.mock.calls.length }
}

it('an entry that its handler rejects becomes a dead letter at once, with its reason', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 1))
  const { handle, calls } = rejecting()
  consume(bus, stream, handle)
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1), 10_000)
  const [[, fields] = ['', []]] = await bus.redis.xrange(`${stream}.dead`, '-', '+')
  expect(fields).toContain('unknown reservation')
  await vi.waitFor(async () => expect([calls(), await pendingOf(bus, stream)]).toEqual([1, 0]), 10_000)
})

it('an entry stays pending as long as its dead letter can not be written', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const dead = `${stream}.dead`
  await bus.redis.xadd(dead, '18446744073709551615-18446744073709551615', 'any', 'thing')
  const { handle, calls } = rejecting()
  consume(bus, stream, handle)
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(calls()).toBeGreaterThan(1), { timeout: 5_000 })
  expect(await pendingOf(bus, stream)).toBe(1)
  await bus.redis.del(dead)
  const counts = async () => [await bus.redis.xlen(dead), await pendingOf(bus, stream)]
  await vi.waitFor(async () => expect(await counts()).toEqual([1, 0]), 5_000)
})

it('an entry whose handler keeps failing becomes a dead letter after three deliveries, and others are handled', async () => {
  const { bus, metrics } = openTestBus()
  const stream = newStream()
  const attempts: number[] = []
  const handled: number[] = []
  consume(bus, stream, async (entry) => {
    const n = numberOf(entry)
    if (n !== 1) return void handled.push(n)
    attempts.push(entry.deliveries)
    throw new Error('this one is bad')
  })
  await bus.publish(messages(stream, 3))
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1), { timeout: 5_000 })
  expect(attempts).toEqual([1, 2, 3])
  expect(handled.sort()).toEqual([0, 2])
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
  expect(await metrics.registry.metrics()).toMatch(/events_dead_lettered_total\{[^}]*\} 1/)
})

it('an event whose handler throws RetryLater is redelivered soon and never becomes a dead letter', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const attempts: number[] = []
  const handle = async ({ deliveries }: StreamEntry): Promise<void> => {
    attempts.push(deliveries)
    if (attempts.length < 8) throw new RetryLater('not yet', 10)
  }
  consume(bus, stream, handle, { claimIdleMs: 60_000 })
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(attempts).toEqual([1, 2, 2, 2, 2, 2, 2, 2]), { timeout: 10_000 })
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
  expect(await bus.redis.exists(`${stream}.dead`)).toBe(0)
})

it('a longer retry is not forgotten when another event is redelivered before it', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const attempts: string[] = []
  const handle = async ({ eventId, deliveries }: StreamEntry): Promise<void> => {
    attempts.push(eventId)
    if (deliveries === 1) throw new RetryLater('not yet', eventId.startsWith('0') ? 100 : 600)
  }
  consume(bus, stream, handle, { claimIdleMs: 60_000 })
  await bus.publish(messages(stream, 2))
  const expected = ['0:Measured', '1:Measured', '0:Measured', '1:Measured']
  await vi.waitFor(() => expect(attempts).toEqual(expected), { timeout: 5_000 })
})
