import type { SagaTable } from './definition.ts'
import type { LogRecord } from './record.ts'
import { replay, type StepState } from './state.ts'

/** The calls of a step, or of its undo: how many began, when the first began and the last one's result was written, and why it failed. */
export type Attempts = { attempts: number; startedAt: number | null; endedAt: number | null; reason: string | null }

export type StepProgress = Attempts & {
  step: string
  operation: string
  state: StepState
  undo: Attempts & { operation: string | null }
}

const none: Attempts = { attempts: 0, startedAt: null, endedAt: null, reason: null }

const begun = (calls: Attempts, at: number): Attempts => ({
  ...calls,
  attempts: calls.attempts + 1,
  startedAt: calls.startedAt ?? at,
  endedAt: null,
})
const ended = (calls: Attempts, at: number, reason: string | null): Attempts => ({ ...calls, endedAt: at, reason })

const runAfter = (calls: Attempts, record: LogRecord): Attempts => {
  if (record.type === 'step-started') return begun(calls, record.at)
  if (record.type === 'step-done') return ended(calls, record.at, null)
  return record.type === 'step-failed' ? ended(calls, record.at, record.failure.reason) : calls
}

/** An undo that failed is called again without a record of its own, so each failure is the end of one attempt. */
const undoAfter = (calls: Attempts, record: LogRecord): Attempts => {
  if (record.type === 'undo-started') return { ...calls, startedAt: calls.startedAt ?? record.at }
  if (record.type === 'undo-failed') return { ...calls, attempts: calls.attempts + 1, reason: record.reason }
  if (record.type === 'undo-done') return ended({ ...calls, attempts: calls.attempts + 1 }, record.at, null)
  return record.type === 'undo-abandoned' ? { ...calls, endedAt: record.at } : calls
}

/** How far each step is according to the log, in the order of the table. Attempts after parking are not in the log. */
export const stepsOf = (table: SagaTable, records: readonly LogRecord[]): StepProgress[] => {
  const { steps } = replay(table, records)
  return table.steps.map(({ id, operation, undo }) => {
    const own = records.filter((record) => 'step' in record && record.step === id)
    return {
      step: id,
      operation,
      state: steps[id] ?? 'waiting',
      ...own.reduce(runAfter, none),
      undo: { operation: undo?.operation ?? null, ...own.reduce(undoAfter, none) },
    }
  })
}
