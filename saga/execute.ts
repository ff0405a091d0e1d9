import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { following } from '#platform/base/following.ts'
import { fullJitterMs } from './backoff.ts'
import { type Command, decide, nextStep, readyToUndo } from './decide.ts'
import type { CallContext, Calls, Failure, SagaTable, StepOutcome, StepTable } from './definition.ts'
import { followParked, type ParkedChange } from './parked.ts'
import type { LogRecord } from './record.ts'
import { evolve, isEnded, type LogEntry, type SagaFailure, type SagaState } from './state.ts'

/** Makes records last, in one write and in order. */
export type Append = (entries: readonly LogEntry[]) => Promise<void>

export type Ports = {
  calls: Calls
  /** Absent: an owner that keeps no log. */
  append?: Append
  clock: Clock
  random: () => number
  /** Ends the run at once; what was logged is resumed later, by whomever. */
  signal: AbortSignal
  /** Passed on to each call. */
  context?: Pick<CallContext, 'correlationId' | 'traceparent' | 'epoch'>
  /**
   * Asked before a failure leads to an undo: the reason that the undo gives, which is an earlier run's where that one has begun
   * it. `undefined` ends the run with `Unsettled` instead, as where an earlier run may have announced its success.
   */
  mayUndo?: (failure: SagaFailure) => Promise<string | undefined>
  /** Told of every record when it happens. */
  observe?: (record: LogRecord, state: SagaState) => void
  /** Told how many undos of this run are parked, change by change. */
  parked?: ParkedChange
  /** Called at every point where a crash is tested. */
  reach?: Reach
}

/** The run was ended from outside before the saga was at an end. */
export class Interrupted extends Error {}

/** It can't be told what became of the step, and it must not be undone: repeat the whole run. */
export class Unsettled extends Error {}

export type Execution = {
  /** The state at the end. Rejects with `Interrupted`, `Unsettled`, or whatever `append` threw. */
  ended: Promise<SagaState>
  /** Ends the forward way and undoes everything, if that has not begun already; false where the saga is at its end. */
  force: () => boolean
}

/** What is thrown by a call as a failure. */
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

/** Keeps the state and what is not written yet; one write at a time. */
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
 * Runs a saga from a state to its end: steps in order, and after a failure the undo of everything that has, or may have,
 * an effect. The one executor of both styles. Before each call with an effect the intent is written together with all
 * that happened since the last write; undos run at the same time unless the table orders them, each until it succeeds.
 */
export const execute = (table: SagaTable, start: SagaState, ports: Ports): Execution => {
  const { calls, clock, random, signal, context = {}, mayUndo, reach, parked = () => {} } = ports
  const follow = followParked(table, parked)
  const { apply, flush, now } = recorder(table, start, ports, follow)
  /** Of the calls on the way forward: ends with the run, or where the way back is forced. */
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
        (await calls[step.id]?.run(now().data, callContext)) ?? { kind: 'failed', failure: failureOf(table, 'no call') }
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
