import { expect, it, vi } from 'vitest'
import type { StreamEntry } from './bus.ts'
import { messages, newStream, numberOf, openTestBus, settings } from './testing.ts'

it('a bad event does not block its batch', async () => {
  const { bus } = openTestBus()
  const stream = newStream()
  const handled: number[] = []
  bus.consume<StreamEntry>({
    ...settings(stream),
    handleBatch: async (entries) => {
      const numbers = entries.map(numberOf)
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
