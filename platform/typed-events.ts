import { MalformedEntry, type StreamEntry, type StreamMessage } from './stream-entry.ts'

/** An event as a consumer gets it: the entry it came in, with its type and its validated payload. */
export type EventOf<Type extends string, Payload> = Omit<StreamEntry, 'type' | 'payload'> & {
  type: Type
  payload: Payload
}

export type AnyEvent = EventOf<string, unknown>

/** What Ajv's standalone code exports. */
export type Validator = ((data: unknown) => boolean) & { errors?: unknown }

/** What is known of one type of event: its validator and the newest version of its payload. */
export type EventDefinition = { validate: Validator; version: number }

/** One function for each type of event. */
export type Handlers<Event extends AnyEvent> = {
  [Type in Event['type']]: (event: Extract<Event, { type: Type }>) => Promise<void>
}

/** Context of a request or event that a message is sent on behalf of. */
export type SendOptions = { traceparent?: string | undefined }

/** What a consumer decides for itself; everything else is in the specification. */
export type ReceiveOptions = {
  /** Name within the group; survives a restart. */
  consumer: string
  concurrency?: number
  lingerMs?: number
  signal?: AbortSignal
}

/** Length of a text in Unicode characters, as JSON Schema counts; for the generated validators. */
export const unicodeLength = (text: string): number => {
  let length = 0
  for (const _ of text) length += 1
  return length
}

type AjvError = { instancePath?: string; message?: string }

const explain = (errors: unknown): string =>
  ((errors ?? []) as AjvError[]).map((error) => `payload${error.instancePath ?? ''} ${error.message ?? ''}`).join(', ')

/**
 * Entry → typed event. Versions up to the known one are read.
 * @throws MalformedEntry for an unknown type, a newer version, or a payload that its schema refuses
 */
export const eventDecoder =
  <Event extends AnyEvent>(definitions: Readonly<Record<string, EventDefinition>>) =>
  (entry: StreamEntry): Event => {
    const definition = Object.hasOwn(definitions, entry.type) ? definitions[entry.type] : undefined
    if (!definition) throw new MalformedEntry(`type ${entry.type} is not known`)
    if (entry.version > definition.version || entry.version < 1) {
      throw new MalformedEntry(`version ${entry.version} of ${entry.type} is not known`)
    }
    if (!definition.validate(entry.payload)) throw new MalformedEntry(explain(definition.validate.errors))
    return entry as Event
  }

/** The handler for an event's type, called with it. */
export const dispatch =
  <Event extends AnyEvent>(handlers: Handlers<Event>) =>
  (event: Event): Promise<void> => {
    const handle = handlers[event.type as Event['type']] as (event: Event) => Promise<void>
    return handle(event)
  }

/** A message to publish. @throws TypeError when the payload is not what its schema says: a bug of the sender. */
export const eventMessage = (
  definition: EventDefinition,
  head: { stream: string; type: string; eventId: string },
  payload: object,
  { traceparent }: SendOptions = {},
): StreamMessage => {
  if (!definition.validate(payload)) throw new TypeError(`${head.type}: ${explain(definition.validate.errors)}`)
  return { ...head, payload, version: definition.version, ...(traceparent === undefined ? {} : { traceparent }) }
}
