import type { Clock } from '#platform/base/clock.ts'
import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { SagaTable } from '#saga/definition.ts'
import { type Closing, closeSaga } from '#saga/durable/close-saga.ts'
import { type ForcedUndo, forceUndo } from '#saga/durable/force-undo.ts'
import { type Restart, restartSaga } from '#saga/durable/restart-saga.ts'
import type { Resume } from '#saga/durable/resume-saga.ts'
import type { RunningSagas } from '#saga/durable/running-sagas.ts'
import type { Requests, SeenValidation, Trace, ValidationLog } from './ports.ts'

type Options = {
  table: SagaTable
  requests: Pick<Requests, 'read'>
  validationLog: ValidationLog
  sagas: RunningSagas
  resume: Resume
  clock: Clock
}

/** `undo-possible`: inventaire has the request, so that the undo of its validation can succeed. */
export type Closed = Closing<SeenValidation> | { readonly kind: 'undo-possible' }

/** An operator's request with its reason and key. */
export type Intervention = LoggedOperation & { readonly reason: string; readonly requestKey: string }

/** What an operator can do with a validation, whichever replica runs it. Each is logged in the transaction that makes it possible. */
export type Interventions = {
  readonly undo: (id: string, by: Intervention) => Promise<ForcedUndo<SeenValidation>>
  readonly restart: (id: string, step: string, by: Intervention) => Promise<Restart<SeenValidation>>
  readonly close: (id: string, by: Intervention, trace: Trace) => Promise<Closed>
}

export const interventions = ({ table, requests, validationLog, sagas, resume, clock }: Options): Interventions => {
  const close = closeSaga({ table, sagaLog: validationLog, sagas, clock })
  return {
    undo: forceUndo(validationLog, sagas),
    restart: restartSaga({ table, sagaLog: validationLog, sagas, resume }),
    close: async (id, by, trace) => {
      const known = await validationLog.read(id)
      if (!known) return { kind: 'unknown' }
      if (known.terminal) {
        const isRepeated = await validationLog.wasClosedBy(id, by.requestKey)
        return isRepeated ? { kind: 'closed', etat: known.etat } : { kind: 'ended', saga: known }
      }
      // Without its request, inventaire has no step of the validation either: nothing remains to undo.
      if ((await requests.read(known.demande_id, trace)) !== undefined) return { kind: 'undo-possible' }
      return close(id, by)
    },
  }
}
