import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { following } from '#platform/base/following.ts'
import type { Calls, SagaTable } from '../definition.ts'
import { type Execution, execute, type Ports } from '../execute.ts'
import type { SagaState } from '../state.ts'
import type { AppendToLog } from './saga-log.ts'

/** Notified about the sagas of this process, for metrics and logs. */
export type SagaObserver = {
  ended: (state: SagaState, startedAt: number) => void
  /** The saga stops here and will be resumed, here or elsewhere. */
  left: (id: string, error: unknown) => void
  observe: NonNullable<Ports['observe']>
  parked: NonNullable<Ports['parked']>
}

type Options = {
  table: SagaTable
  calls: Calls
  append: AppendToLog
  clock: Clock
  random: () => number
  /** Stops every saga at once, to be resumed later. */
  signal: AbortSignal
  observer: SagaObserver
  reach?: Reach
}

type Running = {
  execution: Execution
  ended: Promise<SagaState | undefined>
  startedAt: number
  stop: AbortController
}

export type Launch = { startedAt: number; epoch: number; traceparent?: string | undefined }

/** The sagas that this process runs. */
export type RunningSagas = {
  /** Runs a saga from a state to its end. Resolves with undefined if the saga is left to be resumed. */
  run: (id: string, state: SagaState, launch: Launch) => Promise<SagaState | undefined>
  /** Undoes a saga; false if it doesn't run here or has decided its end. */
  force: (id: string) => boolean
  has: (id: string) => boolean
  /** Stops a saga as it is, so that the replica that has it now can resume it; resolves when none of it runs here. */
  letGo: (id: string) => Promise<void>
  /** The ids of those that have run for longer than this. */
  olderThan: (ageMs: number) => string[]
  count: () => number
  /** Resolves when none is running. */
  allEnded: () => Promise<void>
}

export const runningSagas = (options: Options): RunningSagas => {
  const { table, calls, append, clock, random, signal, observer, reach } = options
  const running = new Map<string, Running>()

  const follow = async (id: string, execution: Execution, startedAt: number): Promise<SagaState | undefined> => {
    try {
      const end = await execution.ended
      observer.ended(end, startedAt)
      return end
    } catch (error) {
      observer.left(id, error)
      return undefined
    } finally {
      running.delete(id)
    }
  }

  return {
    run: (id, state, { startedAt, epoch, traceparent }) => {
      const { controller: stop, release } = following(signal)
      const execution = execute(table, state, {
        calls,
        append: (entries) => append(id, entries),
        clock,
        random,
        signal: stop.signal,
        observe: observer.observe,
        parked: observer.parked,
        ...(reach ? { reach } : {}),
        context: { correlationId: id, epoch, ...(traceparent === undefined ? {} : { traceparent }) },
      })
      const ended = follow(id, execution, startedAt).finally(release)
      running.set(id, { execution, ended, startedAt, stop })
      return ended
    },
    force: (id) => running.get(id)?.execution.force() ?? false,
    has: (id) => running.has(id),
    letGo: async (id) => {
      const one = running.get(id)
      one?.stop.abort()
      await one?.ended
    },
    olderThan: (ageMs) => {
      const before = clock.now() - ageMs
      return [...running].filter(([, { startedAt }]) => startedAt < before).map(([id]) => id)
    },
    count: () => running.size,
    allEnded: async () => {
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}
