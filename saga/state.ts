import { type Data, type Failure, type SagaTable, stepOf } from './definition.ts'
import type { LogRecord } from './record.ts'

/**
 * Where one step stands. `repeating`: it runs again since nobody saw its end, as after a crash; `failed`: certainly without effect; `unknown`: perhaps with one; `to-undo`: its undo waits for
 * another; `parked`: its undo failed more often than the limit and is still tried.
 */
export type StepState =
  | 'waiting'
  | 'running'
  | 'repeating'
  | 'done'
  | 'failed'
  | 'unknown'
  | 'to-undo'
  | 'undoing'
  | 'parked'
  | 'undone'

export type SagaFailure = Failure & { readonly step: string | null; readonly at: number }

export type SagaState = {
  readonly phase: 'new' | 'running' | 'failed' | 'undoing' | 'succeeded' | 'cancelled'
  /** The name under which the definition shows this moment. */
  readonly etat: string
  readonly data: Data
  readonly steps: Readonly<Record<string, StepState>>
  readonly undoAttempts: Readonly<Record<string, number>>
  readonly failure?: SagaFailure
  /** The refusal of a guard that was left to the guarded step. */
  readonly advice?: SagaFailure
  readonly deadlineAt: number
  /** Number of records up to here; the next one gets this plus one. */
  readonly seq: number
}

/** A record with the state after it, whose `seq` is the record's own. */
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
  succeeded: ['running'],
  cancelled: ['undoing'],
}

/** A log that no run of this saga can have written. */
export class IllegalRecord extends Error {}

const refuse = (state: SagaState, record: LogRecord): void => {
  const known = fromStates[record.type]
  const step = 'step' in record ? record.step : undefined
  const before = step === undefined ? undefined : state.steps[step]
  const legal = phasesOf[record.type].includes(state.phase) && (!known || (before && known.includes(before)))
  if (!legal) {
    const place = step === undefined ? '' : ` of ${step} (${before ?? 'unknown step'})`
    throw new IllegalRecord(`${record.type}${place} can't follow in phase ${state.phase}, record ${state.seq + 1}`)
  }
}

const withStep = (state: SagaState, step: string, to: StepState): SagaState['steps'] => ({ ...state.steps, [step]: to })

/** Steps from this one on run again as far as they had begun; a parked undo counts as not tried. */
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
    case 'succeeded':
      return { phase: 'succeeded', etat: table.states.done }
    case 'cancelled':
      return { phase: 'cancelled', etat: table.states.undone }
    default:
      return record satisfies never
  }
}

/** The state after one more record. @throws IllegalRecord where the record can't follow the state. */
export const evolve = (table: SagaTable, state: SagaState, record: LogRecord): SagaState => {
  refuse(state, record)
  return { ...state, ...applied(table, state, record), seq: state.seq + 1 }
}

/** The state that a log leads to. @throws IllegalRecord */
export const replay = (table: SagaTable, records: Iterable<LogRecord>): SagaState => {
  let state = newSaga(table)
  for (const record of records) state = evolve(table, state, record)
  return state
}

/** The records that follow a state, each with the state after it. */
export const entriesAfter = (table: SagaTable, state: SagaState, records: readonly LogRecord[]): LogEntry[] => {
  let now = state
  return records.map((record) => {
    now = evolve(table, now, record)
    return { record, state: now }
  })
}
