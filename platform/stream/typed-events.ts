import { MalformedEntry, NewerVersion, type StreamEntry, type StreamMessage } from './entry.ts'

/** An event as a consumer gets it: the entry it came in, with its type and its validated payload. */
export type EventOf<Type extends string, Payload> = Omit<StreamEntry, 'type' | 'payload'> & {
  type: Type
  payload: Payload
}

export type AnyEvent = EventOf<string, unknown>

/** What Ajv's standalone code exports. */
export type Validator = ((data: unknown) => boolean) & { errors?: unknown }

/** From a payload of one version to that of the next one. */
export type Upcast = (payload: Record<string, unknown>) => Record<string, unknown>

/** By type of event, then by the version of the payload that it takes. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcast>>>>

/** What is known of one type of event: its validator, the newest version of its payload, and the ways from and to older ones. */
export type EventDefinition = {
  validate: Validator
  version: number
  /** The id that an event with this payload has; an entry with another one is refused. */
  eventId?: (payload: never) => string
  upcasts?: Readonly<Record<number, Upcast>> | undefined
  downcasts?: Readonly<Record<number, Upcast>> | undefined
}
export type EventDefinitions = Readonly<Record<string, EventDefinition>>

/** A payload as it was published or stored, with the version of its schema. */
export type VersionedPayload = Pick<StreamEntry, 'type' | 'version' | 'payload'>

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

/** The payload in the newest version. @throws MalformedEntry where a step on the way is not known or fails */
const upcast = ({ type, version, payload }: VersionedPayload, definition: EventDefinition): unknown => {
  const { version: newest, upcasts } = definition
  let current = payload
  for (let from = version; from < newest; from++) {
    const step = upcasts?.[from]
    if (!step) throw new MalformedEntry(`version ${from} of ${type} can't be read any more`)
    try {
      current = step(current as Record<string, unknown>)
    } catch (error) {
      throw new MalformedEntry(`version ${from} of ${type} can't be read: ${(error as Error).message}`)
    }
  }
  return current
}

/**
 * The payload of an event of any version → that of the newest one, validated.
 * @throws MalformedEntry for an unknown type or a payload that its schema refuses, NewerVersion for the version that comes next
 */
export const payloadReader =
  (definitions: EventDefinitions) =>
  (event: VersionedPayload): unknown => {
    const { type, version } = event
    const definition = Object.hasOwn(definitions, type) ? definitions[type] : undefined
    if (!definition) throw new MalformedEntry(`type ${type} is not known`)
    // A deploy brings the next version; one further away is a mistake of its publisher.
    if (version === definition.version + 1) throw new NewerVersion(`version ${version} of ${type} is not known yet`)
    if (version > definition.version || version < 1) {
      throw new MalformedEntry(`version ${version} of ${type} is not known`)
    }
    const payload = version === definition.version ? event.payload : upcast(event, definition)
    if (!definition.validate(payload)) throw new MalformedEntry(explain(definition.validate.errors))
    return payload
  }

/**
 * Entry → typed event. The payload of an older version is brought to the newest; `version` and `payloadText` stay as they
 * were published.
 * @throws as `payloadReader` does
 */
export const eventDecoder = <Event extends AnyEvent>(definitions: EventDefinitions) => {
  const read = payloadReader(definitions)
  return (entry: StreamEntry): Event => {
    const payload = read(entry)
    const eventId = definitions[entry.type]?.eventId?.(payload as never)
    // Events are known by their ids: one under the id of another would take its place.
    if (eventId !== undefined && eventId !== entry.eventId)
      throw new MalformedEntry(`event_id is ${entry.eventId}; of this payload it is ${eventId}`)
    return (payload === entry.payload ? entry : { ...entry, payload }) as Event
  }
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
