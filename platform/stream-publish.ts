import type { Redis } from 'ioredis'
import type { Clock } from './clock.ts'
import { gather } from './gather.ts'
import { encodeEntry, type StreamMessage } from './stream-entry.ts'
import type { StreamMetrics } from './stream-metrics.ts'

/** A key and its value; the first value stays. */
export type Mark = { key: string; value: string }

export type Publisher = {
  /** Appends messages in one round trip and in order; rejects if any of them was not appended. */
  publish: (messages: readonly StreamMessage[]) => Promise<void>
  /** Appends all of them or none and, with them, keeps `mark` for as long as a stream is kept; tells whether the mark is new. */
  publishMarked: (messages: readonly StreamMessage[], mark: Mark) => Promise<boolean>
}

type Options = {
  commands: Redis
  clock: Clock
  counted: Pick<StreamMetrics, 'published'>
  /** The partition that an event belongs to. */
  placeOf: (event: Pick<StreamMessage, 'stream' | 'eventId'>) => string
  /** What of a message is written, e.g. an older version of it. */
  outgoing: (message: StreamMessage) => StreamMessage
}

type Entry = { place: string; fields: string[] }
type Transaction = { entries: Entry[]; mark: Mark }
/** Of an `exec`, the last one of each transaction. */
type Replies = (readonly [error: Error | null, results?: readonly unknown[]])[]

const markSeconds = 3_600
const transactionsMax = 64

const commandsOf = ({ entries, mark }: Transaction): string[][] => [
  ['multi'],
  ...entries.map(({ place, fields }) => ['xadd', place, '*', ...fields]),
  ['set', mark.key, mark.value, 'EX', String(markSeconds), 'NX'],
  ['exec'],
]

/** Each transaction succeeds or fails by itself; all of them are sent in one write. */
const send = async (commands: Redis, transactions: readonly Transaction[]): Promise<(boolean | Error)[]> => {
  const batch = transactions.map(commandsOf)
  const replies = ((await commands.pipeline(batch.flat()).exec()) ?? []) as Replies
  let end = -1
  return batch.map(({ length }) => {
    end += length
    const [error, results = []] = replies[end] ?? [new Error('Redis gave no answer')]
    return error ?? results.find((result) => result instanceof Error) ?? results.at(-1) === 'OK'
  })
}

/** Publishes on a connection that others use, too. */
export const openPublisher = ({ commands, clock, counted, placeOf, outgoing }: Options): Publisher => {
  const entriesOf = (messages: readonly StreamMessage[]): Entry[] => {
    const nowMs = clock.now()
    return messages.map((message) => ({ place: placeOf(message), fields: encodeEntry(outgoing(message), nowMs) }))
  }
  const count = (messages: readonly StreamMessage[]): void => {
    for (const { stream, type } of messages) counted.published.inc({ topic: stream, type })
  }
  const put = gather<Transaction, boolean | Error>({
    write: (transactions) => send(commands, transactions),
    itemsMax: transactionsMax,
    isUndone: () => false,
  })

  return {
    publish: async (messages) => {
      await Promise.all(entriesOf(messages).map(({ place, fields }) => commands.xadd(place, '*', ...fields)))
      count(messages)
    },
    publishMarked: async (messages, mark) => {
      const isNew = await put({ entries: entriesOf(messages), mark })
      if (isNew instanceof Error) throw isNew
      count(messages)
      return isNew
    },
  }
}
