import { relative } from 'node:path'
import { key } from '../shared/json-schema-type.ts'
import type { Pointer } from '../shared/spec-error.ts'
import { mustBeKnown, type Wrong } from './checks.ts'
import type { ArazzoDocument, Parameter, Publication, ReactionSource, Step, Workflow } from './document.ts'
import { type Compiled, compile, type Surroundings } from './expression.ts'
import { pascal } from './names.ts'
import type { Operation, Sources } from './sources.ts'

/** A call of a generated client's operation, with TypeScript code for its request and idempotency key. */
export type CallModel = {
  operation: string
  service: string
  request: string
  idempotencyKey?: string
  parts: Compiled[]
}

export type StepModel = {
  source: Step
  call: CallModel
  successStatus: number
  /** The step's outputs as TypeScript code. */
  outputs: { name: string; code: string; joins: boolean; reads: ReadonlySet<string> }[]
  undo?: CallModel
  /** `reason`: the first member of the expression for the reason, and TypeScript code that reads it from a refusal. */
  pivot?: CallModel & { reason: { member: string; code: string } | undefined }
}

export type PublicationModel = { event: string; code: Compiled }
export type ReactionModel = {
  source: ReactionSource
  data: { name: string; code: Compiled }[]
  publish: { succeeded: PublicationModel[]; failed?: PublicationModel[]; undone_before?: PublicationModel[] }
}

export type Model = {
  file: string
  workflow: Workflow
  states: string[]
  steps: StepModel[]
  reactions: ReactionModel[]
}

const operationName = /^\$sourceDescriptions\.([^.]+)\.([^.]+)$/

type Context = { sources: Sources; wrong: Wrong; workflow: Workflow; base: Pointer; read: ReadonlySet<string> }

const findOperation = (context: Context, at: Pointer, text: string): Operation & { id: string } => {
  const { sources, wrong } = context
  const [, source = '', id = ''] = operationName.exec(text) ?? []
  mustBeKnown(wrong, at, 'OpenAPI source', source, sources.operations.keys())
  const operations = sources.operations.get(source) ?? new Map<string, Operation>()
  mustBeKnown(wrong, at, `operation of ${source}`, id, operations.keys())
  return { ...(operations.get(id) ?? { service: source, statuses: [], problems: new Set() }), id }
}

type CallSource = { operationId: string; parameters?: Parameter[] | undefined; payload: unknown }

const compileCall = (
  context: Context,
  source: CallSource,
  at: Pointer,
  payloadAt: Pointer,
  around: Surroundings,
): CallModel => {
  const operation = findOperation(context, [...at, 'operationId'], source.operationId)
  const groups = new Map<string, string[]>()
  const parts: Compiled[] = []
  let idempotencyKey: string | undefined
  for (const [index, { name, in: place, value }] of (source.parameters ?? []).entries()) {
    const compiled = compile(value, [...at, 'parameters', index, 'value'], around)
    parts.push(compiled)
    if (place === 'header' && name.toLowerCase() === 'idempotency-key') idempotencyKey = compiled.code
    else groups.set(place, [...(groups.get(place) ?? []), `${key(name)}: ${compiled.code}`])
  }
  const members = [...groups].map(
    ([place, values]) => `${place === 'header' ? 'headers' : place}: { ${values.join(', ')} }`,
  )
  if (source.payload !== undefined) {
    const body = compile(source.payload, payloadAt, around)
    parts.push(body)
    members.push(`body: ${body.code}`)
  }
  const call = { operation: operation.id, service: operation.service, request: `{ ${members.join(', ')} }`, parts }
  return idempotencyKey === undefined ? call : { ...call, idempotencyKey }
}

const successStatus = (context: Context, step: Step, at: Pointer): number => {
  const text = step.successCriteria?.[0]?.condition ?? ''
  const [, status] = /^\$statusCode == (\d{3})$/.exec(text) ?? []
  const { statuses } = findOperation(context, [...at, 'operationId'], step.operationId)
  if (!status || !statuses.includes(Number(status)))
    context.wrong(
      [...at, 'successCriteria'],
      `must be exactly one condition: \`$statusCode == ${statuses.find((one) => one < 300) ?? 200}\``,
    )
  return Number(status)
}

