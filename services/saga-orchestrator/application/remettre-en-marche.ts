import type { Clock } from '#platform/base/clock.ts'
import { canRestart, decide } from '#saga/decide.ts'
import type { SagaTable } from '#saga/definition.ts'
import { entriesAfter, evolve, isEnded, replay, type SagaState } from '#saga/state.ts'
import { type JournalDesSagas, LeaseLost, type SagaReprise } from './ports.ts'
import type { SagasEnCours } from './sagas-en-cours.ts'

type Options = {
  table: SagaTable
  journal: Pick<JournalDesSagas, 'lireRecords' | 'ecrire'>
  sagas: SagasEnCours
  clock: Clock
}

/**
 * Resolves with the state it continues from, or undefined if it has ended or already runs here. Rejects with
 * `LeaseLost`.
 */
export type RemettreEnMarche = (reprise: SagaReprise, step?: string) => Promise<SagaState | undefined>

/**
 * Continues a saga that this replica has just taken over, from the end of its log or again from a step. The takeover is
 * a record, so that a write by the previous replica conflicts.
 */
export const remettreEnMarche =
  ({ table, journal, sagas, clock }: Options): RemettreEnMarche =>
  async ({ sagaId, epoch, forced }, step) => {
    const records = await journal.lireRecords(sagaId)
    // A replica paused between taking over and reading finds its successor's records and would not conflict with any.
    if (records.some((record) => record.type === 'resumed' && record.epoch > epoch))
      throw new LeaseLost(`saga ${sagaId} was taken over`)
    const before = replay(table, records)
    if (sagas.est(sagaId) || isEnded(before)) return undefined
    const resumed = decide(table, before, { type: 'resume', epoch }, clock.now())
    const after = resumed.reduce((state, record) => evolve(table, state, record), before)
    const restarted =
      step !== undefined && canRestart(after, step) ? decide(table, after, { type: 'restart', step }, clock.now()) : []
    const entries = entriesAfter(table, before, [...resumed, ...restarted])
    await journal.ecrire(sagaId, entries)
    const state = entries.at(-1)?.state ?? before
    void sagas.lancer(sagaId, state, { startedAt: records[0]?.at ?? clock.now(), epoch })
    if (forced) sagas.forcer(sagaId)
    return step !== undefined && restarted.length === 0 ? undefined : state
  }
