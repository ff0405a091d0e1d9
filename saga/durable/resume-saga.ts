import type { Clock } from '#platform/base/clock.ts'
import { canRestart, decide } from '../decide.ts'
import type { SagaTable } from '../definition.ts'
import { entriesAfter, evolve, isEnded, replay, type SagaState } from '../state.ts'
import type { RunningSagas } from './running-sagas.ts'
import { LeaseLost, type SagaLog, type TakenSaga } from './saga-log.ts'

type Options = {
  table: SagaTable
  sagaLog: Pick<SagaLog<never>, 'readRecords' | 'append'>
  sagas: RunningSagas
  clock: Clock
}

/**
 * Resolves with the state it continues from, or undefined if it has ended or already runs here. Rejects with
 * `LeaseLost`.
 */
export type Resume = (taken: TakenSaga, step?: string) => Promise<SagaState | undefined>

/**
 * Continues a saga that this replica has just taken over, from the end of its log or again from a step. The takeover is
 * a record, so that a write by the previous replica conflicts.
 */
export const resumeSaga =
  ({ table, sagaLog, sagas, clock }: Options): Resume =>
  async ({ id, epoch, forced }, step) => {
    const records = await sagaLog.readRecords(id)
    // A replica paused between taking over and reading finds its successor's records and would not conflict with any.
    if (records.some((record) => record.type === 'resumed' && record.epoch > epoch))
      throw new LeaseLost(`saga ${id} was taken over`)
    const before = replay(table, records)
    if (sagas.has(id) || isEnded(before)) return undefined
    const resumed = decide(table, before, { type: 'resume', epoch }, clock.now())
    const after = resumed.reduce((state, record) => evolve(table, state, record), before)
    const restarted =
      step !== undefined && canRestart(after, step) ? decide(table, after, { type: 'restart', step }, clock.now()) : []
    const entries = entriesAfter(table, before, [...resumed, ...restarted])
    await sagaLog.append(id, entries)
    const state = entries.at(-1)?.state ?? before
    void sagas.run(id, state, { startedAt: records[0]?.at ?? clock.now(), epoch })
    if (forced) sagas.force(id)
    return step !== undefined && restarted.length === 0 ? undefined : state
  }
