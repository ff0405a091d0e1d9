import { problems } from '#generated/problems.ts'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import type { Handlers } from '#generated/saga-orchestrator/server.ts'
import type { EtapeRestante, EtatSaga, ResumeSaga, Transition } from '#generated/saga-orchestrator/types.ts'
import { uuidForm } from '#platform/base/uuid.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { type LoggedOperation, on, type ReadOperations } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import { preferences } from '#platform/http/prefer.ts'
import { problem } from '#platform/http/problem.ts'
import type { ForcedUndo } from '#saga/durable/force-undo.ts'
import type { Restart } from '#saga/durable/restart-saga.ts'
import type { LogRecord } from '#saga/record.ts'
import { remainingOf } from '#saga/remaining.ts'
import { transitionsOf } from '#saga/transitions.ts'
import { listOperations } from '#services/operation-log.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { CheckoutLog } from '../application/ports.ts'
import type { startCheckout } from '../application/start-checkout.ts'
import type { Outcome, SagaConnue } from '../domain/outcome.ts'
import { refuse } from './refusals.ts'
import type { TimelineHandlers } from './timelines.ts'

type UseCases = {
  startCheckout: ReturnType<typeof startCheckout>
  forceCompensation: (id: string, logged: LoggedOperation) => Promise<ForcedUndo<SagaConnue>>
  restartSaga: (id: string, step: string, logged: LoggedOperation) => Promise<Restart<SagaConnue>>
  sagaLog: Pick<CheckoutLog, 'read' | 'readRecords' | 'list' | 'noteErasedClient'>
  readOperations: ReadOperations
}

const locationOf = (checkoutId: string) => ({ location: `/api/saga/${checkoutId}/status/` })

const reasonLengthMax = 200

/** What is still to be undone according to the log; nothing for a running saga. */
const remainingSteps = (records: readonly LogRecord[]): EtapeRestante[] =>
  remainingOf(checkoutSaga, records).map(({ step, operation, attempts, reason }) => ({
    etape: step,
    action: operation,
    tentatives: attempts,
    motif: reason?.slice(0, reasonLengthMax) ?? null,
  }))

const summaryOf = (saga: SagaConnue, records: readonly LogRecord[]): ResumeSaga => ({
  checkout_id: saga.checkout_id,
  client_id: saga.client_id,
  etat: saga.etat as EtatSaga,
  terminale: saga.terminal,
  motif: saga.motif,
  commande_id: saga.commande_id,
  parquee: saga.parquee,
  etapes_restantes: remainingSteps(records),
})

const answerOf = (checkoutId: string, outcome: Outcome) => {
  const etat = outcome.etat as EtatSaga
  switch (outcome.kind) {
    case 'reussi':
      return { status: 201, body: { checkout_id: checkoutId, etat, commande_id: outcome.commande_id } } as const
    case 'en-cours':
      return {
        status: 202,
        body: { checkout_id: checkoutId, etat, commande_id: null },
        headers: locationOf(checkoutId),
      } as const
    case 'refuse':
      return problem(problems, 'checkout-refuse', { checkout_id: checkoutId, etat, motif: outcome.motif })
    case 'annule':
      return problem(problems, 'checkout-annule', { checkout_id: checkoutId, etat, motif: outcome.motif })
    default:
      return outcome satisfies never
  }
}

/** The operations of the orchestrator, between HTTP and the use cases. */
export const sagaHandlers = ({
  startCheckout,
  forceCompensation,
  restartSaga,
  sagaLog,
  readOperations,
}: UseCases): Omit<Handlers, keyof TimelineHandlers | 'lireLignesSaga' | 'lireDonneesClientSagas'> => ({
  lireJournalSagas: listOperations(readOperations),

  demarrerCheckoutSaga: async ({ headers, body }, { subject, traceparent }) => {
    if (body.client_id !== subject?.id) return problem(problems, 'client-inconnu')
    const start = await startCheckout({
      ...body,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('demarrerCheckoutSaga', body),
      traceparent,
      isAsync: preferences(headers.prefer ?? '').has('respond-async'),
    })
    return 'kind' in start ? refuse(start) : answerOf(start.checkoutId, start.outcome)
  },

  noterClientEfface: async ({ body }) => {
    await sagaLog.noteErasedClient(body.client_id)
    return { status: 200, body }
  },

  lireEtatSaga: async ({ path }, { subject }) => {
    const saga = await sagaLog.read(path.id)
    if (!saga || (subject?.role === 'client' && saga.client_id !== subject.id))
      return problem(problems, 'saga-inconnue')
    const records = await sagaLog.readRecords(path.id)
    const transitions = transitionsOf(checkoutSaga, records).map(
      ({ etat, at, reason, step, action }): Transition => ({
        etat: etat as EtatSaga,
        a: new Date(at).toISOString(),
        motif: reason?.slice(0, reasonLengthMax) ?? null,
        etape: step ?? null,
        action: action ?? null,
      }),
    )
    return { status: 200, body: { ...summaryOf(saga, records), transitions } }
  },

  listerSagas: async ({ query: { etat, parquees, limite, curseur } }) => {
    if (curseur !== undefined && !uuidForm.test(curseur)) return refuseCursor()
    const filter = {
      parked: parquees,
      ...(etat === undefined ? {} : { etat }),
      ...(curseur === undefined ? {} : { after: curseur }),
    }
    const sagas = await sagaLog.list({ limit: limite + 1, ...filter })
    const page = sagas.slice(0, limite)
    const next = sagas.length > limite ? (page.at(-1)?.checkout_id ?? null) : null
    const recordsOf = async ({ parquee, checkout_id }: SagaConnue) => (parquee ? sagaLog.readRecords(checkout_id) : [])
    const elements = await Promise.all(page.map(async (saga) => summaryOf(saga, await recordsOf(saga))))
    return { status: 200, body: { elements, curseur_suivant: next } }
  },

  forcerCompensation: async ({ path: { id }, headers }, context) => {
    const act = on(actOf('forcerCompensation', context), 'saga', id)
    const forced = await forceCompensation(id, { ...act, requestKey: headers['idempotency-key'] })
    switch (forced.kind) {
      case 'forced':
        return {
          status: 202,
          body: { checkout_id: id, etat: checkoutSaga.states.undoing, commande_id: null },
          headers: locationOf(id),
        }
      case 'unknown':
        return problem(problems, 'saga-inconnue')
      case 'ended':
        return problem(problems, 'saga-terminee', { checkout_id: id, etat: forced.saga.etat as EtatSaga })
      default:
        return forced satisfies never
    }
  },

  relancerSaga: async ({ path: { id }, headers, body: { etape } }, context) => {
    const act = on(actOf('relancerSaga', context), 'saga', id)
    const restart = await restartSaga(id, etape, { ...act, requestKey: `${etape}/${headers['idempotency-key']}` })
    switch (restart.kind) {
      case 'restarted': {
        const body = { checkout_id: id, etat: restart.etat as EtatSaga, commande_id: null }
        return { status: 202, body, headers: locationOf(id) }
      }
      case 'unknown':
        return problem(problems, 'saga-inconnue')
      case 'ended':
        return problem(problems, 'saga-terminee', { checkout_id: id, etat: restart.saga.etat as EtatSaga })
      case 'impossible-step':
        return problem(problems, 'etape-impossible', { checkout_id: id })
      default:
        return restart satisfies never
    }
  },
})
