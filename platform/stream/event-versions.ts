import type { Setting } from '../base/config.ts'
import type { StreamMessage } from './entry.ts'
import type { EventDefinitions, Upcast } from './typed-events.ts'

/** Event type → version in which it is published, if that is not the newest. */
export type PublishedVersions = ReadonlyMap<string, number>

/** Downcasts one version at a time; undefined if a downcast is missing. */
const wayDown = (definitions: EventDefinitions, type: string, to: number): Upcast[] | undefined => {
  const definition = Object.hasOwn(definitions, type) ? definitions[type] : undefined
  if (definition === undefined || to < 1 || to > definition.version) return undefined
  const steps = Array.from(
    { length: definition.version - to },
    (_, index) => definition.downcasts?.[definition.version - index],
  )
  return steps.every((step) => step !== undefined) ? steps : undefined
}

const one = /^([A-Z]\w*)=(\d{1,3})$/

/** `Type=1,OtherType=2`: older versions to publish while readers that know only those may still run. */
export const publishedVersions = (variable: string, definitions: EventDefinitions): Setting<PublishedVersions> => ({
  variable,
  expected: 'a list of events with publishable versions, such as OrderPlaced=1',
  parse: (text) => {
    const versions = new Map<string, number>()
    for (const part of text.split(',')) {
      const [, type = '', digits = ''] = one.exec(part.trim()) ?? []
      if (wayDown(definitions, type, Number(digits)) === undefined) return undefined
      versions.set(type, Number(digits))
    }
    return versions
  },
  fallback: { value: new Map() },
})

/** The message in the version in which its type is published. */
export const inVersion =
  (definitions: EventDefinitions, versions: PublishedVersions) =>
  (message: StreamMessage): StreamMessage => {
    const version = versions.get(message.type)
    if (version === undefined || version >= (message.version ?? 1)) return message
    const given: unknown = typeof message.payload === 'string' ? JSON.parse(message.payload) : message.payload
    const payload = (wayDown(definitions, message.type, version) ?? []).reduce(
      (newer, down) => down(newer),
      given as Record<string, unknown>,
    )
    return { ...message, payload, version }
  }
