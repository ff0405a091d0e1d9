import { parseTraceparent } from '../base/trace-context.ts'
import { authField } from './event-authenticity.ts'

export { isBefore, lastPossibleId, parseEntryId } from './entry-id.ts'

/** A message to publish. `payload` is an object or its JSON text. */
export type StreamMessage = {
  stream: string
  type: string
  payload: object | string
  /** Deterministic, so a message published twice is handled once. */
  eventId: string
  /** Version of the payload's schema. */
  version?: number
  traceparent?: string
  /** Whether it may have been handled already: see `sentAgain`. */
  again?: boolean
}

/** An entry as read. `ts` is the publication time in seconds since the epoch. */
export type StreamEntry = {
  entryId: string
  stream: string
  type: string
  payload: unknown
  payloadText: string
  eventId: string
  version: number
  ts: number
  /**
   * Number of deliveries to the group, including this one; 0 without a group. A republished entry counts as delivered before.
   */
  deliveries: number
  traceparent?: string
  /** The publisher's signature, as text. */
  auth?: string
}

/** The Redis client's form of an entry: its id, and alternating field names and values. */
export type RawEntry = [entryId: string, fields: string[] | null]

/** The entry can't be read; a retry can't help. */
export class MalformedEntry extends Error {}

/** The entry's version needs a newer reader; it waits for one. */
export class NewerVersion extends Error {}

/** The fields of an entry: `type`, `payload` (JSON with `emitted_at` in seconds) and `ts`, then our own. */
export const encodeEntry = (message: StreamMessage, nowMs: number): string[] => {
  const emittedAt = nowMs / 1000
  const text = typeof message.payload === 'string' ? message.payload : JSON.stringify(message.payload)
  const end = text.lastIndexOf('}')
  const separator = /^\s*\{\s*\}\s*$/.test(text) ? '' : ','
  const fields = [
    'type',
    message.type,
    'payload',
    `${text.slice(0, end)}${separator}"emitted_at":${emittedAt}}`,
    'ts',
    String(emittedAt),
    'event_id',
    message.eventId,
    'version',
    String(message.version ?? 1),
  ]
  const traceparent = parseTraceparent(message.traceparent)
  if (traceparent !== undefined) fields.push('traceparent', traceparent)
  return message.again ? sentAgain(fields) : fields
}

const againField = 'again'

/**
 * The fields of an entry that repeats an earlier, possibly lost one. The record of how that one was handled may be lost
 * as well, so readers must treat this as a redelivery, although it is its first delivery to the group.
 */
export const sentAgain = (fields: readonly string[]): string[] => [...fields, againField, '1']

/** First field of an entry addressed to some readers only: names of groups, separated by blanks. */
const audienceField = 'for'

/** The fields as first published: addressed to all, and not marked as repeated. */
export const asFirstPublished = (fields: readonly string[]): readonly string[] => {
  const own = fields[0] === audienceField ? fields.slice(2) : fields
  const again = own.findIndex((name, index) => index % 2 === 0 && name === againField)
  return again === -1 ? own : [...own.slice(0, again), ...own.slice(again + 2)]
}

/** The fields of an entry addressed to these groups; every other reader skips it. */
export const addressedTo = (groups: readonly string[], fields: readonly string[]): string[] => [
  audienceField,
  groups.join(' '),
  ...(fields[0] === audienceField ? fields.slice(2) : fields),
]

/** Whether an entry is addressed to this reader; most are addressed to all. */
export const isFor = (fields: readonly string[], reader: string): boolean =>
  fields[0] !== audienceField || (fields[1] ?? '').split(' ').includes(reader)

/** The name of readers without a group in an entry's audience. */
export const tailReader = 'tail'

export const typeOf = (fields: readonly string[]): string | undefined => {
  for (let i = 0; i + 1 < fields.length; i += 2) if (fields[i] === 'type') return fields[i + 1]
  return undefined
}

const parsePayload = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new MalformedEntry(`payload is not JSON: ${(error as Error).message}`)
  }
}

/**
 * Decodes an entry. A foreign publisher's entry without an event id gets its entry id.
 * @throws MalformedEntry
 */
export const decodeEntry = (stream: string, [entryId, fields]: RawEntry, deliveries: number): StreamEntry => {
  const values = new Map<string, string>()
  for (let i = 0; i + 1 < (fields?.length ?? 0); i += 2) values.set(fields?.[i] ?? '', fields?.[i + 1] ?? '')
  const type = values.get('type')
  const payloadText = values.get('payload')
  const ts = Number(values.get('ts') ?? Number.NaN)
  const version = Number(values.get('version') ?? 1)
  if (type === undefined || type === '') throw new MalformedEntry('field type is missing')
  if (payloadText === undefined) throw new MalformedEntry('field payload is missing')
  if (!Number.isFinite(ts)) throw new MalformedEntry('field ts is not a number of seconds')
  if (!Number.isSafeInteger(version)) throw new MalformedEntry('field version is not a whole number')
  const traceparent = parseTraceparent(values.get('traceparent'))
  const auth = values.get(authField)
  return {
    entryId,
    stream,
    type,
    payload: parsePayload(payloadText),
    payloadText,
    eventId: values.get('event_id') ?? entryId,
    version,
    ts,
    deliveries: deliveries > 0 && values.has(againField) ? deliveries + 1 : deliveries,
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(auth === undefined ? {} : { auth }),
  }
}
