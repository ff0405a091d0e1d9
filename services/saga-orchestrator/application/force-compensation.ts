import type { SagaConnue } from '../domain/outcome.ts'
import type { SagaLog } from './ports.ts'
import type { RunningSagas } from './running-sagas.ts'

export type ForcedCompensation =
  | { readonly kind: 'forced' | 'unknown' }
  | { readonly kind: 'ended'; readonly saga: SagaConnue }

/**
 * Makes a running saga undo everything it did. Recorded first, so that a replica that has or resumes it sees it; a saga
 * already being undone stays so. A saga that has ended, or has just decided its end, is refused.
 */
export const forceCompensation =
  ({ markForced, read }: Pick<SagaLog, 'markForced' | 'read'>, sagas: RunningSagas) =>
  async (id: string): Promise<ForcedCompensation> => {
    const marked = await markForced(id)
    if (marked && (!sagas.has(id) || sagas.force(id))) return { kind: 'forced' }
    const saga = await read(id)
    return saga ? { kind: 'ended', saga } : { kind: 'unknown' }
  }
