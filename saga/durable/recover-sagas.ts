import type { Clock } from '#platform/base/clock.ts'
import type { Resume } from './resume-saga.ts'
import type { RunningSagas } from './running-sagas.ts'
import type { SagaLog } from './saga-log.ts'

type Options = {
  sagaLog: Pick<SagaLog<never>, 'takeOver' | 'extend'>
  sagas: RunningSagas
  resume: Resume
  clock: Clock
  /** The time between two rounds, which extend leases and look for idle sagas; at most a third of a lease. */
  everyMs: number
  batch: number
  onError: (error: unknown) => void
}

/**
 * Resumes abandoned sagas, extends the leases of those that run here, and stops running those that other replicas have.
 */
export const recoverSagas = ({ sagaLog, sagas, resume, clock, everyMs, batch, onError }: Options) => {
  /** One round: takes over idle sagas and returns their ids; `mine`: also those that have this replica's name. */
  const round = async (mine: boolean): Promise<string[]> => {
    const taken = await sagaLog.takeOver({ max: batch, mine })
    for (const one of taken) if (!sagas.has(one.id)) await resume(one).catch(onError)
    return taken.map(({ id }) => id)
  }

  const extendLeases = async (): Promise<void> => {
    const long = sagas.olderThan(everyMs)
    if (long.length === 0) return
    const { kept, forced } = await sagaLog.extend(long)
    for (const id of forced) sagas.force(id)
    const still = new Set(kept)
    await Promise.all(long.filter((id) => !still.has(id)).map((id) => sagas.letGo(id)))
  }

  return {
    /** Resumes everything that this replica left behind. Call once, before the first saga starts. */
    atStart: async (): Promise<void> => {
      // The log returns resumed sagas again while they run, and those that can't be resumed. The oldest leases come first, so
      // a round with any of them is the last.
      const known = new Set<string>()
      for (let isLast = false; !isLast; ) {
        const taken = await round(true)
        isLast = taken.length < batch || taken.some((id) => known.has(id))
        for (const id of taken) known.add(id)
      }
    },
    /** Repeats until the signal aborts; after `stopping` only extends the leases of the sagas that still run here. */
    loop: async (signal: AbortSignal, stopping = signal): Promise<void> => {
      while (!signal.aborted) {
        await clock.sleep(everyMs, signal)
        if (signal.aborted) return
        await extendLeases().catch(onError)
        if (!stopping.aborted) await round(false).catch(onError)
      }
    },
  }
}
