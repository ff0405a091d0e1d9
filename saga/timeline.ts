import type { SagaTable } from './definition.ts'
import { parkedSteps } from './parked.ts'
import type { LogRecord } from './record.ts'
import { remainingOf } from './remaining.ts'
import { type MomentNames, type Span, spansOf } from './spans.ts'
import { replay, type SagaState } from './state.ts'

/** A step to run or to undo before the saga ends. */
export type ToDo = {
  readonly kind: 'step' | 'undo'
  readonly name: string
  readonly step: string
  readonly attempts: number
  readonly reason: string | null
}

/** `step`: the last step that began, or the one that failed; null after a success. */
export type SagaTimeline = {
  readonly etat: string
  readonly outcome: 'running' | 'succeeded' | 'failed'
  readonly step: string | null
  readonly reason: string | null
  readonly isParked: boolean
  readonly startedAt: number
  readonly endedAt: number | null
  readonly remaining: readonly ToDo[]
  readonly spans: readonly Span[]
}

const unfinished = new Set(['waiting', 'running', 'repeating'])

const todoOf = (table: SagaTable, records: readonly LogRecord[], { phase, steps }: SagaState): ToDo[] => {
  if (phase === 'undoing')
    return remainingOf(table, records).map(({ step, operation, ...undo }) => ({
      kind: 'undo',
      name: operation,
      step,
      ...undo,
    }))
  if (phase !== 'running' && phase !== 'new') return []
  return table.steps
    .filter(({ id }) => unfinished.has(steps[id] ?? 'waiting'))
    .map(({ id, operation }) => ({ kind: 'step', name: operation, step: id, attempts: 0, reason: null }))
}

/** The last step that began, or the one that failed; null if none did, as after a forced undo between two steps. */
const placeOf = (records: readonly LogRecord[], { phase, failure }: SagaState): string | null => {
  if (phase === 'succeeded') return null
  if (failure) return failure.step
  const begun = records.findLast((record) => record.type === 'step-started')
  return begun?.type === 'step-started' ? begun.step : null
}

const outcomeOf = ({ phase }: SagaState): SagaTimeline['outcome'] => {
  if (phase === 'succeeded') return 'succeeded'
  return phase === 'cancelled' ? 'failed' : 'running'
}

/** A saga's log as a waterfall: where it is, what remains, and why it failed. Undefined for an empty log. @throws IllegalRecord */
export const timelineOf = (
  table: SagaTable,
  records: readonly LogRecord[],
  names: MomentNames,
): SagaTimeline | undefined => {
  const [first] = records
  if (!first) return undefined
  const state = replay(table, records)
  const outcome = outcomeOf(state)
  return {
    etat: state.etat,
    outcome,
    step: placeOf(records, state),
    reason: state.failure?.reason ?? null,
    isParked: state.phase === 'undoing' && parkedSteps(table, state).length > 0,
    startedAt: first.at,
    endedAt: outcome === 'running' ? null : (records.at(-1)?.at ?? null),
    remaining: todoOf(table, records, state),
    spans: spansOf(table, records, names),
  }
}
