import { MalformedEntry, NewerVersion, type StreamEntry, type StreamMessage } from './entry.ts'

/** An event as a consumer gets it: its entry, with its type and validated payload. */
export type EventOf<Type extends string, Payload> = Omit<StreamEntry, 'type' | 'payload'> & {
  type: Type
  payload: Payload
}

export type AnyEvent = EventOf<string, unknown>

/** What Ajv's standalone code exports. */
export type Validator = ((data: unknown) => boolean) & { errors?: unknown }

/** Converts a payload of one version to the next. */
export type Upcast = (payload: Record<string, unknown>) => Record<string, unknown>

/** Event type → version of the input payload → upcast. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcast>>>>

/** Definition of an event type: validator, newest payload version, and conversions from and to older ones. */
export type EventDefinition = {
  validate: Validator
  version: number
  /** The event id for this payload; an entry with another id is rejected. */
  eventId?: (payload: never) => string
  upcasts?: Readonly<Record<number, Upcast>> | undefined
  downcasts?: Readonly<Record<number, Upcast>> | undefined
}
export type EventDefinitions = Readonly<Record<string, EventDefinition>>

/** A payload as it was published or stored, with the version of its schema. */
export type VersionedPayload = Pick<StreamEntry, 'type' | 'version' | 'payload'>

/** One function per event type. */
export type Handlers<Event extends AnyEvent> = {
  [Type in Event['type']]: (event: Extract<Event, { type: Type }>) => Promise<void>
}

/** Context of the request or event that causes a message. */
export type SendOptions = { traceparent?: string | undefined }

/** Options of a consumer; everything else is in the specification. */
export type ReceiveOptions = {
  /** Name within the group; stays the same across restarts. */
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

/** The payload in the newest version. @throws MalformedEntry if an upcast is missing or fails */
const upcast = ({ type, version, payload }: VersionedPayload, definition: EventDefinition): unknown => {
  const { version: newest, upcasts } = definition
  let current = payload
  for (let from = version; from < newest; from++) {
    const step = upcasts?.[from]
    if (!step) throw new MalformedEntry(`version ${from} of ${type} is no longer supported`)
    try {
      current = step(current as Record<string, unknown>)
    } catch (error) {
      throw new MalformedEntry(`version ${from} of ${type} can't be read: ${(error as Error).message}`)
    }
  }
  return current
}

/**
 * Converts the payload of any version to the newest and validates it.
 * @throws MalformedEntry for an unknown type or an invalid payload, NewerVersion for the next version
 */
export const payloadReader =
  (definitions: EventDefinitions) =>
  (event: VersionedPayload): unknown => {
    const { type, version } = event
    const definition = Object.hasOwn(definitions, type) ? definitions[type] : undefined
    if (!definition) throw new MalformedEntry(`event type ${type} is unknown`)
    // A deployment introduces the next version; one further ahead is a publisher's mistake.
    if (version === definition.version + 1) throw new NewerVersion(`version ${version} of ${type} needs a newer reader`)
    if (version > definition.version || version < 1) {
      throw new MalformedEntry(`version ${version} of ${type} is unknown`)
    }
    const payload = version === definition.version ? event.payload : upcast(event, definition)
    if (!definition.validate(payload)) throw new MalformedEntry(explain(definition.validate.errors))
    return payload
  }

/**
 * Entry → typed event. Converts an older payload to the newest version; `version` and `payloadText` stay as
 * published.
 * @throws like `payloadReader`
 */
export const eventDecoder = <Event extends AnyEvent>(definitions: EventDefinitions) => {
  const read = payloadReader(definitions)
  return (entry: StreamEntry): Event => {
    const payload = read(entry)
    const eventId = definitions[entry.type]?.eventId?.(payload as never)
    // Events are identified by id: an event under another's id would take its place.
    if (eventId !== undefined && eventId !== entry.eventId)
      throw new MalformedEntry(`event_id is ${entry.eventId}, but this payload's id is ${eventId}`)
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

/** A message to publish. @throws TypeError if the payload violates its schema, which is a bug of the sender */
export const eventMessage = (
  definition: EventDefinition,
  head: { stream: string; type: string; eventId: string },
  payload: object,
  { traceparent }: SendOptions = {},
): StreamMessage => {
  if (!definition.validate(payload)) throw new TypeError(`${head.type}: ${explain(definition.validate.errors)}`)
  return { ...head, payload, version: definition.version, ...(traceparent === undefined ? {} : { traceparent }) }
}
