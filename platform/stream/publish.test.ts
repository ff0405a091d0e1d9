import { expect, it, vi } from 'vitest'
import type { Bus, StreamMessage } from './bus.ts'
import { collect, messages, newStream, openTestBus } from './testing.ts'

const message = (stream: string, n: number, type: string): StreamMessage => ({
  stream,
  type,
  payload: { n },
  eventId: `${n}:${type}`,
})
const idsIn = async (bus: Bus, stream: string): Promise<string[]> =>
  (await bus.redis.xrange(stream, '-', '+')).map(([, fields]) => fields[fields.indexOf('event_id') + 1] ?? '')

it('an entry has the fields type, payload with emitted_at, and ts, and decodes to the published message', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  await bus.publish([{ stream, type: 'Measured', payload: { n: 7 }, eventId: '7:Measured', traceparent }])
  const [[, fields] = ['', []]] = await bus.redis.xrange(stream, '-', '+')
  expect(fields.slice(0, 6)).toEqual(['type', 'Measured', 'payload', expect.any(String), 'ts', expect.any(String)])
  expect(JSON.parse(fields[3] ?? '')).toEqual({ n: 7, emitted_at: Number(fields[5]) })
  const handled = collect(bus, stream)
  await vi.waitFor(() => expect(handled).toHaveLength(1), 10_000)
  expect(handled[0]).toMatchObject({ eventId: '7:Measured', version: 1, traceparent, deliveries: 1 })
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

it('publications sent together each keep their events, in order, and their mark', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const publish = (n: number) =>
    bus.publishMarked([message(stream, n, 'Opened'), message(stream, n, 'Closed')], {
      key: `${stream}:${n % 4}`,
      value: String(n),
    })
  const numbers = Array.from({ length: 200 }, (_, n) => n)
  const markings = await Promise.all(numbers.map(publish))
  expect(markings).toEqual(numbers.map((n) => (n < 4 ? 'first' : 'repeated')))
  expect(await idsIn(bus, stream)).toEqual(numbers.flatMap((n) => [`${n}:Opened`, `${n}:Closed`]))
  expect(await bus.redis.mget([0, 1, 2, 3].map((n) => `${stream}:${n}`))).toEqual(['0', '1', '2', '3'])
})

it('if the stream has reached its last id, neither the events nor the mark are stored', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  await bus.redis.xadd(stream, '18446744073709551615-18446744073709551615', 'any', 'thing')
  const published = bus.publishMarked([message(stream, 1, 'Opened')], { key: `${stream}:1`, value: 'yes' })
  await expect(published).rejects.toThrow(`${stream} has reached the last possible id`)
  expect(await bus.redis.exists(`${stream}:1`)).toBe(0)
})

it('of publications sent together, only those that Redis refuses fail', async () => {
  const { bus } = openTestBus()
  const [stream, noStream] = [newStream(), newStream()]
  await bus.redis.set(noStream, 'a string')
  const places = [stream, stream, noStream, stream]
  const work = places.map((place, n) =>
    bus.publishMarked([message(place, n, 'Opened')], { key: `${stream}:${n}`, value: 'yes' }),
  )
  const outcomes = (await Promise.allSettled(work)).map((one) =>
    one.status === 'fulfilled' ? one.value : `${one.reason}`,
  )
  expect(outcomes).toEqual(['first', 'first', expect.stringContaining('WRONGTYPE'), 'first'])
  expect(await idsIn(bus, stream)).toEqual(['0:Opened', '1:Opened', '3:Opened'])
})
