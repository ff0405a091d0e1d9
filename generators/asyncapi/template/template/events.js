import { File } from '@asyncapi/generator-react-sdk'
import { Header } from '../parts/header'

const Definition = ({ event }) =>
  `  ${event.name}: { validate: validators.${event.camel} as Validator, version: ${event.version}, eventId: (payload: ${event.name}) => \`${event.eventIdTemplate}\`${event.version > 1 ? `, upcasts: upcasters.${event.name}, downcasts: downcasters.${event.name}` : ''} },\n`

const Message = ({ event }) => `
/** ${event.summary} */
export const ${event.camel} = (payload: ${event.name}, options?: SendOptions): StreamMessage =>
  eventMessage(definitions.${event.name}, { stream, type: '${event.name}', eventId: definitions.${event.name}.eventId(payload) }, payload, options)
`

const groupsOf = (model) => model.applications.filter(({ receives }) => receives?.group !== undefined)
const list = (names) => names.map((name) => `'${name}'`).join(', ')

const Groups = ({ model }) => {
  const reacting = groupsOf(model).filter(({ sends }) => sends.length > 0)
  const observing = groupsOf(model).filter(({ sends }) => sends.length === 0)
  return `
/** Groups that publish events in reaction to those they receive. */
export const reactions = {
${reacting.map(({ receives, sends }) => `  '${receives.group}': { on: [${list(receives.events)}], publishes: [${list(sends)}] },`).join('\n')}
} as const

/** Groups that only record the events they receive, so a redelivered event triggers nothing. */
export const observers = [${list(observing.map(({ receives }) => receives.group))}] as const
`
}

const Publishers = ({ model }) => `
/** The applications that may publish each event. */
export const publishers = {
${model.events
  .map(
    ({ name }) =>
      `  ${name}: [${list(model.applications.filter(({ sends }) => sends.includes(name)).map((application) => application.name))}],`,
  )
  .join('\n')}
} as const satisfies Publishers
`

/** events.ts: the stream, the definition of each event, and a message builder for each. */
export default function ({ params: { model } }) {
  return (
    <File name="events.ts">
      <Header model={model} />
      {`import type { StreamMessage } from '#platform/stream/bus.ts'
import type { Publishers } from '#platform/stream/event-authenticity.ts'
import { eventDecoder, eventMessage, payloadReader, type SendOptions, type Validator } from '#platform/stream/typed-events.ts'
${model.upcasters === undefined ? '' : `import { downcasters, upcasters } from '${model.upcasters}'\n`}import type { ${[model.union, ...model.events.map((event) => event.name)].sort().join(', ')} } from './types.ts'
import * as validators from './validators.ts'

export const stream = '${model.stream}'

export const definitions = {
`}
      {model.events.map((event) => (
        <Definition event={event} />
      ))}
      {`} as const

/** Converts a payload of any known version to the newest. @throws MalformedEntry, NewerVersion */
export const readPayload = payloadReader(definitions)

/** Decodes a stream entry. @throws MalformedEntry, NewerVersion */
export const decode = eventDecoder<${model.union}>(definitions)
`}
      <Publishers model={model} />
      <Groups model={model} />
      {model.events.map((event) => (
        <Message event={event} />
      ))}
    </File>
  )
}
