import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { RunningSagas } from './running-sagas.ts'
import type { SagaLog } from './saga-log.ts'

export type ForcedUndo<Known> =
  | { readonly kind: 'forced' | 'unknown' }
  | { readonly kind: 'ended'; readonly saga: Known }

/**
 * Makes a running saga undo everything it did. Records the request first, so that any replica that runs or resumes the saga sees it; a saga
 * that is already being undone continues. A saga that has ended, or has just decided its end, is refused.
 */
export const forceUndo =
  <Known extends { readonly terminal: boolean }>(
    { markForced, read }: Pick<SagaLog<Known>, 'markForced' | 'read'>,
    sagas: RunningSagas,
  ) =>
  async (id: string, logged?: LoggedOperation): Promise<ForcedUndo<Known>> => {
    const marked = await markForced(id, logged)
    if (marked && (!sagas.has(id) || sagas.force(id))) return { kind: 'forced' }
    const saga = await read(id)
    return saga ? { kind: 'ended', saga } : { kind: 'unknown' }
  }
