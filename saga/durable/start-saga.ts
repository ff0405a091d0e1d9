import type { Clock } from '#platform/base/clock.ts'
import { decide } from '../decide.ts'
import type { Data, SagaTable } from '../definition.ts'
import { entriesAfter, newSaga, type SagaState } from '../state.ts'
import type { Launch, RunningSagas } from './running-sagas.ts'
import type { NewSaga } from './saga-log.ts'

type Options<Other> = {
  table: SagaTable
  /** Stores a new saga under its key, or returns why not. */
  accept: (saga: NewSaga) => Promise<{ readonly kind: 'accepted' } | Other>
  sagas: RunningSagas
  onAccepted: () => void
  clock: Clock
  /** How long the client waits for the end before it gets the location of the outcome. */
  answerMs: number
  /** Aborts when no answer may wait any longer. */
  closing: AbortSignal
  sagasMax: number
}

export type SagaRequest = Omit<NewSaga, 'entries'> & {
  readonly data: Data
  readonly traceparent?: string | undefined
  /** How long this client waits; by default `answerMs`. */
  readonly waitMs?: number
}

export type SagaStart<Other> =
  /** `state`: the final one if the saga has `ended`, the first one if it still runs. */
  { readonly kind: 'ended' | 'running'; readonly state: SagaState } | { readonly kind: 'too-many' } | Other

/** A shared reason: without one, each abort creates an error with a stack trace. */
const over = 'over'

/** Resolves with undefined if time runs out or the signal aborts first. */
const atMost = async <T>(work: Promise<T>, ms: number, clock: Clock, signal: AbortSignal): Promise<T | undefined> => {
  const done = new AbortController()
  const timer = clock.sleep(ms, AbortSignal.any([signal, done.signal])).then(() => undefined)
  try {
    return await Promise.race([work, timer])
  } finally {
    done.abort(over)
  }
}

/** Accepts a saga under its key, once, runs it and waits for its end, for at most `answerMs`. */
export const startSaga = <Other extends { readonly kind: string }>(options: Options<Other>) => {
  const { table, accept, sagas, onAccepted, clock, answerMs, closing, sagasMax } = options
  /** Requested but not running yet: when accepting is slow, most of the work is here. */
  let accepting = 0
  /** Runs the saga if it is accepted. It counts as accepting until it runs: no request may find it in neither number. */
  const acceptAndRun = async (saga: NewSaga, state: SagaState, launch: Launch) => {
    accepting += 1
    try {
      const acceptance = await accept(saga)
      if (acceptance.kind !== 'accepted') return acceptance as Other
      onAccepted()
      return { kind: 'accepted' as const, end: sagas.run(saga.id, state, launch) }
    } finally {
      accepting -= 1
    }
  }
  return async ({ data, traceparent, waitMs = answerMs, ...request }: SagaRequest): Promise<SagaStart<Other>> => {
    if (sagas.count() + accepting >= sagasMax) return { kind: 'too-many' }
    const startedAt = clock.now()
    const fresh = newSaga(table)
    const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, startedAt))
    const state = entries.at(-1)?.state ?? fresh
    const started = await acceptAndRun({ ...request, entries }, state, { startedAt, epoch: 1, traceparent })
    if (!('end' in started)) return started
    const end = await atMost(started.end, waitMs, clock, closing)
    return end ? { kind: 'ended', state: end } : { kind: 'running', state }
  }
}
