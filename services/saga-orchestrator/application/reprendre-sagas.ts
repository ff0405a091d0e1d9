import type { Clock } from '#platform/base/clock.ts'
import type { JournalDesSagas } from './ports.ts'
import type { RemettreEnMarche } from './remettre-en-marche.ts'
import type { SagasEnCours } from './sagas-en-cours.ts'

type Options = {
  journal: Pick<JournalDesSagas, 'reprendre' | 'prolonger'>
  sagas: SagasEnCours
  remettreEnMarche: RemettreEnMarche
  clock: Clock
  /** How often leases are extended and idle sagas looked for; a third of a lease or less. */
  everyMs: number
  batch: number
  onError: (error: unknown) => void
}

/** Resumes sagas that nobody works on, keeps the leases of those that run here, and lets go of those that others have. */
export const reprendreSagas = ({ journal, sagas, remettreEnMarche, clock, everyMs, batch, onError }: Options) => {
  /** One round: takes over what is idle; `mine`: also what this replica left behind when it ended. */
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
