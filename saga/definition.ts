/** What a saga knows: its inputs and what its steps gave, by name. JSON only; nothing in it is ever changed in place. */
export type Data = Readonly<Record<string, unknown>>

/** Names under which a step's progress is shown; several steps may share one. */
export type StepStates = { readonly running: string; readonly done: string; readonly failed: string }

export type UndoTable = {
  /** The operation that is called. */
  readonly operation: string
  /** Steps whose undo must be done before this one begins. Without any, undos run at the same time. */
  readonly after: readonly string[]
  readonly timeoutMs: number
  /** Who undoes it where each part of the saga has an owner. */
  readonly owner: string
}

/** One step as the process definition declares it; how it is called stands in `Calls`. */
export type StepTable = {
  readonly id: string
  /** The operation that is called. */
  readonly operation: string
  /** Who runs it where each part of the saga has an owner. */
  readonly owner: string
  /** Of one attempt. */
  readonly timeoutMs: number
  readonly attempts: number
  readonly states: StepStates
  /** The step whose refusal this step only foretells: an owner that keeps no log lets that step decide. */
  readonly guards?: string
  /** Present exactly where the step has an effect. */
  readonly undo?: UndoTable
  /** The operation that decides for good whether the step has its effect; of one step at most. */
  readonly pivot?: { readonly operation: string; readonly timeoutMs: number }
}

export type UndoPolicy = {
  readonly backoffFirstMs: number
  readonly backoffMaxMs: number
  /** An undo that failed this often is shown as parked; it is tried on all the same. */
  readonly parkAfterAttempts: number
}

/**
 * A saga as data. `memory: 'none'` marks the part of a saga that an owner runs without a log, perhaps for the second
 * time: what it did not see happen may have happened before, so only a refusal by a step with an effect is certain.
 */
export type SagaTable = {
  readonly name: string
  readonly memory: 'log' | 'none'
  /** Steps begin only within this time after the start; then the saga fails and is undone. */
  readonly deadlineMs: number
  readonly states: {
    readonly initial: string
    readonly done: string
    readonly undoing: string
    readonly undone: string
  }
  /** What failures are called that no participant put in words. */
  readonly reasons: {
    readonly timeout: string
    readonly error: string
    readonly deadline: string
    readonly forced: string
  }
  readonly undo: UndoPolicy
  readonly steps: readonly StepTable[]
}

/** Why a step, and with it the saga, failed. `effect`: whether the step may have taken effect nevertheless. */
export type Failure = {
  readonly kind: 'refused' | 'technical' | 'deadline' | 'forced'
  readonly reason: string
  readonly effect: 'none' | 'unknown'
  readonly detail?: string
  /** The step was refused since its undo has come before: an earlier run has decided. */
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

/** What a call is given beside its data. */
export type CallContext = {
  readonly timeoutMs: number
  readonly retries: number
  readonly signal: AbortSignal
  readonly correlationId?: string
  readonly traceparent?: string
  readonly epoch?: number
  /** An undo is called even where a circuit breaker is open. */
  readonly breaker?: false
}

/**
 * How one step is called. Both are idempotent. A throw is a technical failure; the property `effect: 'none'` of what
 * is thrown says that nothing happened at the other side, anything else leaves that unknown.
 */
export type StepCalls = {
  readonly run: (data: Data, context: CallContext) => Promise<StepOutcome>
  readonly undo?: (data: Data, failure: Failure, context: CallContext) => Promise<void>
  /**
   * Of the step with a pivot: `done` where its effect stands for good, `refused` where it never can have one any more,
   * with the reason that was given first.
   */
  readonly settle?: (data: Data, failure: Failure, context: CallContext) => Promise<StepOutcome>
}

export type Calls = Readonly<Record<string, StepCalls>>

export const stepOf = (table: SagaTable, id: string): StepTable => {
  const step = table.steps.find((one) => one.id === id)
  if (!step) throw new Error(`${table.name} has no step ${id}`)
  return step
}

/** The part of a saga that an owner runs without a log: these steps only, in the order of the whole. */
export const segmentOf = (table: SagaTable, ids: readonly string[]): SagaTable => {
  for (const id of ids) stepOf(table, id)
  return { ...table, memory: 'none', steps: table.steps.filter((step) => ids.includes(step.id)) }
}

/** The step that decides between success and failure of a saga without a coordinator, where the saga has one. */
export const pivotOf = (table: SagaTable): (StepTable & Required<Pick<StepTable, 'pivot'>>) | undefined => {
  const step = table.steps.find((one) => one.pivot)
  return step?.pivot && { ...step, pivot: step.pivot }
}
