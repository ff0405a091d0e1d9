import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { type Bus, type ConsumeOptions, openBus, RetryLater, type StreamEntry, Unacceptable } from './bus.ts'

const log = createLog({ name: 'streams-test', level: 'silent' })
const open: Bus[] = []

const openTestBus = (name = 'test') => {
  const metrics = createMetrics({ name })
  const bus = openBus({ redisUrl: inject('redisUrl'), metrics, log, name })
  open.push(bus)
  return { bus, metrics }
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()))
})

const newStream = (): string => `test.${randomUUID()}`
const messages = (stream: string, count: number, type = 'Measured') =>
  Array.from({ length: count }, (_, n) => ({ stream, type, payload: { n }, eventId: `${n}:${type}` }))
const settings = (stream: string, consumer = 'one') => ({
  stream,
  group: 'readers',
  consumer,
  claimIdleMs: 200,
  maxDeliveries: 3,
  decode: (entry: StreamEntry) => entry,
})
const collect = (
  bus: Bus,
  stream: string,
  more: Partial<ConsumeOptions<StreamEntry>> = {},
  handled: StreamEntry[] = [],
) => {
  const options = {
    ...settings(stream),
    handle: async (entry: StreamEntry) => {
      handled.push(entry)
    },
    ...more,
  } as ConsumeOptions<StreamEntry>
  return { consumer: bus.consume(options), handled }
}
const pendingOf = async (bus: Bus, stream: string): Promise<number> => (await bus.groups(stream))[0]?.pending ?? -1

it('an entry has the fields type, payload with emitted_at, and ts, and decodes to the published message', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await bus.publish([{ stream, type: 'Measured', payload: { n: 7 }, eventId: '7:Measured', traceparent }])
  const [[, fields] = ['', []]] = await bus.redis.xrange(stream, '-', '+')
  expect(fields.slice(0, 6)).toEqual(['type', 'Measured', 'payload', expect.any(String), 'ts', expect.any(String)])
  expect(JSON.parse(fields[3] ?? '')).toEqual({ n: 7, emitted_at: Number(fields[5]) })
  const { handled } = collect(bus, stream)
  await vi.waitFor(() => expect(handled).toHaveLength(1))
  expect(handled[0]).toMatchObject({ eventId: '7:Measured', version: 1, traceparent, deliveries: 1 })
})

it('every entry is handled once and acknowledged, many concurrently', async () => {
  const { bus, metrics } = openTestBus()
  const stream = newStream()
  let atWork = 0
  let most = 0
  const seen: number[] = []
  collect(bus, stream, {
    concurrency: 8,
    handle: async (entry) => {
      most = Math.max(most, ++atWork)
      await new Promise((resolve) => setImmediate(resolve))
      seen.push((entry.payload as { n: number }).n)
      atWork -= 1
    },
  } as Partial<ConsumeOptions<StreamEntry>>)
  await bus.publish(messages(stream, 300))
  await vi.waitFor(() => expect(seen).toHaveLength(300), { timeout: 15_000 })
  expect(new Set(seen).size).toBe(300)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(8)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
  const text = await metrics.registry.metrics()
  expect(text).toMatch(/events_consumed_total\{topic="[^"]+",type="Measured",consumer="readers"[^}]*\} 300/)
  expect(text).toMatch(/worker_lag_events\{[^}]*\} 0/)
})

it('a consumer can be made to die before it handles, and between handling and acknowledging', async () => {
  for (const batch of [false, true]) {
    const stream = newStream()
    const handled: unknown[] = []
    const seen: string[] = []
    const reach = (place: string, phase: string) => void seen.push(`${place} ${phase}: ${handled.length} handled`)
    const metrics = createMetrics({ name: 'crash' })
    const bus = openBus({ redisUrl: inject('redisUrl'), metrics, log, name: 'crash', reach })
    open.push(bus)
    await bus.publish(messages(stream, 1))
    const handling = batch
      ? { handle: undefined, handleBatch: async (entries: unknown[]) => void handled.push(...entries) }
      : {}
    collect(bus, stream, handling as Partial<ConsumeOptions<StreamEntry>>, handled as StreamEntry[])
    await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
    await vi.waitFor(() =>
      expect(seen).toEqual(['consumer before-effect: 0 handled', 'consumer before-ack: 1 handled']),
    )
  }
})

it('entries of other types are acknowledged without being handled', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const { handled } = collect(bus, stream, { accepts: new Set(['Wanted']) })
  await bus.publish([...messages(stream, 5, 'Other'), ...messages(stream, 1, 'Wanted')])
  await vi.waitFor(() => expect(handled.map((entry) => entry.type)).toEqual(['Wanted']))
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
})

