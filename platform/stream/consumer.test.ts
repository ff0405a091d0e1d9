import { expect, it, vi } from 'vitest'
import type { StreamEntry } from './bus.ts'
import { collect, consume, messages, newStream, numberOf, openTestBus, pendingOf, settings } from './testing.ts'

it('every entry is handled once and acknowledged, many concurrently', async () => {
  const { bus, metrics } = openTestBus()
  const stream = newStream()
  let atWork = 0
  let most = 0
  const seen: number[] = []
  const handle = async (entry: StreamEntry): Promise<void> => {
    most = Math.max(most, ++atWork)
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(numberOf(entry))
    atWork -= 1
  }
  consume(bus, stream, handle, { concurrency: 8 })
  await bus.publish(messages(stream, 300))
  await vi.waitFor(() => expect(seen).toHaveLength(300), { timeout: 15_000 })
  expect(new Set(seen).size).toBe(300)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(8)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
  const text = await metrics.registry.metrics()
  expect(text).toMatch(/events_consumed_total\{topic="[^"]+",type="Measured",consumer="readers"[^}]*\} 300/)
  expect(text).toMatch(/worker_lag_events\{[^}]*\} 0/)
})

it.each(['each', 'batch'])(
  'a consumer can be made to die before it handles, and between handling and acknowledging: %s',
  async (kind) => {
    const stream = newStream()
    const handled: unknown[] = []
    const seen: string[] = []
    const reach = (place: string, phase: string) => void seen.push(`${place} ${phase}: ${handled.length} handled`)
    const { bus } = openTestBus({ reach })
    await bus.publish(messages(stream, 1))
    const handleBatch = async (entries: unknown[]): Promise<void> => void handled.push(...entries)
    if (kind === 'each') consume(bus, stream, (entry) => handleBatch([entry]))
    else bus.consume<StreamEntry>({ ...settings(stream), handleBatch })
    await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
    await vi.waitFor(
      () => expect(seen).toEqual(['consumer before-effect: 0 handled', 'consumer before-ack: 1 handled']),
      10_000,
    )
  },
)

it('entries of other types are acknowledged without being handled', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled = collect(bus, stream, { accepts: new Set(['Wanted']) })
  await bus.publish([...messages(stream, 5, 'Other'), ...messages(stream, 1, 'Wanted')])
  await vi.waitFor(() => expect(handled.map((entry) => entry.type)).toEqual(['Wanted']), 10_000)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
})

it('a restarted consumer handles its pending entries first', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 3))
  await bus.redis.xgroup('CREATE', stream, 'readers', '0')
  await bus.redis.xreadgroup('GROUP', 'readers', 'one', 'COUNT', 2, 'STREAMS', stream, '>')
  const handled = collect(bus, stream, { claimIdleMs: 60_000 })
  await vi.waitFor(() => expect(handled.map((entry) => entry.deliveries)).toEqual([2, 2, 1]), 10_000)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
})

it('entries of a dead consumer are claimed', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 4))
  await bus.redis.xgroup('CREATE', stream, 'readers', '0')
  await bus.redis.xreadgroup('GROUP', 'readers', 'gone', 'STREAMS', stream, '>')
  const handled = collect(bus, stream)
  await vi.waitFor(() => expect(handled).toHaveLength(4), 10_000)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0), 10_000)
})

it('after Redis was emptied, a consumer recreates its group and continues', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled = collect(bus, stream)
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(handled).toHaveLength(1), 10_000)
  await bus.redis.unlink(stream)
  await bus.publish(messages(stream, 2, 'After'))
  await vi.waitFor(() => expect(handled.filter((entry) => entry.type === 'After')).toHaveLength(2), { timeout: 5_000 })
})

it('a republished entry counts as delivered before', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled = collect(bus, stream)
  const all = messages(stream, 2)
  await bus.publish(all.map((message, n) => ({ ...message, again: n === 1 })))
  await vi.waitFor(() => expect(handled).toHaveLength(2), 10_000)
  expect(handled.map(({ eventId, deliveries }) => [eventId, deliveries])).toEqual([
    ['0:Measured', 1],
    ['1:Measured', 2],
  ])
})
