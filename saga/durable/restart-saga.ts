import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import { canRestart } from '../decide.ts'
import type { SagaTable } from '../definition.ts'
import { replay } from '../state.ts'
import type { Resume } from './resume-saga.ts'
import type { RunningSagas } from './running-sagas.ts'
import { LeaseLost, type SagaLog } from './saga-log.ts'

export type Restart<Known> =
  | { readonly kind: 'restarted'; readonly etat: string }
  | { readonly kind: 'unknown' | 'impossible-step' }
  | { readonly kind: 'ended'; readonly saga: Known }

type Options<Known extends { readonly terminal: boolean }> = {
  table: SagaTable
  sagaLog: Pick<SagaLog<Known>, 'read' | 'readRecords' | 'seize'>
  sagas: RunningSagas
  resume: Resume
}

/** The saga's replica may write between our read and our write, at most once. */
const attemptsMax = 5

/**
 * Runs a saga again from one of its steps, in this process, whichever replica has it: the step and the later ones are
 * called again, which is safe because they are idempotent; for a saga being undone, the undo of the step starts over.
 * The previous replica can no longer write, and participants refuse its epoch. The step must have begun, or still need
 * its undo.
 */
export const restartSaga =
  <Known extends { readonly terminal: boolean }>({ table, sagaLog, sagas, resume }: Options<Known>) =>
  async (id: string, step: string, logged?: LoggedOperation): Promise<Restart<Known>> => {
    const saga = await sagaLog.read(id)
    if (!saga) return { kind: 'unknown' }
    if (saga.terminal) return { kind: 'ended', saga }
    if (!canRestart(replay(table, await sagaLog.readRecords(id)), step)) return { kind: 'impossible-step' }
    for (let attempt = 1; ; attempt++) {
      await sagas.letGo(id)
      const taken = await sagaLog.seize(id, attempt === 1 ? logged : undefined)
      if (!taken) return { kind: 'ended', saga: (await sagaLog.read(id)) ?? saga }
      try {
        const state = await resume(taken, step)
        return state ? { kind: 'restarted', etat: state.etat } : { kind: 'impossible-step' }
      } catch (error) {
        if (!(error instanceof LeaseLost) || attempt === attemptsMax) throw error
      }
    }
  }
