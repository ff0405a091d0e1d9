import type { Redis } from 'ioredis'
import type { Clock } from '../base/clock.ts'
import { gather } from '../base/gather.ts'
import { encodeEntry, type StreamMessage } from './entry.ts'
import type { Seal } from './event-authenticity.ts'
import {
  type Mark,
  type MarkedEntry,
  type Marking,
  type NoteOptions,
  type Noting,
  noteUnless,
  publishMarkedEntries,
} from './marks.ts'
import type { StreamMetrics } from './metrics.ts'

export type Publisher = {
  /** Appends messages in one round trip and in order; rejects if any was not appended. */
  publish: (messages: readonly StreamMessage[]) => Promise<void>
  /** Appends all messages and stores `mark` for an hour, or does neither; returns whether the mark is new. */
  publishMarked: (messages: readonly StreamMessage[], mark: Mark) => Promise<Marking>
  /** Stores a value under a key unless the key has one or another mark bars it. */
  note: (options: NoteOptions) => Promise<Noting>
}

type Options = {
  commands: Redis
  clock: Clock
  counted: Pick<StreamMetrics, 'published'>
  /** The partition that an event belongs to. */
  placeOf: (event: Pick<StreamMessage, 'stream' | 'eventId'>) => string
  /** Converts a message before writing, e.g. to an older version. */
  outgoing: (message: StreamMessage) => StreamMessage
  /** Signs written entries; without it, they are unsigned. */
  seal: Seal | undefined
}

type Entry = MarkedEntry & { stream: string }
type Publication = { entries: Entry[]; mark: Mark }

const publicationsMax = 64

const sealed = (seal: Seal | undefined, entries: readonly Entry[]): Entry[] => {
  const all = seal?.(entries)
  return entries.map((entry, index) => ({ ...entry, fields: all?.[index] ?? entry.fields }))
}

/** Each publication succeeds or fails separately; all are sent in one write and share signatures. */
const send = async (
  commands: Redis,
  seal: Seal | undefined,
  publications: readonly Publication[],
): Promise<(Marking | Error)[]> => {
  const signed = sealed(
    seal,
    publications.flatMap(({ entries }) => entries),
  )
  return publishMarkedEntries(
    commands,
    publications.map(({ entries, mark }) => ({ entries: signed.splice(0, entries.length), mark })),
  )
}

/** Publishes on a shared connection. */
export const openPublisher = ({ commands, clock, counted, placeOf, outgoing, seal }: Options): Publisher => {
  const entriesOf = (messages: readonly StreamMessage[]): Entry[] => {
    const nowMs = clock.now()
    return messages.map((message) => ({
      stream: message.stream,
      place: placeOf(message),
      fields: encodeEntry(outgoing(message), nowMs),
    }))
  }
  const count = (messages: readonly StreamMessage[]): void => {
    for (const { stream, type } of messages) counted.published.inc({ topic: stream, type })
  }
  const put = gather<Publication, Marking | Error>({
    write: (publications) => send(commands, seal, publications),
    itemsMax: publicationsMax,
    isUndone: () => false,
  })

  return {
    publish: async (messages) => {
      await Promise.all(
        sealed(seal, entriesOf(messages)).map(({ place, fields }) => commands.xadd(place, '*', ...fields)),
      )
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
