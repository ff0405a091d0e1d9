import type { Redis } from 'ioredis'
import { encodeEntry } from '#platform/stream-entry.ts'
import { membersOf, type Node, nodeOf, resolved } from '../evolution/change.ts'

export type ExampleEvent = {
  readonly stream: string
  readonly type: string
  readonly eventId: string
  readonly payload: Node
  readonly version: number
}

/** `{name}` in a template is that member of the payload. */
const idOf = (template: unknown, payload: Node): string =>
  String(template).replace(/\{(\w+)\}/g, (_, name: string) => String(payload[name]))

/** The examples of an AsyncAPI document's messages, in the order in which they stand, each with the id of its payload. */
export const exampleEvents = (document: Node): ExampleEvent[] =>
  membersOf(document.channels).flatMap(([, channel]) =>
    membersOf(channel.messages).flatMap(([type, reference]) => {
      const message = resolved(document, reference)
      const examples = Array.isArray(message.examples) ? message.examples : []
      return examples.map((example) => {
        const { emitted_at: _at, ...payload } = nodeOf(nodeOf(example).payload)
        const version = Number(message['x-event-version'] ?? 1)
        return {
          stream: String(channel.address),
          type,
          eventId: idOf(message['x-event-id'], payload),
          payload,
          version,
        }
      })
    }),
  )

/** Publishes one event as its publisher would. */
export const publishExample = async (redis: Redis, event: ExampleEvent, nowMs: number): Promise<void> => {
  await redis.xadd(event.stream, '*', ...encodeEntry(event, nowMs))
}
