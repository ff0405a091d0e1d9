/** The data of a saga: its inputs and the outputs of its steps, by name. JSON only and immutable. */
export type Data = Readonly<Record<string, unknown>>

/** The names of a step's states; steps may share names. */
export type StepStates = { readonly running: string; readonly done: string; readonly failed: string }

export type UndoTable = {
  readonly operation: string
  /** Steps to undo before this one; other undos run concurrently. */
  readonly after: readonly string[]
  readonly timeoutMs: number
  /** The application that undoes the step in the choreography. */
  readonly owner: string
}

/** A step as declared in the process definition. `Calls` contains the code that calls it. */
export type StepTable = {
  readonly id: string
  readonly operation: string
  /** The application that runs the step in the choreography. */
  readonly owner: string
  /** Timeout of one attempt. */
  readonly timeoutMs: number
  readonly attempts: number
  readonly states: StepStates
  /** The later step whose refusal this step predicts. Without a log, this step's refusal is only advice. */
  readonly guards?: string
  /** Present if and only if the step has an effect. */
  readonly undo?: UndoTable
  /** The operation that decides irrevocably whether the step has an effect. At most one step has a pivot. */
  readonly pivot?: { readonly operation: string; readonly timeoutMs: number }
}

export type UndoPolicy = {
  readonly backoffFirstMs: number
  readonly backoffMaxMs: number
  /** After this many failures an undo counts as parked; it is still retried. */
  readonly parkAfterAttempts: number
}

/**
 * A saga as data. `memory: 'none'`: a part of a saga that an owner runs without a log, possibly repeatedly, so any step
 * may already have taken effect in an earlier run.
 */
export type SagaTable = {
  readonly name: string
  readonly memory: 'log' | 'none'
  /** No step starts later than this after the start of the saga; the saga then fails and is undone. */
  readonly deadlineMs: number
  readonly states: {
    readonly initial: string
    readonly done: string
    readonly undoing: string
    readonly undone: string
  }
  /** Reasons for failures other than refusals. */
  readonly reasons: {
    readonly timeout: string
    readonly error: string
    readonly deadline: string
    readonly forced: string
  }
  readonly undo: UndoPolicy
  readonly steps: readonly StepTable[]
}

/** Why a step, and thus the saga, failed. `effect`: whether the step may have taken effect anyway. */
export type Failure = {
  readonly kind: 'refused' | 'technical' | 'deadline' | 'forced'
  readonly reason: string
  readonly effect: 'none' | 'unknown'
  readonly detail?: string
  /** Refused because the step was already undone, by an earlier run. */
  readonly undoneBefore?: true
}

export type StepOutcome =
  | { readonly kind: 'done'; readonly output: Data }
  | {
      readonly kind: 'refused'
      readonly reason: string
      readonly detail?: string
      readonly undoneBefore?: true
    }

/** The options of a call. */
export type CallContext = {
  readonly timeoutMs: number
  readonly retries: number
  readonly signal: AbortSignal
  readonly correlationId?: string
  readonly traceparent?: string
  readonly epoch?: number
  /** false for undos, which ignore open circuit breakers. */
  readonly breaker?: false
}

/**
 * The calls of one step, all idempotent. A thrown error is a technical failure. The effect is unknown unless the error has
 * the property `effect: 'none'`.
 */
export type StepCalls = {
  readonly run: (data: Data, context: CallContext) => Promise<StepOutcome>
  readonly undo?: (data: Data, failure: Failure, context: CallContext) => Promise<void>
  /**
   * Calls the pivot. `done`: the effect is final. `refused`: the step can never take effect; `reason` is the original one.
   */
  readonly settle?: (data: Data, failure: Failure, context: CallContext) => Promise<StepOutcome>
}

export type Calls = Readonly<Record<string, StepCalls>>

export const stepOf = (table: SagaTable, id: string): StepTable => {
  const step = table.steps.find((one) => one.id === id)
  if (!step)
    throw new Error(`${table.name} has no step ${id}; its steps are ${table.steps.map((one) => one.id).join(', ')}`)
  return step
}

/** The part of a saga that an owner runs without a log: these steps, in the order of the table. */
export const segmentOf = (table: SagaTable, ids: readonly string[]): SagaTable => {
  for (const id of ids) stepOf(table, id)
  return { ...table, memory: 'none', steps: table.steps.filter((step) => ids.includes(step.id)) }
}

/** The step with the pivot, if the saga has one. */
export const pivotOf = (table: SagaTable): (StepTable & Required<Pick<StepTable, 'pivot'>>) | undefined => {
  const step = table.steps.find((one) => one.pivot)
  return step?.pivot && { ...step, pivot: step.pivot }
}
