import { type Data, type Failure, type SagaTable, stepOf } from './definition.ts'
import type { LogRecord } from './record.ts'

export type StepState =
  | 'waiting'
  | 'running'
  /** Runs again because its outcome is unknown, for example after a crash. */
  | 'repeating'
  | 'done'
  /** Failed without effect. */
  | 'failed'
  /** Failed, possibly with an effect. */
  | 'unknown'
  /** Its undo waits for another. */
  | 'to-undo'
  | 'undoing'
  /** Its undo failed as often as the limit and is still retried. */
  | 'parked'
  | 'undone'
  /** An operator gave up its undo. */
  | 'abandoned'

export type SagaFailure = Failure & { readonly step: string | null; readonly at: number }

export type SagaState = {
  readonly phase: 'new' | 'running' | 'failed' | 'undoing' | 'succeeded' | 'cancelled'
  /** The state's name in the process definition. */
  readonly etat: string
  readonly data: Data
  readonly steps: Readonly<Record<string, StepState>>
  readonly undoAttempts: Readonly<Record<string, number>>
  readonly failure?: SagaFailure
  /** The refusal of a guard, on which the guarded step decides. */
  readonly advice?: SagaFailure
  readonly deadlineAt: number
  /** The number of records so far. */
  readonly seq: number
}

/** A record with the state after it. The state's `seq` is the number of the record. */
export type LogEntry = { readonly record: LogRecord; readonly state: SagaState }

export const newSaga = (table: SagaTable): SagaState => ({
  phase: 'new',
  etat: table.states.initial,
  data: {},
  steps: Object.fromEntries(table.steps.map((step) => [step.id, 'waiting'])),
  undoAttempts: {},
  deadlineAt: 0,
  seq: 0,
})

export const isEnded = (state: SagaState): boolean => state.phase === 'succeeded' || state.phase === 'cancelled'

const fromStates: Partial<Record<LogRecord['type'], readonly StepState[]>> = {
  restarted: ['running', 'repeating', 'done', 'to-undo', 'undoing', 'parked'],
  'step-started': ['waiting', 'running', 'repeating'],
  'step-done': ['running', 'repeating'],
  'step-failed': ['waiting', 'running', 'repeating'],
  'undo-started': ['to-undo', 'undoing', 'parked'],
  'undo-failed': ['undoing'],
  'undo-parked': ['undoing'],
  'undo-done': ['undoing', 'parked'],
  'undo-abandoned': ['to-undo', 'undoing', 'parked'],
}

const phasesOf: Record<LogRecord['type'], readonly SagaState['phase'][]> = {
  started: ['new'],
  resumed: ['running', 'failed', 'undoing'],
  restarted: ['running', 'undoing'],
  'step-started': ['running'],
  'step-done': ['running'],
  'step-failed': ['running'],
  undoing: ['running', 'failed'],
  'undo-started': ['undoing'],
  'undo-failed': ['undoing'],
  'undo-parked': ['undoing'],
  'undo-done': ['undoing'],
  'undo-abandoned': ['undoing'],
  succeeded: ['running'],
  cancelled: ['undoing'],
}

/** A record that can't follow the records before it. */
export class IllegalRecord extends Error {}

const refuse = (state: SagaState, record: LogRecord): void => {
  const known = fromStates[record.type]
  const step = 'step' in record ? record.step : undefined
  const before = step === undefined ? undefined : state.steps[step]
  const legal = phasesOf[record.type].includes(state.phase) && (!known || (before && known.includes(before)))
  if (!legal) {
    const place = step === undefined ? '' : ` of ${step} (${before ?? 'unknown step'})`
    throw new IllegalRecord(`record ${state.seq + 1}: ${record.type}${place} is not allowed in phase ${state.phase}`)
  }
}

const withStep = (state: SagaState, step: string, to: StepState): SagaState['steps'] => ({ ...state.steps, [step]: to })

/** Started steps from this one on run again. While undoing, the attempts of this step's undo are reset. */
const restarted = (
  table: SagaTable,
  state: SagaState,
  { step, deadlineAt }: Extract<LogRecord, { type: 'restarted' }>,
): Partial<SagaState> => {
  if (state.phase === 'undoing')
    return { steps: withStep(state, step, 'to-undo'), undoAttempts: { ...state.undoAttempts, [step]: 0 } }
  const from = table.steps.findIndex(({ id }) => id === step)
  const again = table.steps.slice(from).filter(({ id }) => state.steps[id] !== 'waiting')
  return { steps: { ...state.steps, ...Object.fromEntries(again.map(({ id }) => [id, 'repeating'])) }, deadlineAt }
}

const applied = (table: SagaTable, state: SagaState, record: LogRecord): Partial<SagaState> => {
  switch (record.type) {
    case 'started':
      return { phase: 'running', data: record.data, deadlineAt: record.deadlineAt }
    case 'resumed':
      return {}
    case 'restarted':
      return restarted(table, state, record)
    case 'step-started': {
      const steps = withStep(state, record.step, state.steps[record.step] === 'waiting' ? 'running' : 'repeating')
      return { steps, etat: stepOf(table, record.step).states.running }
    }
    case 'step-done':
      return {
        steps: withStep(state, record.step, 'done'),
        etat: stepOf(table, record.step).states.done,
        data: { ...state.data, ...record.output },
      }
    case 'step-failed': {
      const failure = { ...record.failure, step: record.step, at: record.at }
      const steps = withStep(state, record.step, failure.effect === 'unknown' ? 'unknown' : 'failed')
      if (record.advice) return { steps, advice: failure }
      return { phase: 'failed', steps, failure, etat: stepOf(table, record.step).states.failed }
    }
    case 'undoing': {
      const steps = { ...state.steps }
      for (const id of record.steps) steps[id] = 'to-undo'
      const failure = state.failure ?? { ...record.failure, step: null, at: record.at }
      return { phase: 'undoing', steps, failure, etat: table.states.undoing }
    }
    case 'undo-started':
      return { steps: withStep(state, record.step, 'undoing') }
    case 'undo-failed':
      return { undoAttempts: { ...state.undoAttempts, [record.step]: record.attempt } }
    case 'undo-parked':
      return { steps: withStep(state, record.step, 'parked') }
    case 'undo-done':
      return { steps: withStep(state, record.step, 'undone') }
    case 'undo-abandoned':
      return { steps: withStep(state, record.step, 'abandoned') }
    case 'succeeded':
      return { phase: 'succeeded', etat: table.states.done }
    case 'cancelled':
      return { phase: 'cancelled', etat: table.states.undone }
    default:
      return record satisfies never
  }
}

/** The state after a record. @throws IllegalRecord if the record can't follow the state */
export const evolve = (table: SagaTable, state: SagaState, record: LogRecord): SagaState => {
  refuse(state, record)
  return { ...state, ...applied(table, state, record), seq: state.seq + 1 }
}

/** The state after all records of a log. @throws IllegalRecord */
export const replay = (table: SagaTable, records: Iterable<LogRecord>): SagaState => {
  let state = newSaga(table)
  for (const record of records) state = evolve(table, state, record)
  return state
}

/** Pairs each record after a state with the state that it leads to. */
export const entriesAfter = (table: SagaTable, state: SagaState, records: readonly LogRecord[]): LogEntry[] => {
  let now = state
  return records.map((record) => {
    now = evolve(table, now, record)
    return { record, state: now }
  })
}
