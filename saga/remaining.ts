import type { SagaTable } from './definition.ts'
import type { LogRecord } from './record.ts'
import { replay } from './state.ts'

/** An undo that a saga still owes: how often it failed so far, and why the last time. */
export type Remaining = { step: string; operation: string; attempts: number; reason: string | null }

/** What a saga on its way back still has to undo, in the order of the table; nothing for any other. */
export const remainingOf = (table: SagaTable, records: readonly LogRecord[]): Remaining[] => {
  const { steps, undoAttempts } = replay(table, records)
  return table.steps.flatMap(({ id, undo }) => {
    const open = steps[id] === 'to-undo' || steps[id] === 'undoing' || steps[id] === 'parked'
    if (!open || !undo) return []
    const last = records.findLast((record) => record.type === 'undo-failed' && record.step === id)
    const reason = last?.type === 'undo-failed' ? last.reason : null
    return [{ step: id, operation: undo.operation, attempts: undoAttempts[id] ?? 0, reason }]
  })
}
