import type { Data, Failure } from './definition.ts'

type Body =
  | { readonly type: 'started'; readonly data: Data; readonly deadlineAt: number }
  | { readonly type: 'resumed'; readonly epoch: number }
  /** On request, this step and all later ones run again; while undoing, the undo of this step. */
  | { readonly type: 'restarted'; readonly step: string; readonly deadlineAt: number }
  | { readonly type: 'step-started'; readonly step: string }
  | { readonly type: 'step-done'; readonly step: string; readonly output: Data }
  /** `advice`: the failure doesn't end the saga, because the guarded step decides. */
  | { readonly type: 'step-failed'; readonly step: string; readonly failure: Failure; readonly advice: boolean }
  | { readonly type: 'undoing'; readonly failure: Failure; readonly steps: readonly string[] }
  | { readonly type: 'undo-started'; readonly step: string }
  | { readonly type: 'undo-failed'; readonly step: string; readonly attempt: number; readonly reason: string }
  | { readonly type: 'undo-parked'; readonly step: string; readonly attempt: number }
  | { readonly type: 'undo-done'; readonly step: string }
  /** An operator gave up this pending undo. */
  | { readonly type: 'undo-abandoned'; readonly step: string }
  | { readonly type: 'succeeded' }
  | { readonly type: 'cancelled' }

/** An entry of a saga's log. `at`: milliseconds since the epoch. */
export type LogRecord = Body & { readonly at: number }
export type RecordBody = Body
