import { parseTraceparent } from '../base/trace-context.ts'
import { authField } from './event-authenticity.ts'

/** A message to publish. `payload` is an object, or the text of one that is JSON already. */
export type StreamMessage = {
  stream: string
  type: string
  payload: object | string
  /** Deterministic, so that a message published twice is handled once. */
  eventId: string
  /** Version of the payload's schema. */
  version?: number
  traceparent?: string
  /** It may have been handled already: see `sentAgain`. */
  again?: boolean
}

/** An entry as it was read. `ts` is the time of publication in seconds since the epoch. */
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
   * How often the group has handed this event out, this time included; 0 outside a group. An entry that was sent again
   * counts as handed out before.
   */
  deliveries: number
  traceparent?: string
  /** The publisher's signature, as text. */
  auth?: string
}

/** What the Redis client returns for one entry: its id and its fields and values in turn. */
export type RawEntry = [entryId: string, fields: string[] | null]

/** An entry that can't be read; repeating it can't help. */
export class MalformedEntry extends Error {}

/** An entry of a version that only newer readers know: it is theirs, and waits for one. */
export class NewerVersion extends Error {}

/** The fields of an entry: `type`, `payload` (JSON with `emitted_at` in seconds) and `ts`, then ours. */
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
 * The fields of an entry that repeats an earlier one, perhaps lost. What remembered how that one was handled may be lost
 * as well, so a reader has to take this one for a repeated delivery, although its group hands it out for the first time.
 */
export const sentAgain = (fields: readonly string[]): string[] => [...fields, againField, '1']

/** First field of an entry that is meant for some readers only: names of groups, apart by blanks. */
const audienceField = 'for'

/** The fields as they were first published: for all, and not yet sent again. */
export const asFirstPublished = (fields: readonly string[]): readonly string[] => {
  const own = fields[0] === audienceField ? fields.slice(2) : fields
  const again = own.findIndex((name, index) => index % 2 === 0 && name === againField)
  return again === -1 ? own : [...own.slice(0, again), ...own.slice(again + 2)]
}

/** The fields of an entry that only these groups take; every other reader passes it by. */
export const addressedTo = (groups: readonly string[], fields: readonly string[]): string[] => [
  audienceField,
  groups.join(' '),
  ...(fields[0] === audienceField ? fields.slice(2) : fields),
]

/** Whether an entry is for this reader, as most are for all. */
export const isFor = (fields: readonly string[], reader: string): boolean =>
  fields[0] !== audienceField || (fields[1] ?? '').split(' ').includes(reader)

/** The name of readers without a group, in the audience of an entry. */
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
 * Reads an entry. An entry of a foreign publisher has no event id: its entry id stands in.
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
