import { generateKeyPairSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { createSeal, type Seal } from '#platform/event-authenticity.ts'
import { encodeEntry } from '#platform/stream-entry.ts'
import { membersOf, type Node, nodeOf, resolved } from './node.ts'

export type ExampleEvent = {
  readonly stream: string
  readonly type: string
  /** An application that publishes it. */
  readonly publisher: string
  readonly eventId: string
  readonly payload: Node
  readonly version: number
}

/** `{name}` in a template is that member of the payload. */
const idOf = (template: unknown, payload: Node): string =>
  String(template).replace(/\{(\w+)\}/g, (_, name: string) => String(payload[name]))

/** The first application that sends messages of this type. */
const publisherOf = (document: Node, type: string): string => {
  const sends = membersOf(document.operations).find(
    ([, operation]) =>
      operation.action === 'send' &&
      Array.isArray(operation.messages) &&
      operation.messages.some((message) => String(nodeOf(message).$ref).endsWith(`/${type}`)),
  )
  return String(sends?.[1]['x-application'] ?? '')
}

export type Keys = { readonly publicKeys: string; readonly sealOf: (publisher: string) => Seal }

/** New keys for the publishers of these events; consumers need `publicKeys` as their EVENT_PUBLIC_KEYS. */
export const makeKeys = (events: readonly ExampleEvent[]): Keys => {
  const pairs = new Map(
    [...new Set(events.map(({ publisher }) => publisher))].map((publisher) => [
      publisher,
      generateKeyPairSync('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }),
    ]),
  )
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  return {
    publicKeys: [...pairs].map(([publisher, { publicKey }]) => `${publisher}=${base64(publicKey)}`).join(','),
    sealOf: (publisher) => createSeal(publisher, pairs.get(publisher)?.privateKey ?? ''),
  }
}

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
          publisher: publisherOf(document, type),
          eventId: idOf(message['x-event-id'], payload),
          payload,
          version,
        }
      })
    }),
  )

/** Publishes one event as its publisher would. */
export const publishExample = async (redis: Redis, event: ExampleEvent, keys: Keys, nowMs: number): Promise<void> => {
  const entry = { stream: event.stream, fields: encodeEntry(event, nowMs) }
  const [fields = []] = keys.sealOf(event.publisher)([entry])
  await redis.xadd(event.stream, '*', ...fields)
}
