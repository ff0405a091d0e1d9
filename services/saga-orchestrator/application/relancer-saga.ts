import { canRestart } from '#saga/decide.ts'
import type { SagaTable } from '#saga/definition.ts'
import { replay } from '#saga/state.ts'
import type { SagaConnue } from '../domain/outcome.ts'
import { type JournalDesSagas, LeaseLost } from './ports.ts'
import type { RemettreEnMarche } from './remettre-en-marche.ts'
import type { SagasEnCours } from './sagas-en-cours.ts'

export type Relance =
  | { readonly kind: 'relancee'; readonly etat: string }
  | { readonly kind: 'inconnue' | 'etape-impossible' }
  | { readonly kind: 'terminee'; readonly saga: SagaConnue }

type Options = {
  table: SagaTable
  journal: Pick<JournalDesSagas, 'lire' | 'lireRecords' | 'saisir'>
  sagas: SagasEnCours
  remettreEnMarche: RemettreEnMarche
}

/** The saga's replica may write between our read and our write, at most once. */
const attemptsMax = 5

/**
 * Runs a saga again from one of its steps, in this process, whichever replica has it: the step and the later ones are
 * called again, which is safe because they are idempotent; for a saga being undone, the undo of the step starts over.
 * The previous replica can no longer write, and participants refuse its epoch. The step must have begun, or still need
 * its undo.
 */
export const relancerSaga =
  ({ table, journal, sagas, remettreEnMarche }: Options) =>
  async (sagaId: string, step: string): Promise<Relance> => {
    const saga = await journal.lire(sagaId)
    if (!saga) return { kind: 'inconnue' }
    if (saga.terminal) return { kind: 'terminee', saga }
    if (!canRestart(replay(table, await journal.lireRecords(sagaId)), step)) return { kind: 'etape-impossible' }
    for (let attempt = 1; ; attempt++) {
      await sagas.lacher(sagaId)
      const reprise = await journal.saisir(sagaId)
      if (!reprise) return { kind: 'terminee', saga: (await journal.lire(sagaId)) ?? saga }
      try {
        const state = await remettreEnMarche(reprise, step)
        return state ? { kind: 'relancee', etat: state.etat } : { kind: 'etape-impossible' }
      } catch (error) {
        if (!(error instanceof LeaseLost) || attempt === attemptsMax) throw error
      }
    }
  }
