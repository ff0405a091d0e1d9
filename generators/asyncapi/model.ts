import type { AsyncAPIDocumentInterface } from '@asyncapi/parser'
import { type Pointer, placeOf } from '../shared/spec-error.ts'
import { type Mistake, mistakesError } from './mistakes.ts'
import { createTypes, type NamedType, type Schema } from './typescript.ts'

/** An event: its payload's type, and its id as a template literal over `payload`. */
export type EventModel = {
  name: string
  /** The event's name in camelCase, for functions. */
  camel: string
  summary: string
  version: number
  /** For example `${payload.order_id}:OrderPlaced`. */
  eventIdTemplate: string
  schema: Schema
}

export type Consumption = {
  events: string[]
  all: boolean
  /** Undefined if it reads the stream without a group. */
  group: string | undefined
  claimIdleMs: number | undefined
  maxDeliveries: number | undefined
}

/** An application and the events that it sends and receives. */
export type ApplicationModel = { name: string; summary: string; sends: string[]; receives: Consumption | undefined }

export type Model = {
  source: string
  stream: string
  /** The name of the union of all events, for example `OrderEvent`. */
  union: string
  events: EventModel[]
  types: NamedType[]
  applications: ApplicationModel[]
}

type StreamExtension = { group?: string; deadLetter?: string; claimIdleMs?: number; maxDeliveries?: number }

const knownExtensions = new Set(['group', 'deadLetter', 'claimIdleMs', 'maxDeliveries'])
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const pascal = /^[A-Z][A-Za-z0-9]*$/

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const camel = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const quoted = (names: Iterable<string>): string => [...names].map((name) => `'${name}'`).join(', ')

/**
 * Reads the model for the templates from a document with one channel. Extensions: `x-redis-stream` on the channel (defaults)
 * and on operations (`group`), `x-application` on operations, `x-event-id` and `x-event-version` on messages.
 * @throws SpecError with every mistake
 */
export const readModel = (document: AsyncAPIDocumentInterface, file: string, source: string): Model => {
  const mistakes: Mistake[] = []
  const mistake = (path: Pointer, wrong: string, right: string): void => {
    mistakes.push({ place: placeOf(file, path), wrong: `${path.join('.')}: ${wrong}`, right })
  }

  const channels = document.channels().all()
  const [channel] = channels
  if (!channel || channels.length > 1) {
    throw mistakesError([
      { place: placeOf(file, ['channels']), wrong: `found ${channels.length} channels`, right: 'exactly one' },
    ])
  }
  const stream = channel.address() ?? ''
  if (stream === '') mistake(['channels', channel.id()], 'has no address', 'address: <name of the Redis stream>')

  const extension = (path: Pointer, value: StreamExtension | undefined): StreamExtension => {
    for (const key of Object.keys(value ?? {})) {
      if (!knownExtensions.has(key)) mistake([...path, key], 'unknown member', `one of ${quoted(knownExtensions)}`)
    }
    for (const key of ['claimIdleMs', 'maxDeliveries'] as const) {
      const number = value?.[key]
      if (number !== undefined && (!Number.isSafeInteger(number) || number < 1)) {
        mistake([...path, key], `is ${JSON.stringify(number)}`, 'a whole number of at least 1')
      }
    }
    return value ?? {}
  }
  const defaults = extension(
    ['channels', channel.id(), 'x-redis-stream'],
    channel.extensions().get('x-redis-stream')?.value<StreamExtension>(),
  )

  const types = createTypes()
  const events = channel
    .messages()
    .all()
    .map((message): EventModel => {
      const name = message.id() ?? ''
      const path = ['components', 'messages', name]
      const schema = (message.payload()?.json() ?? {}) as Schema
      if (!pascal.test(name)) mistake(path, `'${name}' is not a valid event name`, 'a name in PascalCase')
      if (schema.type !== 'object' || schema.title !== name) {
        mistake([...path, 'payload'], 'is not an object titled as its event', `type: object and title: ${name}`)
      }
      try {
        types.typeOf(schema)
      } catch (error) {
        mistake([...path, 'payload'], (error as Error).message, 'schemas with a type, and a different title for each')
      }
      const template = message.extensions().get('x-event-id')?.value<string>() ?? ''
      const required = new Set(schema.required)
      const fields = [...template.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '')
      if (fields.length === 0) {
        mistake([...path, 'x-event-id'], 'is missing or contains no field', `'{<required field>}:${name}'`)
      }
      for (const field of fields.filter((field) => !required.has(field))) {
        mistake(
          [...path, 'x-event-id'],
          `{${field}} is not a required field of the payload`,
          `one of ${quoted(required)}`,
        )
      }
      return {
        name,
        camel: camel(name),
        summary: message.summary() ?? '',
        version: message.extensions().get('x-event-version')?.value<number>() ?? 1,
        eventIdTemplate: template.replaceAll(/\{([^}]*)\}/g, (_, field: string) => `\${payload.${field}}`),
        schema,
      }
    })

  const applications = new Map<string, ApplicationModel>()
  const groups = new Map<string, string>()
  for (const operation of document.operations().all()) {
    const path = ['operations', operation.id() ?? '']
    const name = operation.extensions().get('x-application')?.value<string>() ?? ''
    if (!kebab.test(name)) {
      mistake([...path, 'x-application'], `is ${name === '' ? 'missing' : `'${name}'`}`, 'a name in kebab-case')
      continue
    }
    const application: ApplicationModel = applications.get(name) ?? {
      name,
      summary: '',
      sends: [],
      receives: undefined,
    }
    applications.set(name, application)
    application.summary ||= operation.summary() ?? ''
    const messages = operation
      .messages()
      .all()
      .map((message) => message.id() ?? '')
    if (operation.action() === 'send') {
      application.sends.push(...messages)
      continue
    }
    const own = extension(
      [...path, 'x-redis-stream'],
      operation.extensions().get('x-redis-stream')?.value<StreamExtension>(),
    )
    if (application.receives)
      mistake(path, `${name} already has a receive operation`, 'one receive operation for each application')
    const other = own.group === undefined ? undefined : groups.get(own.group)
    if (own.group !== undefined && other !== undefined) {
      mistake(
        [...path, 'x-redis-stream', 'group'],
        `'${own.group}' is already the group of ${other}`,
        'a group that no other application uses',
      )
    }
    if (own.group !== undefined) groups.set(own.group, name)
    application.receives = {
      events: messages,
      all: messages.length === events.length,
      group: own.group,
      claimIdleMs: own.claimIdleMs ?? defaults.claimIdleMs,
      maxDeliveries: own.maxDeliveries ?? defaults.maxDeliveries,
    }
  }
  const [first, ...others] = mistakes
  if (first) throw mistakesError([first, ...others])
  return {
    source,
    stream,
    union: `${capital(channel.id())}Event`,
    events,
    types: types.named(),
    applications: [...applications.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
