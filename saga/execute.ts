import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { following } from '#platform/base/following.ts'
import { fullJitterMs } from './backoff.ts'
import { type Command, decide, nextStep, readyToUndo } from './decide.ts'
import type { CallContext, Calls, Failure, SagaTable, StepOutcome, StepTable } from './definition.ts'
import { followParked, type ParkedChange } from './parked.ts'
import type { LogRecord } from './record.ts'
import { evolve, isEnded, type LogEntry, type SagaFailure, type SagaState } from './state.ts'

/** Stores records durably, in order and in one write. */
export type Append = (entries: readonly LogEntry[]) => Promise<void>

export type Ports = {
  calls: Calls
  /** Absent for an owner without a log. */
  append?: Append
  clock: Clock
  random: () => number
  /** Aborts the run. Any process can resume the saga from its log. */
  signal: AbortSignal
  /** Passed on to each call. */
  context?: Pick<CallContext, 'correlationId' | 'traceparent' | 'epoch'>
  /**
   * Called before a failure leads to an undo. Returns the reason for the undo, or an earlier run's reason if that run has
   * started to undo. `undefined` ends the run with `Unsettled`, because an earlier run may have published a success.
   */
  mayUndo?: (failure: SagaFailure) => Promise<string | undefined>
  /** Called for every record. */
  observe?: (record: LogRecord, state: SagaState) => void
  parked?: ParkedChange
  /** Called at every point at which tests inject a crash. */
  reach?: Reach
}

/** The run was aborted before the saga ended. */
export class Interrupted extends Error {}

/** The outcome of a step is unknown and it must not be undone, so the whole run has to be repeated. */
export class Unsettled extends Error {}

export type Execution = {
  /** The final state. Rejects with `Interrupted`, `Unsettled`, or an error of `append`. */
  ended: Promise<SagaState>
  /** Stops running steps and undoes everything, unless that has already started. Returns false if the saga has ended. */
  force: () => boolean
}

/** Converts an error of a call to a failure. */
export const failureOf = (table: SagaTable, error: unknown): Failure => {
  const { effect, reason, message } = error as { effect?: unknown; reason?: unknown; message?: unknown }
  return {
    kind: 'technical',
    reason: reason === 'timeout' ? table.reasons.timeout : table.reasons.error,
    effect: effect === 'none' ? 'none' : 'unknown',
    detail: String(message ?? error).slice(0, 500),
  }
}

const leadsToUndo = (table: SagaTable, state: SagaState, command: Command): boolean =>
  decide(table, state, command, 0).some((record) => record.type === 'undoing' && record.steps.length > 0)

/** Holds the state and the records not yet written. Writes one batch at a time. */
const recorder = (
  table: SagaTable,
  start: SagaState,
  { append, clock, observe, reach }: Ports,
  follow: (state: SagaState) => void,
) => {
  let state = start
  let pending: LogEntry[] = []
  let writing: Promise<void> = Promise.resolve()

  const apply = (command: Command): void => {
    for (const record of decide(table, state, command, clock.now())) {
      state = evolve(table, state, record)
      pending.push({ record, state })
      observe?.(record, state)
      follow(state)
    }
  }
  const write = async (): Promise<void> => {
    if (!append || pending.length === 0) return
    const entries = pending
    pending = []
    await append(entries)
    if (reach) for (const { record } of entries) if (record.type === 'step-done') reach(record.step, 'before-ack')
  }
  const flush = (): Promise<void> => {
    writing = writing.then(write)
    return writing
  }
  return { apply, flush, now: () => state }
}

/**
 * Runs a saga from a state to its end: its steps in order and, after a failure, the undo of every step that may have an
 * effect. Both styles use it. Before each call with an effect it writes the intent, with all records since the last write.
 * Undos run concurrently unless the table orders them; each is retried until it succeeds.
 */
