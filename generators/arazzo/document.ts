import type { JsonSchema } from '../shared/json-schema-type.ts'

// The parts of an Arazzo document that define a saga, already validated against x-saga.schema.json.

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; value: unknown }

export type StepExtension = {
  owner: string
  attempts?: number
  guards?: string
  states: { running: string; done: string; failed: string }
  refusals?: Record<string, string | { reason: string; undone_before: true }>
  outputs?: Record<string, unknown>
  undo?: {
    operationId: string
    owner: string
    after?: string[]
    timeout?: number
    parameters?: Parameter[]
    payload: Record<string, unknown>
  }
  pivot?: {
    operationId: string
    timeout?: number
    parameters?: Parameter[]
    payload: Record<string, unknown>
    reason?: string
  }
}

export type Step = {
  stepId: string
  description?: string
  operationId: string
  timeout?: number
  parameters?: Parameter[]
  requestBody?: { payload: unknown }
  successCriteria?: { condition: string }[]
  outputs?: Record<string, unknown>
  'x-saga': StepExtension
}

export type Publication = { event: string; payload: Record<string, unknown> }

export type ReactionSource = {
  owner: string
  on: string
  run?: string[]
  undo?: string[]
  data: Record<string, unknown>
  publish: { succeeded: Publication[]; failed?: Publication[]; undone_before?: Publication[] }
}

export type WorkflowExtension = {
  deadline: number
  /** The names of the derived schemas, which other documents reference. */
  schemas?: { state: string; step: string }
  states: { initial: string; done: string; undoing: string; undone: string }
  reasons: { timeout: string; error: string; deadline: string; forced: string }
  undo: { backoff_first: number; backoff_max: number; park_after_attempts: number }
  choreography?: { events: string; begins: string; deadline?: number; ends: string[]; reactions: ReactionSource[] }
}

export type Workflow = {
  workflowId: string
  summary?: string
  inputs: JsonSchema
  steps: Step[]
  outputs?: Record<string, unknown>
  'x-saga': WorkflowExtension
}

export type ArazzoDocument = {
  sourceDescriptions: { name: string; type: 'openapi' | 'asyncapi'; url: string }[]
  workflows: Workflow[]
}
