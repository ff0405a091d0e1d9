import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import type { Calls, SagaTable } from '../definition.ts'
import { recoverSagas } from './recover-sagas.ts'
import { type Resume, resumeSaga } from './resume-saga.ts'
import { type RunningSagas, runningSagas, type SagaObserver } from './running-sagas.ts'
import type { SagaLog } from './saga-log.ts'

type Options = {
  table: SagaTable
  calls: Calls
  sagaLog: Omit<SagaLog<never>, 'read'>
  clock: Clock
  random: () => number
  observer: SagaObserver
  leaseMs: number
  reach?: Reach | undefined
  /** A round of the recovery failed; the next one is a quarter of a lease later. */
  onError: (error: unknown) => void
}

export type Coordinator = {
  readonly sagas: RunningSagas
  readonly resume: Resume
  /** Resumes the sagas that this replica left behind, then those that others abandon. Call before the first request. */
  readonly start: () => Promise<void>
  /** Lets running sagas finish for a while, then leaves the rest to be resumed. */
  readonly stop: (graceMs: number) => Promise<void>
}

/** Maximum number of sagas taken over at once. */
const batch = 50

/** Runs the sagas of one replica on their log: those it accepts, and those that other replicas abandon. */
export const createCoordinator = (options: Options): Coordinator => {
  const { table, calls, sagaLog, clock, random, observer, leaseMs, reach, onError } = options
  const ending = new AbortController()
  const stopping = new AbortController()
  const { signal } = ending
  const { append } = sagaLog
  const sagas = runningSagas({ table, calls, append, clock, random, signal, observer, ...(reach ? { reach } : {}) })
  const resume = resumeSaga({ table, sagaLog, sagas, clock })
  const recovery = recoverSagas({ sagaLog, sagas, resume, clock, everyMs: leaseMs / 4, batch, onError })
  let recovering: Promise<void> | undefined
  return {
    sagas,
    resume,
    start: async () => {
      await recovery.atStart()
      recovering = recovery.loop(ending.signal, stopping.signal)
    },
    stop: async (graceMs) => {
      stopping.abort()
      const grace = new AbortController()
      await Promise.race([sagas.allEnded(), clock.sleep(graceMs, grace.signal)])
      grace.abort()
      ending.abort()
      await Promise.all([sagas.allEnded(), recovering])
    },
  }
}