const checkRefusals = (context: Context, step: Step, at: Pointer): void => {
  const { problems } = findOperation(context, [...at, 'operationId'], step.operationId)
  for (const slug of Object.keys(step['x-saga'].refusals ?? {}))
    mustBeKnown(context.wrong, [...at, 'x-saga', 'refusals', slug], 'problem of the operation', slug, problems)
}

const outputsOf = (step: Step): Record<string, unknown> => ({ ...step.outputs, ...step['x-saga'].outputs })

const compileStep = (context: Context, index: number, around: Surroundings): StepModel => {
  const step = context.workflow.steps[index] as Step
  const at: Pointer = [...context.base, 'steps', index]
  const undo = step['x-saga'].undo
  checkRefusals(context, step, at)
  const { operationId, parameters, requestBody } = step
  const source = { operationId, parameters, payload: requestBody?.payload }
  const call = compileCall(context, source, at, [...at, 'requestBody', 'payload'], around)
  if (undo && call.idempotencyKey === undefined)
    context.wrong([...at, 'parameters'], `${step.stepId} has an effect, so it needs an Idempotency-Key header`)
  const outputs = Object.entries(outputsOf(step)).flatMap(([name, value]) => {
    const place = [...at, ...(step.outputs && name in step.outputs ? ['outputs', name] : ['x-saga', 'outputs', name])]
    const { code, joins, names } = compile(value, place, { ...around, response: true })
    if (!context.read.has(name))
      context.wrong(place, `output ${name} of ${step.stepId} is never read; read it, or remove it`)
    return [{ name, code, joins, reads: names }]
  })
  const model = { source: step, call, successStatus: successStatus(context, step, at), outputs }
  if (!undo) return model
  const undoAt: Pointer = [...at, 'x-saga', 'undo']
  return {
    ...model,
    undo: compileCall(context, undo, undoAt, [...undoAt, 'payload'], { ...around, failure: true }),
    ...compilePivot(context, step, at, around),
  }
}

