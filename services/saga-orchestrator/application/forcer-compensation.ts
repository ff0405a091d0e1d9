import type { SagaConnue } from '../domain/outcome.ts'
import type { JournalDesSagas } from './ports.ts'
import type { SagasEnCours } from './sagas-en-cours.ts'

export type Forcage =
  | { readonly kind: 'forcee' | 'inconnue' }
  | { readonly kind: 'terminee'; readonly saga: SagaConnue }

/**
 * Makes a running saga undo everything it did. Recorded first, so that a replica that has or resumes it sees it; a saga
 * already being undone stays so. A saga that has ended, or has just decided its end, is refused.
 */
export const forcerCompensation =
  ({ marquerForcee, lire }: Pick<JournalDesSagas, 'marquerForcee' | 'lire'>, sagas: SagasEnCours) =>
  async (sagaId: string): Promise<Forcage> => {
    const marked = await marquerForcee(sagaId)
    if (marked && (!sagas.est(sagaId) || sagas.forcer(sagaId))) return { kind: 'forcee' }
    const saga = await lire(sagaId)
    return saga ? { kind: 'terminee', saga } : { kind: 'inconnue' }
  }
