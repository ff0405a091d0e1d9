import type { Redis } from 'ioredis'
import type { Clock } from './clock.ts'
import { gather } from './gather.ts'
import { encodeEntry, type StreamMessage } from './stream-entry.ts'
import {
  type Mark,
  type MarkedEntry,
  type Marking,
  type NoteOptions,
  type Noting,
  noteUnless,
  publishCommand,
} from './stream-marks.ts'
import type { StreamMetrics } from './stream-metrics.ts'

export type Publisher = {
  /** Appends messages in one round trip and in order; rejects if any of them was not appended. */
  publish: (messages: readonly StreamMessage[]) => Promise<void>
  /** Appends all of them or none and, with them, keeps `mark` for as long as a stream is kept; tells whether the mark is new. */
  publishMarked: (messages: readonly StreamMessage[], mark: Mark) => Promise<Marking>
  /** Keeps a value under a key unless there is one already, or another mark says that it is too late. */
  note: (options: NoteOptions) => Promise<Noting>
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

type Publication = { entries: MarkedEntry[]; mark: Mark }

const publicationsMax = 64

/** Each publication succeeds or fails by itself; all of them are sent in one write. */
const send = async (commands: Redis, publications: readonly Publication[]): Promise<(Marking | Error)[]> => {
  const batch = publications.map(({ entries, mark }) => publishCommand(entries, mark))
  const replies = (await commands.pipeline(batch).exec()) ?? []
  return publications.map((_, index) => {
    const [error, marking] = replies[index] ?? [new Error('Redis gave no answer')]
    return error ?? (marking as Marking)
  })
}

/** Publishes on a connection that others use, too. */
export const openPublisher = ({ commands, clock, counted, placeOf, outgoing }: Options): Publisher => {
  const entriesOf = (messages: readonly StreamMessage[]): MarkedEntry[] => {
    const nowMs = clock.now()
    return messages.map((message) => ({ place: placeOf(message), fields: encodeEntry(outgoing(message), nowMs) }))
  }
  const count = (messages: readonly StreamMessage[]): void => {
    for (const { stream, type } of messages) counted.published.inc({ topic: stream, type })
  }
  const put = gather<Publication, Marking | Error>({
    write: (publications) => send(commands, publications),
    itemsMax: publicationsMax,
    isUndone: () => false,
  })

  return {
    publish: async (messages) => {
      await Promise.all(entriesOf(messages).map(({ place, fields }) => commands.xadd(place, '*', ...fields)))
      count(messages)
    },
    publishMarked: async (messages, mark) => {
      const marking = await put({ entries: entriesOf(messages), mark })
      if (marking instanceof Error) throw marking
      if (marking !== 'barred') count(messages)
      return marking
    },
    note: (options) => noteUnless(commands, options),
  }
}
