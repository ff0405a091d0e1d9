import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { following } from '#platform/base/following.ts'
import type { Calls, SagaTable } from '#saga/definition.ts'
import { type Execution, execute, type Ports } from '#saga/execute.ts'
import type { SagaState } from '#saga/state.ts'
import type { EcrireJournal } from './ports.ts'

/** Notified about the sagas of this process, for metrics and logs. */
export type Observateur = {
  ended: (state: SagaState, startedAt: number) => void
  /** The saga stops here and will be resumed, here or elsewhere. */
  left: (sagaId: string, error: unknown) => void
  observe: NonNullable<Ports['observe']>
  parked: NonNullable<Ports['parked']>
}

type Options = {
  table: SagaTable
  calls: Calls
  ecrire: EcrireJournal
  clock: Clock
  random: () => number
  /** Stops every saga at once, to be resumed later. */
  signal: AbortSignal
  observateur: Observateur
  reach?: Reach
}

type EnCours = {
  execution: Execution
  ended: Promise<SagaState | undefined>
  startedAt: number
  letGo: AbortController
}

export type Lancement = { startedAt: number; epoch: number; traceparent?: string | undefined }

/** The sagas that this process runs. */
export type SagasEnCours = {
  /** Runs a saga from a state to its end. Resolves with undefined if the saga is left to be resumed. */
  lancer: (sagaId: string, state: SagaState, lancement: Lancement) => Promise<SagaState | undefined>
  forcer: (sagaId: string) => boolean
  est: (sagaId: string) => boolean
  /** Stops a saga as it is, so that the replica that has it now can resume it; resolves when none of it runs here. */
  lacher: (sagaId: string) => Promise<void>
  /** Those that have run for longer than this. */
  plusVieuxQue: (ageMs: number) => string[]
  nombre: () => number
  /** Resolves when none is running. */
  repos: () => Promise<void>
}

export const sagasEnCours = (options: Options): SagasEnCours => {
  const { table, calls, ecrire, clock, random, signal, observateur, reach } = options
  const enCours = new Map<string, EnCours>()

  const suivre = async (sagaId: string, execution: Execution, startedAt: number): Promise<SagaState | undefined> => {
    try {
      const end = await execution.ended
      observateur.ended(end, startedAt)
      return end
    } catch (error) {
      observateur.left(sagaId, error)
      return undefined
    } finally {
      enCours.delete(sagaId)
    }
  }

  return {
    lancer: (sagaId, state, { startedAt, epoch, traceparent }) => {
      const { controller: letGo, release } = following(signal)
      const execution = execute(table, state, {
        calls,
        append: (entries) => ecrire(sagaId, entries),
        clock,
        random,
        signal: letGo.signal,
        observe: observateur.observe,
        parked: observateur.parked,
        ...(reach ? { reach } : {}),
        context: { correlationId: sagaId, epoch, ...(traceparent === undefined ? {} : { traceparent }) },
      })
      const ended = suivre(sagaId, execution, startedAt).finally(release)
      enCours.set(sagaId, { execution, ended, startedAt, letGo })
      return ended
    },
    forcer: (sagaId) => enCours.get(sagaId)?.execution.force() ?? false,
    est: (sagaId) => enCours.has(sagaId),
    lacher: async (sagaId) => {
      const one = enCours.get(sagaId)
      one?.letGo.abort()
      await one?.ended
    },
    plusVieuxQue: (ageMs) => {
      const before = clock.now() - ageMs
      return [...enCours].filter(([, { startedAt }]) => startedAt < before).map(([sagaId]) => sagaId)
    },
    nombre: () => enCours.size,
    repos: async () => {
      await Promise.all([...enCours.values()].map(({ ended }) => ended))
    },
  }
}
