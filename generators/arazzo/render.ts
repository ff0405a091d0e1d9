import { key, typeOf } from '../shared/json-schema-type.ts'
import type { CallModel, Model, PublicationModel, ReactionModel, StepModel } from './model.ts'
import { camel, pascal } from './names.ts'
import { stepsTable } from './steps-table.ts'

const lowerFirst = (name: string): string => name.replace(/^\w/, (letter) => letter.toLowerCase())
const text = (value: string): string => `'${value.replaceAll(/['\\]/g, '\\$&')}'`
/** Sorts like Biome: alphabetically, capitals before small letters. */
const sortKey = (name: string): string =>
  name.replace(/[a-z]/gi, (letter) => `${letter.toLowerCase()}${letter < 'a' ? 0 : 1}`)
const eventsOf = (owner: string): string => `${camel(owner)}Events`
const texts = (values: readonly string[]): string => `[${values.map(text).join(', ')}]`
const union = (values: Iterable<string>): string => [...new Set(values)].map(text).join(' | ')

const reasonsOf = ({ workflow }: Model): string[] => [
  ...Object.values(workflow['x-saga'].reasons),
  ...workflow.steps.flatMap((step) =>
    Object.values(step['x-saga'].refusals ?? {}).map((refusal) =>
      typeof refusal === 'string' ? refusal : refusal.reason,
    ),
  ),
]

const imports = (model: Model): string => {
  const calls = model.steps.flatMap(({ call, undo, pivot }) => [call, undo, pivot].filter((one) => one !== undefined))
  const services = [...new Set(calls.map(({ service }) => service))].sort()
  const clients = services.map((service) => {
    const names = new Set(calls.filter((call) => call.service === service).map(({ operation }) => operation))
    const results = model.steps.filter(({ call, outputs }) => call.service === service && outputs.length > 0)
    const types = results.map(({ call }) => `${pascal(call.operation)}Result`)
    const sorted = [...names, ...types].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    return `import { ${sorted.map((one) => (types.includes(one) ? `type ${one}` : one)).join(', ')} } from '../${service}/client.ts'`
  })
  const events = model.reactions.map(
    ({ source }) => `import * as ${eventsOf(source.owner)} from '../events/${source.owner}.ts'`,
  )
  const payloads = [...new Set(model.reactions.map(({ source }) => source.on))].sort()
  const joins = model.steps.some(({ outputs }) => outputs.some((output) => output.joins))
  const hasEvents = model.reactions.length > 0
  return [
    `import type { Transport } from '#platform/http/client.ts'`,
    hasEvents ? `import type { StreamMessage } from '#platform/stream/bus.ts'` : '',
    hasEvents ? `import type { SendOptions } from '#platform/stream/typed-events.ts'` : '',
    `import { outcomeOf, ${model.steps.some(({ pivot }) => pivot) ? 'settledBy, ' : ''}undoneBy } from '#saga/answers.ts'`,
    `import type { Calls, SagaTable } from '#saga/definition.ts'`,
    joins ? `import { join } from '#saga/join.ts'` : '',
    hasEvents ? `import type { SagaFailure } from '#saga/state.ts'` : '',
    ...[
      ...clients,
      ...events,
      payloads.length > 0 ? `import type { ${payloads.join(', ')} } from '../events/types.ts'` : '',
    ].sort((a, b) => (a.slice(a.indexOf("'")) < b.slice(b.indexOf("'")) ? -1 : 1)),
  ]
    .filter(Boolean)
    .join('\n')
}

const dataTypes = (model: Model): string => {
  const name = pascal(model.workflow.workflowId)
  const functions: string[] = []
  const parts = [`${name}Inputs`]
  for (const { source, call, outputs, successStatus } of model.steps) {
    if (outputs.length === 0) continue
    const fn = `${camel(source.stepId)}Outputs`
    const body = `Extract<${pascal(call.operation)}Result, { status: ${successStatus} }>['body']`
    const reads = new Set(outputs.flatMap((output) => [...output.reads]))
    const data = reads.size > 0 ? `data: Pick<${parts.join(' & ')}, ${union(reads)}>` : '_data: unknown'
    const members = outputs.map((output) => `${key(output.name)}: ${output.code}`).join(', ')
    functions.push(
      `/** The data that step \`${source.stepId}\` adds to the saga. */\nconst ${fn} = (${data}, body: ${body}) => ({ ${members} })`,
    )
    parts.push(`ReturnType<typeof ${fn}>`)
  }
  return `/** The input data of a saga. */
export type ${name}Inputs = ${typeOf(model.workflow.inputs)}

${functions.join('\n\n')}

/** The data of a saga after its last step. */
export type ${name}Data = ${parts.join(' & ')}`
}

