import { generateKeyPairSync } from 'node:crypto'
import type { Redis } from 'ioredis'
import { encodeEntry } from '#platform/stream/entry.ts'
import { createSeal, type Seal } from '#platform/stream/event-authenticity.ts'
import { membersOf, type Node, nodeOf, resolved } from './node.ts'

export type ExampleEvent = {
  readonly stream: string
  readonly type: string
  /** The application that publishes it. */
  readonly publisher: string
  readonly eventId: string
  readonly payload: Node
  readonly version: number
}

/** Fills each `{name}` of a template with that member of the payload. */
const idOf = (template: unknown, payload: Node): string =>
  String(template).replace(/\{(\w+)\}/g, (_, name: string) => String(payload[name]))

/** The send operations of a document. One without a list of messages sends all messages of its channel. */
const sendsOf = (document: Node): readonly Node[] =>
  membersOf(document.operations).flatMap(([, operation]) => (operation.action === 'send' ? [operation] : []))

const sends = ({ messages, channel }: Node, type: string): boolean =>
  Array.isArray(messages) &&
  messages.some(({ $ref }: Node) => $ref === `${String(nodeOf(channel).$ref)}/messages/${type}`)

/** An application that sends this type, preferably one that names it explicitly. */
const publisherOf = (document: Node, type: string): string => {
  const all = sendsOf(document)
  const found = all.find((operation) => sends(operation, type)) ?? all.find(({ messages }) => messages === undefined)
  return String(found?.['x-application'] ?? '')
}

/** Every application that sends events; consumers need the public keys of all of them. */
export const publishersOf = (document: Node): string[] => [
  ...new Set(sendsOf(document).map((operation) => String(operation['x-application'] ?? ''))),
]

export type Keys = { readonly publicKeys: string; readonly sealOf: (publisher: string) => Seal }

/** Creates key pairs for publishers. Set EVENT_PUBLIC_KEYS of consumers to `publicKeys`. */
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

/** The examples of all messages in an AsyncAPI document, in document order, with their event ids. */
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

/** Publishes one event, signed like those of the real publisher. */
export const publishExample = async (redis: Redis, event: ExampleEvent, keys: Keys, nowMs: number): Promise<void> => {
  const entry = { stream: event.stream, fields: encodeEntry(event, nowMs) }
  const [fields = []] = keys.sealOf(event.publisher)([entry])
  await redis.xadd(event.stream, '*', ...fields)
}
