import type { Data, Failure } from './definition.ts'

type Body =
  | { readonly type: 'started'; readonly data: Data; readonly deadlineAt: number }
  | { readonly type: 'resumed'; readonly epoch: number }
  /** Somebody asked for this step, and all after it, once more; on the way back, for its undo. */
  | { readonly type: 'restarted'; readonly step: string; readonly deadlineAt: number }
  | { readonly type: 'step-started'; readonly step: string }
  | { readonly type: 'step-done'; readonly step: string; readonly output: Data }
  /** `advice`: the failure does not end the saga; the step that this one guards decides. */
  | { readonly type: 'step-failed'; readonly step: string; readonly failure: Failure; readonly advice: boolean }
  | { readonly type: 'undoing'; readonly failure: Failure; readonly steps: readonly string[] }
  | { readonly type: 'undo-started'; readonly step: string }
  | { readonly type: 'undo-failed'; readonly step: string; readonly attempt: number; readonly reason: string }
  | { readonly type: 'undo-parked'; readonly step: string; readonly attempt: number }
  | { readonly type: 'undo-done'; readonly step: string }
  | { readonly type: 'succeeded' }
  | { readonly type: 'cancelled' }

/** One thing that happened in a saga, with its time in milliseconds since the epoch. The log is a list of these. */
export type LogRecord = Body & { readonly at: number }
export type RecordBody = Body
