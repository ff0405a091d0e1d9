import type { SagaTable } from './definition.ts'
import type { LogRecord } from './record.ts'
import { replay } from './state.ts'

/** A pending undo, the number of failed attempts and the last reason. */
export type Remaining = { step: string; operation: string; attempts: number; reason: string | null }

/** The pending undos of a saga, in the order of the table; empty unless it is undoing. */
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