/** The first member of an expression over the body, which only some refusals have. */
const firstMember = (expression: string): string => expression.split(/[#/]+/)[1] ?? ''

const compilePivot = (
  context: Context,
  { 'x-saga': { pivot } }: Step,
  stepAt: Pointer,
  around: Surroundings,
): Pick<StepModel, 'pivot'> => {
  if (!pivot) return {}
  const at: Pointer = [...stepAt, 'x-saga', 'pivot']
  const { reason } = pivot
  const call = compileCall(context, pivot, at, [...at, 'payload'], { ...around, failure: true })
  if (call.idempotencyKey === undefined)
    context.wrong([...at, 'parameters'], 'a pivot has an effect, so it needs an Idempotency-Key header')
  return {
    pivot: {
      ...call,
      reason:
        reason === undefined
          ? undefined
          : {
              member: firstMember(reason),
              code: compile(reason, [...at, 'reason'], { ...around, response: true }).code,
            },
    },
  }
}

const compileSteps = (context: Context): { steps: StepModel[]; end: Surroundings } => {
  const inputs = Object.keys(context.workflow.inputs.properties ?? {})
  const outputs = new Map<string, string[]>()
  const given = new Set(inputs)
  const steps = context.workflow.steps.map((step, index) => {
    const model = compileStep(context, index, { inputs, outputs: new Map(outputs), wrong: context.wrong })
    outputs.set(step.stepId, Object.keys(outputsOf(step)))
    for (const name of Object.keys(outputsOf(step))) {
      if (given.has(name))
        context.wrong(
          [...context.base, 'steps', index],
          `output name ${name} is already used by an input or an earlier step; choose another`,
        )
      given.add(name)
    }
    return model
  })
  return { steps, end: { inputs, outputs, wrong: context.wrong } }
}

const namesRead = (steps: readonly StepModel[], ids: readonly string[], undo: boolean): Set<string> => {
  const own = steps.filter(({ source }) => ids.includes(source.stepId))
  const parts = own.flatMap((step) => [...(undo ? [] : step.call.parts), ...(step.undo?.parts ?? [])])
  const fromOutputs = undo ? [] : own.flatMap(({ outputs }) => outputs.flatMap(({ reads }) => [...reads]))
  return new Set([...parts.flatMap(({ names }) => [...names]), ...fromOutputs])
}

const compileReaction = (
  context: Context,
  steps: readonly StepModel[],
  source: ReactionSource,
  at: Pointer,
): ReactionModel => {
  const { wrong, workflow } = context
  const inputs = Object.keys(workflow.inputs.properties ?? {})
  const message: Surroundings = { inputs, outputs: new Map(), wrong, message: true, fromEvent: new Set() }
  const data = Object.entries(source.data).map(([name, value]) => ({
    name,
    code: compile(value, [...at, 'data', name], message),
  }))
  const ids = source.run ?? source.undo ?? []
  const made = source.run ? steps.filter(({ source: { stepId } }) => ids.includes(stepId)) : []
  const fromEvent = new Set(Object.keys(source.data))
  const missing = [...namesRead(steps, ids, source.undo !== undefined)].filter((name) => !fromEvent.has(name))
  const unmade = missing.filter((name) => !made.some(({ outputs }) => outputs.some((output) => output.name === name)))
  if (unmade.length > 0)
    wrong([...at, 'data'], `the steps also need ${unmade.join(', ')}; add to \`data\`, read from $message.payload#/…`)
  const outputs = new Map(made.map((step) => [step.source.stepId, step.outputs.map(({ name }) => name)]))
  const around: Surroundings = { inputs, outputs, fromEvent, wrong, message: true }
  const publications = (outcome: string, list: Publication[], more: object): PublicationModel[] =>
    list.map(({ event, payload }, index) => ({
      event,
      code: compile(payload, [...at, 'publish', outcome, index, 'payload'], { ...around, ...more }),
    }))
  const { succeeded, failed, undone_before } = source.publish
  // The reaction can fail before any step has outputs.
  const onFailure = { failure: true, outputs: new Map(), stepType: `${pascal(context.workflow.workflowId)}Step` }
  return {
    source,
    data,
    publish: {
      succeeded: publications('succeeded', succeeded, {}),
      ...(failed ? { failed: publications('failed', failed, onFailure) } : {}),
      ...(undone_before ? { undone_before: publications('undone_before', undone_before, onFailure) } : {}),
    },
  }
}

/** The outputs that some expression reads. Others are rejected, because they would only lengthen the log. */
const namesInUse = (workflow: Workflow): Set<string> => {
  const text = JSON.stringify(workflow)
  const outputs = [...text.matchAll(/\$steps\.[\w-]+\.outputs\.([\w-]+)/g)].map(([, name]) => name ?? '')
  return new Set(outputs)
}

/** Builds the model of the generated file. Calls `wrong` with the place of a mistake. */
export const buildModel = (
  file: string,
  document: ArazzoDocument,
  sources: Sources,
  states: string[],
  wrong: Wrong,
): Model => {
  const workflow = document.workflows[0] as Workflow
  const base: Pointer = ['workflows', 0]
  const context: Context = { sources, wrong, workflow, base, read: namesInUse(workflow) }
  const { steps, end } = compileSteps(context)
  for (const [name, value] of Object.entries(workflow.outputs ?? {})) compile(value, [...base, 'outputs', name], end)
  const reactions = (workflow['x-saga'].choreography?.reactions ?? []).map((source, index) =>
    compileReaction(context, steps, source, [...base, 'x-saga', 'choreography', 'reactions', index]),
  )
  return { file: relative(process.cwd(), file), workflow, states, steps, reactions }
}