const table = (model: Model): string => {
  const { workflow } = model
  const saga = workflow['x-saga']
  const { initial, done, undoing, undone } = saga.states
  const name = pascal(workflow.workflowId)
  const steps = model.steps.map(({ source, call, undo, pivot }) => {
    const step = source['x-saga']
    return `{
      id: ${text(source.stepId)},
      operation: ${text(call.operation)},
      owner: ${text(step.owner)},
      timeoutMs: ${source.timeout ?? 1000},
      attempts: ${step.attempts ?? 2},
      states: { running: ${text(step.states.running)}, done: ${text(step.states.done)}, failed: ${text(step.states.failed)} },${step.guards ? `\n guards: ${text(step.guards)},` : ''}
      ${undo && step.undo ? `undo: { operation: ${text(undo.operation)}, after: ${texts(step.undo.after ?? [])}, timeoutMs: ${step.undo.timeout ?? 1000}, owner: ${text(step.undo.owner)} },` : ''}
      ${pivot && step.pivot ? `pivot: { operation: ${text(pivot.operation)}, timeoutMs: ${step.pivot.timeout ?? 1000} },` : ''}
    }`.replace(/\n\s*\n/g, '\n')
  })
  return `/** The states of a saga. */
export type ${name}Etat = ${union(model.states)}

/** The reasons for a failure. */
export type ${name}Reason = ${union(reasonsOf(model))}

export type ${name}Step = ${union(model.steps.map(({ source }) => source.stepId))}

export const ${camel(workflow.workflowId)}Saga = {
  name: ${text(workflow.workflowId)},
  memory: 'log',
  deadlineMs: ${saga.deadline},
  states: { initial: ${text(initial)}, done: ${text(done)}, undoing: ${text(undoing)}, undone: ${text(undone)} },
  reasons: { timeout: ${text(saga.reasons.timeout)}, error: ${text(saga.reasons.error)}, deadline: ${text(saga.reasons.deadline)}, forced: ${text(saga.reasons.forced)} },
  undo: { backoffFirstMs: ${saga.undo.backoff_first}, backoffMaxMs: ${saga.undo.backoff_max}, parkAfterAttempts: ${saga.undo.park_after_attempts} },
  steps: [${steps.join(', ')}],
} as const satisfies SagaTable`
}

const callCode = (call: CallModel): string => {
  const options =
    call.idempotencyKey === undefined ? 'context' : `{ ...context, idempotencyKey: ${call.idempotencyKey} }`
  return `await ${call.operation}(transport, ${call.request}, ${options})`
}

const known = (parts: CallModel['parts'], type: string, more: Iterable<string> = []): string => {
  const names = new Set([...parts.flatMap((part) => [...part.names]), ...more])
  return names.size === 0 ? '' : `const data = known as Pick<${type}, ${union(names)}>`
}

const refusals = ({ source }: StepModel, forGood = false): string => {
  const entries = Object.entries(source['x-saga'].refusals ?? {}).flatMap(([slug, refusal]) => {
    if (typeof refusal === 'string') return forGood ? [] : [`${key(slug)}: { reason: ${text(refusal)} }`]
    return [`${key(slug)}: { reason: ${text(refusal.reason)}, undoneBefore: true }`]
  })
  return `{ ${entries.join(', ')} }`
}

const calls = (model: Model): string => {
  const type = `${pascal(model.workflow.workflowId)}Data`
  const entries = model.steps.map((step) => {
    const { source, call, undo, pivot, outputs, successStatus } = step
    const reads = new Set(outputs.flatMap((output) => [...output.reads]))
    const output =
      outputs.length > 0 ? `${camel(source.stepId)}Outputs(${reads.size > 0 ? 'data' : 'known'}, result.body)` : '{}'
    return `/** ${source.description?.trim().split('\n')[0] ?? source.stepId} */
    ${text(source.stepId)}: {
      run: async (known, context) => {
        ${known(call.parts, type, reads)}
        const result = ${callCode(call)}
        if (result.status === ${successStatus}) return { kind: 'done', output: ${output} }
        return outcomeOf(${text(call.operation)}, result, ${refusals(step)})
      },
      ${undo ? undoCode(undo, type) : ''}
      ${pivot ? pivotCode(step, pivot, type) : ''}
    }`
  })
  return `/** The calls of the saga, by step, through the generated clients. */
export const ${camel(model.workflow.workflowId)}Calls = (transport: Transport): Calls => ({\n${entries.join(',\n')} })`
}

const undoCode = (undo: CallModel, type: string): string => {
  const failure = undo.parts.some((part) => part.failure) ? 'failure' : '_failure'
  return `undo: async (known, ${failure}, context) => {
        ${known(undo.parts, type)}
        undoneBy(${text(undo.operation)}, ${callCode(undo)})
      },`
}

