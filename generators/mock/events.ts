import { generateKeyPairSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { encodeEntry } from '#platform/stream/entry.ts'
import { createSeal, type Seal } from '#platform/stream/event-authenticity.ts'
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

/** An operation that sends, with its application. Without messages it sends all of its channel. */
const sendsOf = (document: Node): readonly Node[] =>
  membersOf(document.operations).flatMap(([, operation]) => (operation.action === 'send' ? [operation] : []))

const sends = ({ messages, channel }: Node, type: string): boolean =>
  Array.isArray(messages) &&
  messages.some(({ $ref }: Node) => $ref === `${String(nodeOf(channel).$ref)}/messages/${type}`)

/** An application that sends this type: one that names it, before one that sends all of the channel. */
const publisherOf = (document: Node, type: string): string => {
  const all = sendsOf(document)
  const found = all.find((operation) => sends(operation, type)) ?? all.find(({ messages }) => messages === undefined)
  return String(found?.['x-application'] ?? '')
}

/** Every application that sends: a consumer must know the keys of all. */
export const publishersOf = (document: Node): string[] => [
  ...new Set(sendsOf(document).map((operation) => String(operation['x-application'] ?? ''))),
]

export type Keys = { readonly publicKeys: string; readonly sealOf: (publisher: string) => Seal }

/** New keys for these publishers; consumers need `publicKeys` as their EVENT_PUBLIC_KEYS. */
export const makeKeys = (publishers: readonly string[]): Keys => {
  const pairs = new Map(
    publishers.map((publisher) => [
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
