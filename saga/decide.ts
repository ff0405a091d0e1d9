import assert from 'node:assert/strict'
import { type Data, type Failure, type SagaTable, type StepTable, stepOf } from './definition.ts'
import type { LogRecord, RecordBody } from './record.ts'
import type { SagaState, StepState } from './state.ts'

/** Input of a saga: an outcome to record or a request. */
export type Command =
  | { type: 'start'; data: Data }
  | { type: 'resume'; epoch: number }
  | { type: 'restart'; step: string }
  | { type: 'begin'; step: string }
  | { type: 'done'; step: string; output: Data }
  | { type: 'fail'; step: string; failure: Failure }
  /** `failure`: the reason, if an earlier run has already started to undo. */
  | { type: 'force'; failure?: Failure }
  | { type: 'undo'; step: string }
  | { type: 'undo-failed'; step: string; attempt: number; reason: string }
  | { type: 'undone'; step: string }
  /** Ends a saga that is being undone; its pending undos never run. */
  | { type: 'close' }

const unfinished: ReadonlySet<StepState | undefined> = new Set(['waiting', 'running', 'repeating'])
const toUndo: ReadonlySet<StepState | undefined> = new Set(['to-undo', 'undoing', 'parked'])

/** Whether the step has or may have an effect. Without a log, an earlier run may have left one. */
const needsUndo = (table: SagaTable, state: SagaState, step: StepTable): boolean => {
  const now = state.steps[step.id]
  if (!step.undo || now === 'failed') return false
  return now !== 'waiting' || table.memory === 'none'
}

const undoing = (table: SagaTable, state: SagaState, failure: Failure): RecordBody[] => {
  const steps = table.steps.filter((step) => needsUndo(table, state, step)).map((step) => step.id)
  const record: RecordBody = { type: 'undoing', failure, steps }
  return steps.length > 0 ? [record] : [record, { type: 'cancelled' }]
}

/** Whether a failed step may still have an effect, possibly from an earlier run. */
const effectOf = (table: SagaTable, state: SagaState, step: StepTable, failure: Failure): Failure['effect'] => {
  if (!step.undo) return 'none'
  const mayHaveRun = table.memory === 'none' || state.steps[step.id] === 'repeating'
  return mayHaveRun && failure.kind !== 'refused' ? 'unknown' : failure.effect
}

const failed = (table: SagaTable, state: SagaState, id: string, reported: Failure): RecordBody[] => {
  const step = stepOf(table, id)
  const failure = { ...reported, effect: effectOf(table, state, step, reported) }
  const advice =
    table.memory === 'none' &&
    failure.kind !== 'deadline' &&
    table.steps.some((other) => other.id === step.guards && state.steps[other.id] === 'waiting')
  const record: RecordBody = { type: 'step-failed', step: id, failure, advice }
  if (advice) return [record]
  const after = {
    ...state,
    steps: { ...state.steps, [id]: failure.effect === 'unknown' ? 'unknown' : 'failed' } as const,
  }
  return [record, ...undoing(table, after, failure)]
}

const bodies = (table: SagaTable, state: SagaState, command: Command, at: number): RecordBody[] => {
  switch (command.type) {
    case 'start':
      return [{ type: 'started', data: command.data, deadlineAt: at + table.deadlineMs }]
    case 'resume':
      return [{ type: 'resumed', epoch: command.epoch }]
    case 'restart':
      return [{ type: 'restarted', step: command.step, deadlineAt: at + table.deadlineMs }]
    case 'begin':
      return [{ type: 'step-started', step: command.step }]
    case 'done': {
      const last = table.steps.every(({ id }) => id === command.step || !unfinished.has(state.steps[id]))
      const record: RecordBody = { type: 'step-done', step: command.step, output: command.output }
      return last ? [record, { type: 'succeeded' }] : [record]
    }
    case 'fail':
      return failed(table, state, command.step, command.failure)
    case 'force':
      assert(state.phase === 'running', 'only a running saga can be forced to undo')
      return undoing(table, state, command.failure ?? { kind: 'forced', reason: table.reasons.forced, effect: 'none' })
    case 'undo':
      return [{ type: 'undo-started', step: command.step }]
    case 'undo-failed': {
      const { step, attempt, reason } = command
      const record: RecordBody = { type: 'undo-failed', step, attempt, reason }
      return attempt === table.undo.parkAfterAttempts ? [record, { type: 'undo-parked', step, attempt }] : [record]
    }
    case 'undone': {
      const last = table.steps.every(({ id }) => id === command.step || !toUndo.has(state.steps[id]))
      const record: RecordBody = { type: 'undo-done', step: command.step }
      return last ? [record, { type: 'cancelled' }] : [record]
    }
    case 'close': {
      assert(state.phase === 'undoing', 'only a saga that is being undone can be closed')
      const open = table.steps.filter(({ id }) => toUndo.has(state.steps[id]))
      return [...open.map(({ id }): RecordBody => ({ type: 'undo-abandoned', step: id })), { type: 'cancelled' }]
    }
    default:
      return command satisfies never
  }
}

/** The records that a command appends to a saga's log. `at`: milliseconds since the epoch. Pure. */
export const decide = (table: SagaTable, state: SagaState, command: Command, at: number): LogRecord[] =>
  bodies(table, state, command, at).map((body) => ({ ...body, at }))

/** Whether the saga can be restarted from this step: while running, a started step; while undoing, one not yet undone. */
export const canRestart = ({ phase, steps }: SagaState, step: string): boolean => {
  if (phase === 'undoing') return toUndo.has(steps[step])
  return phase === 'running' && steps[step] !== undefined && steps[step] !== 'waiting'
}

/** The next step to run: the first unfinished one. */
export const nextStep = (table: SagaTable, state: SagaState): StepTable | undefined =>
  state.phase === 'running' ? table.steps.find(({ id }) => unfinished.has(state.steps[id])) : undefined

/** The steps whose undo can run now, concurrently. */
export const readyToUndo = (table: SagaTable, state: SagaState): StepTable[] => {
  const isOpen = (id: string): boolean => toUndo.has(state.steps[id])
  return state.phase === 'undoing' ? table.steps.filter(({ id, undo }) => isOpen(id) && !undo?.after.some(isOpen)) : []
}