it('a restarted consumer handles its pending entries first', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 3))
  await bus.redis.xgroup('CREATE', stream, 'readers', '0')
  await bus.redis.xreadgroup('GROUP', 'readers', 'one', 'COUNT', 2, 'STREAMS', stream, '>')
  const { handled } = collect(bus, stream, { claimIdleMs: 60_000 })
  await vi.waitFor(() => expect(handled.map((entry) => entry.deliveries)).toEqual([2, 2, 1]))
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
})

it('entries of a dead consumer are claimed', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 4))
  await bus.redis.xgroup('CREATE', stream, 'readers', '0')
  await bus.redis.xreadgroup('GROUP', 'readers', 'gone', 'STREAMS', stream, '>')
  const { handled } = collect(bus, stream)
  await vi.waitFor(() => expect(handled).toHaveLength(4))
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
})

it('an unreadable entry becomes a dead letter at once, with its reason', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const { handled } = collect(bus, stream)
  await bus.redis.xadd(stream, '*', 'type', 'Measured', 'payload', '{not json', 'ts', '1')
  await bus.publish(messages(stream, 1))
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1))
  const [[, fields] = ['', []]] = await bus.redis.xrange(`${stream}.dead`, '-', '+')
  expect(fields.join(' ')).toMatch(/payload \{not json .*reason payload is not JSON.* group readers/)
  expect(handled).toHaveLength(1)
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
})

it('an entry that its handler rejects becomes a dead letter at once, with its reason', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 1))
  let handed = 0
  collect(bus, stream, {
    handle: async () => {
      handed += 1
      throw new Unacceptable('unknown reservation')
    },
  })
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1))
  const [[, fields] = ['', []]] = await bus.redis.xrange(`${stream}.dead`, '-', '+')
  expect(fields).toContain('unknown reservation')
  await vi.waitFor(async () => expect([handed, await pendingOf(bus, stream)]).toEqual([1, 0]))
})

it('an entry stays pending as long as its dead letter can not be written', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const dead = `${stream}.dead`
  let handed = 0
  await bus.redis.xadd(dead, '18446744073709551615-18446744073709551615', 'any', 'thing')
  collect(bus, stream, {
    handle: async () => {
      handed += 1
      throw new Unacceptable('unknown reservation')
    },
  })
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(handed).toBeGreaterThan(1), { timeout: 5_000 })
  expect(await pendingOf(bus, stream)).toBe(1)
  await bus.redis.del(dead)
  await vi.waitFor(
    async () => expect([await bus.redis.xlen(dead), await pendingOf(bus, stream)]).toEqual([1, 0]),
    5_000,
  )
})

it('an entry whose handler keeps failing becomes a dead letter after three deliveries, and others are handled', async () => {
  const { bus, metrics } = openTestBus()
  const stream = newStream()
  const attempts: number[] = []
  const handled: number[] = []
  collect(bus, stream, {
    handle: async (entry) => {
      const { n } = entry.payload as { n: number }
      if (n !== 1) return void handled.push(n)
      attempts.push(entry.deliveries)
      throw new Error('this one is bad')
    },
  } as Partial<ConsumeOptions<StreamEntry>>)
  await bus.publish(messages(stream, 3))
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1), { timeout: 5_000 })
  expect(attempts).toEqual([1, 2, 3])
  expect(handled.sort()).toEqual([0, 2])
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
  expect(await metrics.registry.metrics()).toMatch(/events_dead_lettered_total\{[^}]*\} 1/)
})

it('an event whose handler throws RetryLater is redelivered soon and never becomes a dead letter', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const attempts: number[] = []
  collect(bus, stream, {
    claimIdleMs: 60_000,
    handle: async (entry) => {
      attempts.push(entry.deliveries)
      if (attempts.length < 8) throw new RetryLater('not yet', 10)
    },
  } as Partial<ConsumeOptions<StreamEntry>>)
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(attempts).toEqual([1, 2, 2, 2, 2, 2, 2, 2]), { timeout: 10_000 })
  await vi.waitFor(async () => expect(await pendingOf(bus, stream)).toBe(0))
  expect(await bus.redis.exists(`${stream}.dead`)).toBe(0)
})

it('a longer retry is not forgotten when another event is redelivered before it', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const attempts: string[] = []
  collect(bus, stream, {
    claimIdleMs: 60_000,
    handle: async ({ eventId, deliveries }) => {
      attempts.push(eventId)
      if (deliveries === 1) throw new RetryLater('not yet', eventId.startsWith('0') ? 100 : 600)
    },
  } as Partial<ConsumeOptions<StreamEntry>>)
  await bus.publish(messages(stream, 2))
  const expected = ['0:Measured', '1:Measured', '0:Measured', '1:Measured']
  await vi.waitFor(() => expect(attempts).toEqual(expected), { timeout: 5_000 })
})

