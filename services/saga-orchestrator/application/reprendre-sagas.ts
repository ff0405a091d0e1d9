import type { Clock } from '#platform/clock.ts'
import { decide } from '#saga/decide.ts'
import type { SagaTable } from '#saga/definition.ts'
import { entriesAfter, isEnded, replay } from '#saga/state.ts'
import type { JournalDesSagas, SagaReprise } from './ports.ts'
import type { SagasEnCours } from './sagas-en-cours.ts'

type Options = {
  table: SagaTable
  journal: Pick<JournalDesSagas, 'reprendre' | 'lireRecords' | 'ecrire' | 'prolonger'>
  sagas: SagasEnCours
  clock: Clock
  /** How often leases are extended and idle sagas looked for; a third of a lease or less. */
  everyMs: number
  batch: number
  onError: (error: unknown) => void
}

/**
 * Resumes sagas that nobody works on, and keeps the leases of those that run here. Each change of hands adds a record, so
 * that a write of the replica that had it before collides.
 */
export const reprendreSagas = ({ table, journal, sagas, clock, everyMs, batch, onError }: Options) => {
  const reprendre = async ({ sagaId, epoch, forced }: SagaReprise): Promise<void> => {
    const records = await journal.lireRecords(sagaId)
    const before = replay(table, records)
    if (sagas.est(sagaId) || isEnded(before)) return
    const entries = entriesAfter(table, before, decide(table, before, { type: 'resume', epoch }, clock.now()))
    await journal.ecrire(sagaId, entries)
    const startedAt = records[0]?.at ?? clock.now()
    void sagas.lancer(sagaId, entries.at(-1)?.state ?? before, { startedAt, epoch })
    if (forced) sagas.forcer(sagaId)
  }

  /** One round: takes over what is idle; `mine`: also what this replica left behind when it ended. */
  const tour = async (mine: boolean): Promise<number> => {
    const taken = await journal.reprendre({ max: batch, mine })
    for (const one of taken) if (!sagas.est(one.sagaId)) await reprendre(one).catch(onError)
    return taken.length
  }

  const prolonger = async (): Promise<void> => {
    const long = sagas.plusVieuxQue(everyMs)
    if (long.length === 0) return
    for (const sagaId of await journal.prolonger(long)) sagas.forcer(sagaId)
  }

  return {
    /** Everything that this replica left behind. Call once, before the first saga starts. */
    auDemarrage: async (): Promise<void> => {
      while ((await tour(true)) === batch);
    },
    /** Repeats until the signal aborts. */
    boucle: async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        await clock.sleep(everyMs, signal)
        if (signal.aborted) return
        await prolonger().catch(onError)
        await tour(false).catch(onError)
      }
    },
  }
}
