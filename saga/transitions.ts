import { type SagaTable, stepOf } from './definition.ts'
import type { LogRecord } from './record.ts'
import { evolve, newSaga, type SagaState } from './state.ts'

/** One line of a saga's history: state, time, reason, step, and the called operation. */
export type Transition = { etat: string; at: number; reason?: string; step?: string; action?: string }

/** The call behind a record: `operation` for a step, `operation started|failed|parked|done|abandoned` for its undo. */
const actionOf = (table: SagaTable, record: LogRecord): string | undefined => {
  const undo = (what: string, step: string): string => `${stepOf(table, step).undo?.operation} ${what}`
  switch (record.type) {
    case 'step-started':
      return stepOf(table, record.step).operation
    case 'restarted':
      return `${stepOf(table, record.step).operation} restarted`
    case 'undo-started':
      return undo('started', record.step)
    case 'undo-failed':
      return undo('failed', record.step)
    case 'undo-parked':
      return undo('parked', record.step)
    case 'undo-done':
      return undo('done', record.step)
    case 'undo-abandoned':
      return undo('abandoned', record.step)
    default:
      return undefined
  }
}

const reasonOf = (record: LogRecord, state: SagaState): string | undefined => {
  if (record.type === 'step-failed' || record.type === 'undoing') return record.failure.reason
  if (record.type === 'undo-failed') return record.reason
  return record.type === 'cancelled' ? state.failure?.reason : undefined
}

/** The history line of a record and the state after it. */
export const transitionOf = (table: SagaTable, record: LogRecord, state: SagaState): Transition => {
  const [reason, action] = [reasonOf(record, state), actionOf(table, record)]
  return {
    etat: state.etat,
    at: record.at,
    ...(reason === undefined ? {} : { reason }),
    ...('step' in record ? { step: record.step } : {}),
    ...(action === undefined ? {} : { action }),
  }
}

/** A saga's changes of state and all actions of its undo, in order. */
export const transitionsOf = (table: SagaTable, records: Iterable<LogRecord>): Transition[] => {
  let state = newSaga(table)
  const transitions: Transition[] = []
  for (const record of records) {
    const before = state
    state = evolve(table, state, record)
    if (
      record.type === 'started' ||
      state.etat !== before.etat ||
      record.type === 'restarted' ||
      record.type.startsWith('undo-')
    )
      transitions.push(transitionOf(table, record, state))
  }
  return transitions
}
