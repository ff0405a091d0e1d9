import type { Clock } from '#platform/base/clock.ts'
import type { JournalDesSagas } from './ports.ts'
import type { RemettreEnMarche } from './remettre-en-marche.ts'
import type { SagasEnCours } from './sagas-en-cours.ts'

type Options = {
  journal: Pick<JournalDesSagas, 'reprendre' | 'prolonger'>
  sagas: SagasEnCours
  remettreEnMarche: RemettreEnMarche
  clock: Clock
  /** How often leases are extended and idle sagas looked for; at most a third of a lease. */
  everyMs: number
  batch: number
  onError: (error: unknown) => void
}

/**
 * Resumes abandoned sagas, extends the leases of those that run here, and lets go of those that other replicas have.
 */
export const reprendreSagas = ({ journal, sagas, remettreEnMarche, clock, everyMs, batch, onError }: Options) => {
  /** One round: takes over idle sagas; `mine`: also those that this replica left behind when it stopped. */
  const tour = async (mine: boolean): Promise<number> => {
    const taken = await journal.reprendre({ max: batch, mine })
    for (const one of taken) if (!sagas.est(one.sagaId)) await remettreEnMarche(one).catch(onError)
    return taken.length
  }

  const prolonger = async (): Promise<void> => {
    const long = sagas.plusVieuxQue(everyMs)
    if (long.length === 0) return
    const { gardees, forcees } = await journal.prolonger(long)
    for (const sagaId of forcees) sagas.forcer(sagaId)
    const kept = new Set(gardees)
    await Promise.all(long.filter((sagaId) => !kept.has(sagaId)).map((sagaId) => sagas.lacher(sagaId)))
  }

  return {
    /** Resumes everything that this replica left behind. Call once, before the first saga starts. */
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
