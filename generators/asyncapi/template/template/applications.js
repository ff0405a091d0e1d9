import { File } from '@asyncapi/generator-react-sdk'
import { Header } from '../parts/header'

const list = (names) => names.map((name) => `'${name}'`).join(', ')
const camelOf = (model, name) => model.events.find((event) => event.name === name).camel

const imports = (model, application) => {
  const { sends, receives } = application
  const group = receives?.group !== undefined
  const streams = ['Bus', ...(group ? ['Consumer'] : [])]
  const typed = [
    ...(group ? ['dispatch', 'type Handlers', 'type ReceiveOptions'] : []),
    ...(sends.length > 0 ? [`${group ? 'type ' : ''}SendOptions`] : []),
  ]
  const typedImport = `import ${group ? '' : 'type '}{ ${typed.join(', ')} } from '#platform/stream/typed-events.ts'\n`
  const types = [...(receives ? [model.union] : []), ...sends].sort()
  const events = [...(receives ? ['decode'] : []), 'stream', ...sends.map((name) => camelOf(model, name))].sort()
  return `import type { ${streams.join(', ')} } from '#platform/stream/bus.ts'
${typed.length > 0 ? typedImport : ''}import { ${events.join(', ')} } from './events.ts'
import type { ${types.join(', ')} } from './types.ts'

export { ${events.filter((name) => name !== 'decode').join(', ')} }
`
}

const Publisher = ({ model, name }) => `
/** Publishes ${name}; resolves when Redis has stored it. Publishing it again is safe: the event id stays the same. */
export const publish${name} = (bus: Pick<Bus, 'publish'>, payload: ${name}, options?: SendOptions): Promise<void> =>
  bus.publish([${camelOf(model, name)}(payload, options)])
`

const Received = ({ model, receives }) => `
/** The events that this application receives${receives.all ? ': all of them' : ''}. */
export type Received = ${receives.all ? model.union : `Extract<${model.union}, { type: ${receives.events.map((name) => `'${name}'`).join(' | ')} }>`}

${receives.all ? '' : `export const accepts: ReadonlySet<string> = new Set([${list(receives.events)}])\n`}`

const Group = ({ receives }) => {
  const limits = ['claimIdleMs', 'maxDeliveries'].filter((key) => receives[key] !== undefined)
  return `
export const group = '${receives.group}'

const place = { stream, group${receives.all ? '' : ', accepts'}${limits.map((key) => `, ${key}: ${receives[key]}`).join('')} }
const decodeReceived = (entry: Parameters<typeof decode>[0]): Received => decode(entry)${receives.all ? '' : ' as Received'}

/** Handles each event on its own, several concurrently. Acknowledges an event when its handler returns. */
export const consume = (bus: Pick<Bus, 'consume'>, handlers: Handlers<Received>, options: ReceiveOptions): Consumer =>
  bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handle: dispatch(handlers) })

/** Handles events in batches, one batch at a time. Acknowledges the events of a batch when \`handleBatch\` returns. */
export const consumeBatch = (
  bus: Pick<Bus, 'consume'>,
  handleBatch: (events: Received[]) => Promise<void>,
  options: ReceiveOptions,
): Consumer => bus.consume<Received>({ ...place, ...options, decode: decodeReceived, handleBatch })
`
}

const Tail = ({ receives }) => `
/** Reads events as they arrive, without a group: every process gets all of them. Ends when the signal aborts. */
export const tail = (
  bus: Pick<Bus, 'tail'>,
  onEvents: (events: Received[]) => void | Promise<void>,
  { fromId = '$', signal }: { fromId?: string; signal: AbortSignal },
): Promise<void> =>
  bus.tail<Received>({ stream,${receives.all ? '' : ' accepts,'} fromId, signal, decode: (entry) => decode(entry) as Received, onEntries: onEvents })
`

/** <application>.ts: the publishers and consumers of one application. */
export default function ({ params: { model } }) {
  return model.applications.map((application) => (
    <File name={`${application.name}.ts`}>
      <Header model={model} />
      {imports(model, application)}
      {application.sends.map((name) => (
        <Publisher model={model} name={name} />
      ))}
      {application.receives && <Received model={model} receives={application.receives} />}
      {application.receives &&
        (application.receives.group ? (
          <Group receives={application.receives} />
        ) : (
          <Tail receives={application.receives} />
        ))}
    </File>
  ))
}