it('a bad event does not block its batch', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled: number[] = []
  bus.consume<StreamEntry>({
    ...settings(stream),
    handleBatch: async (entries) => {
      const numbers = entries.map((entry) => (entry.payload as { n: number }).n)
      if (numbers.includes(3)) throw new Error('three is bad')
      handled.push(...numbers)
    },
  })
  await bus.publish(messages(stream, 6))
  await vi.waitFor(async () => expect(await bus.redis.xlen(`${stream}.dead`)).toBe(1), { timeout: 5_000 })
  expect(handled).toEqual([0, 1, 2, 4, 5])
})

it('events after a batch that must be retried are not handled before it', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled: number[] = []
  let failures = 0
  bus.consume<StreamEntry>({
    ...settings(stream),
    handleBatch: async (entries) => {
      if (++failures <= 2) {
        await bus.publish(messages(stream, 1, `Later${failures}`))
        throw Object.assign(new Error('the database restarts'), { code: '57P01' })
      }
      handled.push(...entries.map((entry) => Number(entry.type.at(-1))))
    },
  })
  await bus.publish(messages(stream, 1, 'First0'))
  await vi.waitFor(() => expect(handled).toHaveLength(3), { timeout: 8_000 })
  expect(handled).toEqual([0, 1, 2])
})

it('after Redis was emptied, a consumer recreates its group and continues', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const { handled } = collect(bus, stream)
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(handled).toHaveLength(1))
  await bus.redis.unlink(stream)
  await bus.publish(messages(stream, 2, 'After'))
  await vi.waitFor(() => expect(handled.filter((entry) => entry.type === 'After')).toHaveLength(2), { timeout: 5_000 })
})

it('stopping waits for the entries in progress and acknowledges them', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  let finish: () => void = () => {}
  let started = false
  const { consumer } = collect(bus, stream, {
    handle: () =>
      new Promise<void>((resolve) => {
        started = true
        finish = resolve
      }),
  } as Partial<ConsumeOptions<StreamEntry>>)
  await bus.publish(messages(stream, 1))
  await vi.waitFor(() => expect(started).toBe(true))
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

it('a tail gets new entries of the types that it accepts, and skips unreadable ones', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.publish(messages(stream, 2, 'Before'))
  const ended = new AbortController()
  const seen: string[] = []
  const tailing = bus.tail<StreamEntry>({
    stream,
    fromId: '$',
    accepts: new Set(['After']),
    decode: (entry) => entry,
    onEntries: (entries) => void seen.push(...entries.map((entry) => entry.eventId)),
    signal: ended.signal,
  })
  await vi.waitFor(async () => expect(await bus.redis.client('LIST')).toMatch(`tail:${stream}`))
  await new Promise((resolve) => setTimeout(resolve, 50))
  await bus.redis.xadd(stream, '*', 'type', 'After', 'payload', '{', 'ts', '1')
  await bus.publish([...messages(stream, 1, 'Other'), ...messages(stream, 2, 'After')])
  await vi.waitFor(() => expect(seen).toEqual(['0:After', '1:After']))
  ended.abort()
  await tailing
})

it('a republished entry counts as delivered before', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const [first, second] = messages(stream, 2)
  if (first === undefined || second === undefined) throw new Error('no messages')
  const { handled } = collect(bus, stream)
  await bus.publish([first, { ...second, again: true }])
  await vi.waitFor(() => expect(handled).toHaveLength(2))
  expect(handled.map(({ eventId, deliveries }) => [eventId, deliveries])).toEqual([
    ['0:Measured', 1],
    ['1:Measured', 2],
  ])
})

it('a publication with a mark succeeds unless it is barred, and the first mark is kept', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const [one] = messages(stream, 1)
  if (one === undefined) throw new Error('no message')
  const key = `outcome:${stream}`
  const barredBy = `${key}:undo`
  const count = (): Promise<number> => bus.redis.xlen(stream)
  expect(await bus.publishMarked([one, one], { key, value: 'first', barredBy })).toBe('first')
  expect(await bus.publishMarked([one], { key, value: 'second', barredBy })).toBe('repeated')
  expect(await bus.publishMarked([one], { key, value: 'third', expected: null })).toBe('barred')
  expect(await bus.publishMarked([one], { key, value: 'third', expected: 'first' })).toBe('repeated')
  expect([await bus.redis.get(key), await count()]).toEqual(['first', 4])

  const note = { key: barredBy, value: 'why', seconds: 60 }
  expect(await bus.note({ ...note, barredBy: { key, value: 'first' } })).toEqual({ barred: true, before: null })
  expect(await bus.note({ ...note, barredBy: { key, value: 'other' } })).toEqual({ barred: false, before: null })
  expect(await bus.note({ ...note, value: 'x', barredBy: { key, value: 'other' } })).toMatchObject({ before: 'why' })
  expect(await bus.publishMarked([one], { key, value: 'fourth', barredBy })).toBe('barred')
  expect(await count()).toBe(4)
})
