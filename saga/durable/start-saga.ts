import type { Clock } from '#platform/base/clock.ts'
import { decide } from '../decide.ts'
import type { Data, SagaTable } from '../definition.ts'
import { entriesAfter, newSaga, type SagaState } from '../state.ts'
import type { RunningSagas } from './running-sagas.ts'
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

export type SagaRequest = Omit<NewSaga, 'entries'> & { readonly data: Data; readonly traceparent?: string | undefined }

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
  const accepted = async (saga: NewSaga): Promise<{ readonly kind: 'accepted' } | Other> => {
    accepting += 1
    try {
      return await accept(saga)
    } finally {
      accepting -= 1
    }
  }
  return async ({ data, traceparent, ...request }: SagaRequest): Promise<SagaStart<Other>> => {
    if (sagas.count() + accepting >= sagasMax) return { kind: 'too-many' }
    const startedAt = clock.now()
    const fresh = newSaga(table)
    const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, startedAt))
    const state = entries.at(-1)?.state ?? fresh
    const acceptance = await accepted({ ...request, entries })
    if (acceptance.kind !== 'accepted') return acceptance as Other
    onAccepted()
    const run = sagas.run(request.id, state, { startedAt, epoch: 1, traceparent })
    const end = await atMost(run, answerMs, clock, closing)
    return end ? { kind: 'ended', state: end } : { kind: 'running', state }
  }
}
