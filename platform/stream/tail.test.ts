import { expect, it, vi } from 'vitest'
import type { StreamEntry } from './bus.ts'
import { messages, newStream, openTestBus } from './testing.ts'

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
  await vi.waitFor(async () => expect(await bus.redis.client('LIST')).toMatch(`tail:${stream}`), 10_000)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await bus.redis.xadd(stream, '*', 'type', 'After', 'payload', '{', 'ts', '1')
  await bus.publish([...messages(stream, 1, 'Other'), ...messages(stream, 2, 'After')])
  await vi.waitFor(() => expect(seen).toEqual(['0:After', '1:After']), 10_000)
  ended.abort()
  await tailing
})
