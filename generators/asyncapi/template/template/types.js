import { File } from '@asyncapi/generator-react-sdk'
import { Header } from '../parts/header'

const NamedType = ({ type }) => `${type.doc}export type ${type.name} = ${type.text}\n\n`

const Union = ({ model }) => `/** All events of ${model.stream}, discriminated by \`type\`. */
export type ${model.union} =
${model.events.map((event) => `  | EventOf<'${event.name}', ${event.name}>`).join('\n')}

export type ${model.union}Type = ${model.union}['type']
`

/** types.ts: payloads and the union of all events. */
export default function ({ params: { model } }) {
  return (
    <File name="types.ts">
      <Header model={model} />
      {"import type { EventOf } from '#platform/stream/typed-events.ts'\n\n"}
      {model.types.map((type) => (
        <NamedType type={type} />
      ))}
      <Union model={model} />
    </File>
  )
}