export const execute = (table: SagaTable, start: SagaState, ports: Ports): Execution => {
  const { calls, clock, random, signal, context = {}, mayUndo, reach, parked = () => {} } = ports
  const follow = followParked(table, parked)
  const { apply, flush, now } = recorder(table, start, ports, follow)
  /** Aborts calls of steps when the run is aborted or an undo is forced. */
  const { controller: forward, release } = following(signal)
  const undosAtWork = new Set<string>()
  let forced = false

  const stopIfInterrupted = (): void => {
    if (signal.aborted) throw new Interrupted(`${table.name} interrupted`)
  }

  const call = async (step: StepTable): Promise<StepOutcome | { kind: 'failed'; failure: Failure }> => {
    const leftMs = now().deadlineAt - clock.now()
    if (leftMs <= 0) {
      const effect = now().steps[step.id] === 'waiting' ? 'none' : 'unknown'
      return { kind: 'failed', failure: { kind: 'deadline', reason: table.reasons.deadline, effect } }
    }
    apply({ type: 'begin', step: step.id })
    if (step.undo) await flush()
    reach?.(step.id, 'before-effect')
    try {
      const timeoutMs = Math.min(step.timeoutMs, leftMs)
      const callContext = { ...context, timeoutMs, retries: step.attempts - 1, signal: forward.signal }
      return (
        (await calls[step.id]?.run(now().data, callContext)) ?? {
          kind: 'failed',
          failure: failureOf(table, `${step.id} has no call`),
        }
      )
    } catch (error) {
      return { kind: 'failed', failure: failureOf(table, error) }
    }
  }

  const runSteps = async (): Promise<void> => {
    for (let step = nextStep(table, now()); step; step = nextStep(table, now())) {
      stopIfInterrupted()
      const outcome = await call(step)
      const { id } = step
      reach?.(id, 'after-effect')
      if (outcome.kind === 'failed' && !forced) stopIfInterrupted()
      if (forced) apply({ type: 'force' })
      else if (outcome.kind === 'done') apply({ type: 'done', step: id, output: outcome.output })
      else {
        const failure: Failure = outcome.kind === 'refused' ? { ...outcome, effect: 'none' } : outcome.failure
        let command: Command = { type: 'fail', step: id, failure }
        if (mayUndo && leadsToUndo(table, now(), command)) {
          const reason = await mayUndo({ ...failure, step: id, at: clock.now() })
          if (reason === undefined) throw new Unsettled(failure.detail ?? failure.reason)
          command = { ...command, failure: { ...failure, reason } }
        }
        apply(command)
      }
    }
  }

  const undoOnce = async (step: StepTable): Promise<string | undefined> => {
    const { data, failure } = now()
    try {
      const undo = calls[step.id]?.undo
      if (!undo || !failure) throw new Error(`${step.id} has no undo`)
      const timeoutMs = step.undo?.timeoutMs ?? step.timeoutMs
      await undo(data, failure, { ...context, timeoutMs, retries: 0, signal, breaker: false })
      return undefined
    } catch (error) {
      return String((error as Error).message ?? error).slice(0, 500)
    }
  }

  const undoUntilDone = async (step: StepTable): Promise<void> => {
    const { backoffFirstMs, backoffMaxMs, parkAfterAttempts } = table.undo
    for (let attempt = (now().undoAttempts[step.id] ?? 0) + 1; ; attempt++) {
      stopIfInterrupted()
      const reason = await undoOnce(step)
      if (reason === undefined) return
      stopIfInterrupted()
      if (attempt <= parkAfterAttempts) {
        apply({ type: 'undo-failed', step: step.id, attempt, reason })
        await flush()
      }
      await clock.sleep(fullJitterMs(attempt, backoffFirstMs, backoffMaxMs, random), signal)
    }
  }

  const undo = async (step: StepTable): Promise<void> => {
    await undoUntilDone(step)
    reach?.(step.id, 'during-undo')
    apply({ type: 'undone', step: step.id })
    await undoReady()
  }

  const undoReady = async (): Promise<void> => {
    const ready = readyToUndo(table, now()).filter(({ id }) => !undosAtWork.has(id))
    for (const { id } of ready) {
      undosAtWork.add(id)
      apply({ type: 'undo', step: id })
    }
    await flush()
    const results = await Promise.allSettled(ready.map(undo))
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  const run = async (): Promise<SagaState> => {
    follow(start)
    try {
      await runSteps()
      await undoReady()
      return now()
    } finally {
      follow()
      release()
    }
  }

  return {
    ended: isEnded(start) ? Promise.resolve(start) : run(),
    force: () => {
      if (isEnded(now())) return false
      if (now().phase === 'running') {
        forced = true
        forward.abort()
      }
      return true
    },
  }
}