const pivotCode = (step: StepModel, pivot: NonNullable<StepModel['pivot']>, type: string): string => {
  const { source, outputs } = step
  const reads = new Set(outputs.flatMap((output) => [...output.reads]))
  const output =
    outputs.length > 0 ? `${camel(source.stepId)}Outputs(${reads.size > 0 ? 'data' : 'known'}, result.body)` : '{}'
  const failure = pivot.parts.some((part) => part.failure) ? 'failure' : '_failure'
  const first =
    pivot.reason && `, ${text(pivot.reason.member)} in result.body ? result.${pivot.reason.code} : undefined`
  return `settle: async (known, ${failure}, context) => {
        ${known(pivot.parts, type, reads)}
        const result = ${callCode(pivot)}
        if (result.status === 200) return { kind: 'done', output: ${output} }
        return settledBy(${text(pivot.operation)}, result, ${refusals(step, true)}${first ?? ''})
      },`
}

const publication = (owner: string, type: string, list: readonly PublicationModel[], withFailure: boolean): string => {
  const codes = list.map(({ code }) => code)
  const names = new Set(codes.flatMap((code) => [...code.names]))
  const parameter = (used: boolean, name: string, of: string): string => `${used ? '' : '_'}${name}: ${of}`
  const parameters = [
    parameter(names.size > 0, 'data', names.size > 0 ? `Pick<${type}, ${union(names)}>` : 'unknown'),
    parameter(
      codes.some((code) => code.message),
      'payload',
      'PAYLOAD',
    ),
    'options: SendOptions',
    ...(withFailure
      ? [
          parameter(
            codes.some((code) => code.failure),
            'failure',
            'SagaFailure',
          ),
        ]
      : []),
  ]
  const messages = list.map(({ event, code }) => `${eventsOf(owner)}.${lowerFirst(event)}(${code.code}, options)`)
  return `(${parameters.join(', ')}): StreamMessage[] => [${messages.join(', ')}]`
}

const reaction = ({ source, data, publish }: ReactionModel, type: string): string => {
  const given = data.map(({ name, code }) => `${key(name)}: ${code.code}`).join(', ')
  const of = (list: readonly PublicationModel[], withFailure: boolean): string =>
    publication(source.owner, type, list, withFailure).replace('PAYLOAD', source.on)
  const failed = publish.failed ? `failed: ${of(publish.failed, true)},` : ''
  const before = publish.undone_before
  return `${text(source.owner)}: {
    on: ${text(source.on)},
    ${source.run ? `run: ${texts(source.run)}` : `undo: ${texts(source.undo ?? [])}`},
    data: (payload: ${source.on}): Pick<${type}, ${union(data.map(({ name }) => name))}> => ({ ${given} }),
    succeeded: ${of(publish.succeeded, false)},
    ${failed}
    ${before ? `'undone-before': ${of(before, true)},` : ''}
  }`
}

const reactions = (model: Model): string => {
  const choreography = model.workflow['x-saga'].choreography
  if (!choreography) return ''
  const type = `${pascal(model.workflow.workflowId)}Data`
  const name = camel(model.workflow.workflowId)
  return `/** The choreography: for each owner, the event it reacts to, the steps it runs or undoes, and the events it publishes. */
export const ${name}Reactions = { ${model.reactions.map((one) => reaction(one, type)).join(', ')} } as const

/** The events that end the saga. */
export const ${name}Ends = ${texts(choreography.ends)} as const${
    choreography.deadline === undefined
      ? ''
      : `

/** The service that accepted a choreographed saga ends it after this time. */
export const ${name}ChoreographyDeadlineMs = ${choreography.deadline}`
  }`
}

/** Renders the generated file, unformatted. */
export const render = (model: Model): string =>
  [
    `// Generated from ${model.file} by generators/arazzo. Do not edit.\n//\n${stepsTable(model)}`,
    imports(model),
    dataTypes(model),
    table(model),
    calls(model),
    reactions(model),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')

/** Renders the states of the saga as a Mermaid diagram. */
export const renderDiagram = ({ file, workflow }: Model): string => {
  const { initial, done, undoing, undone } = workflow['x-saga'].states
  const edges = new Map<string, string>()
  const edge = (from: string, to: string, label = ''): void => {
    if (from !== to && !edges.has(`${from} --> ${to}`)) edges.set(`${from} --> ${to}`, label)
  }
  let at = initial
  for (const { stepId, 'x-saga': step } of workflow.steps) {
    edge(at, step.states.running, stepId)
    edge(step.states.running, step.states.failed)
    edge(step.states.failed, undoing)
    edge(step.states.running, step.states.done)
    at = step.states.done
  }
  edge(at, done)
  edge(undoing, undone, 'all undos done')
  const lines = [...edges].map(([arrow, label]) => `  ${arrow}${label ? `: ${label}` : ''}`)
  return [
    `%% Generated from ${file} by generators/arazzo. Do not edit.`,
    'stateDiagram-v2',
    `  [*] --> ${initial}`,
    ...lines,
    `  ${done} --> [*]`,
    `  ${undone} --> [*]`,
    '',
  ].join('\n')
}
