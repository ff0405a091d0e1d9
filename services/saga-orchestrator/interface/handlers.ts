import { problems } from '#generated/problems.ts'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import type { Handlers } from '#generated/saga-orchestrator/server.ts'
import type { EtapeRestante, EtatSaga, ResumeSaga, Transition } from '#generated/saga-orchestrator/types.ts'
import { uuidForm } from '#platform/base/uuid.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { problem } from '#platform/http/problem.ts'
import type { LogRecord } from '#saga/record.ts'
import { remainingOf } from '#saga/remaining.ts'
import { transitionsOf } from '#saga/transitions.ts'
import type { Demarrage, demarrerCheckout } from '../application/demarrer-checkout.ts'
import type { forcerCompensation } from '../application/forcer-compensation.ts'
import type { JournalDesSagas } from '../application/ports.ts'
import type { relancerSaga } from '../application/relancer-saga.ts'
import type { Outcome, SagaConnue } from '../domain/outcome.ts'

type UseCases = {
  demarrerCheckout: ReturnType<typeof demarrerCheckout>
  forcerCompensation: ReturnType<typeof forcerCompensation>
  relancerSaga: ReturnType<typeof relancerSaga>
  journal: Pick<JournalDesSagas, 'lire' | 'lireRecords' | 'lister' | 'noterClientEfface'>
}

const comeBack = { 'retry-after': '1' }
const placeOf = (sagaId: string) => ({ location: `/api/saga/${sagaId}/status/` })

const longest = 200

/** What is still to be undone according to the log; nothing for a running saga. */
const restantesDe = (records: readonly LogRecord[]): EtapeRestante[] =>
  remainingOf(checkoutSaga, records).map(({ step, operation, attempts, reason }) => ({
    etape: step,
    action: operation,
    tentatives: attempts,
    motif: reason?.slice(0, longest) ?? null,
  }))

const resume = (saga: SagaConnue, records: readonly LogRecord[]): ResumeSaga => ({
  checkout_id: saga.saga_id,
  client_id: saga.client_id,
  etat: saga.etat as EtatSaga,
  terminale: saga.terminal,
  motif: saga.motif,
  commande_id: saga.commande_id,
  parquee: saga.parquee,
  etapes_restantes: restantesDe(records),
})

const answerOf = (sagaId: string, outcome: Outcome) => {
  const etat = outcome.etat as EtatSaga
  switch (outcome.kind) {
    case 'reussi':
      return { status: 201, body: { checkout_id: sagaId, etat, commande_id: outcome.commande_id } } as const
    case 'en-cours':
      return { status: 202, body: { checkout_id: sagaId, etat, commande_id: null }, headers: placeOf(sagaId) } as const
    case 'refuse':
      return problem(problems, 'checkout-refuse', { checkout_id: sagaId, etat, motif: outcome.motif })
    case 'annule':
      return problem(problems, 'checkout-annule', { checkout_id: sagaId, etat, motif: outcome.motif })
    default:
      return outcome satisfies never
  }
}

const refusalOf = (demarrage: Extract<Demarrage, { refus: string }>) => {
  switch (demarrage.refus) {
    case 'produit-en-double': {
      const message = `product ${demarrage.produit_id} appears in more than one line`
      return problem(problems, 'validation', {
        errors: [{ field: '/panier/lignes', rule: 'unique produit_id', message }],
      })
    }
    case 'cle-reutilisee':
      return problem(problems, 'idempotency-key-reused')
    case 'client-efface':
      return problem(problems, 'client-inconnu')
    case 'demande-en-vol':
      return { ...problem(problems, 'idempotency-in-flight'), headers: comeBack }
    case 'trop-de-sagas':
      return { ...problem(problems, 'unavailable', { detail: 'too many sagas are running' }), headers: comeBack }
    default:
      return demarrage satisfies never
  }
}

/** The operations of the orchestrator, between HTTP and the use cases. */
export const sagaHandlers = ({ demarrerCheckout, forcerCompensation, relancerSaga, journal }: UseCases): Handlers => ({
  demarrerCheckoutSaga: async ({ headers, body }, { subject, traceparent }) => {
    if (body.client_id !== subject?.id) return problem(problems, 'client-inconnu')
    const demarrage = await demarrerCheckout({
      ...body,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('demarrerCheckoutSaga', body),
      traceparent,
    })
    return 'refus' in demarrage ? refusalOf(demarrage) : answerOf(demarrage.sagaId, demarrage.outcome)
  },

  noterClientEfface: async ({ body }) => {
    await journal.noterClientEfface(body.client_id)
    return { status: 200, body }
  },

  lireEtatSaga: async ({ path }, { subject }) => {
    const saga = await journal.lire(path.id)
    if (!saga || (subject?.role === 'client' && saga.client_id !== subject.id))
      return problem(problems, 'saga-inconnue')
    const records = await journal.lireRecords(path.id)
    const transitions = transitionsOf(checkoutSaga, records).map(
      ({ etat, at, reason, step, action }): Transition => ({
        etat: etat as EtatSaga,
        a: new Date(at).toISOString(),
        motif: reason?.slice(0, longest) ?? null,
        etape: step ?? null,
        action: action ?? null,
      }),
    )
    return { status: 200, body: { ...resume(saga, records), transitions } }
  },

  listerSagas: async ({ query: { etat, parquees, limite, curseur } }) => {
    if (curseur !== undefined && !uuidForm.test(curseur)) {
      const errors = [{ field: 'curseur', rule: 'cursor', message: 'must be the curseur_suivant of a page' }]
      return problem(problems, 'validation', { errors })
    }
    const filter = {
      parquees,
      ...(etat === undefined ? {} : { etat }),
      ...(curseur === undefined ? {} : { apres: curseur }),
    }
    const sagas = await journal.lister({ limite: limite + 1, ...filter })
    const page = sagas.slice(0, limite)
    const next = sagas.length > limite ? (page.at(-1)?.saga_id ?? null) : null
    const recordsOf = async ({ parquee, saga_id }: SagaConnue) => (parquee ? journal.lireRecords(saga_id) : [])
    const elements = await Promise.all(page.map(async (saga) => resume(saga, await recordsOf(saga))))
    return { status: 200, body: { elements, curseur_suivant: next } }
  },

  forcerCompensation: async ({ path: { id } }) => {
    const forcage = await forcerCompensation(id)
    switch (forcage.kind) {
      case 'forcee':
        return {
          status: 202,
          body: { checkout_id: id, etat: checkoutSaga.states.undoing, commande_id: null },
          headers: placeOf(id),
        }
      case 'inconnue':
        return problem(problems, 'saga-inconnue')
      case 'terminee':
        return problem(problems, 'saga-terminee', { checkout_id: id, etat: forcage.saga.etat as EtatSaga })
      default:
        return forcage satisfies never
    }
  },

  relancerSaga: async ({ path: { id }, body: { etape } }) => {
    const relance = await relancerSaga(id, etape)
    switch (relance.kind) {
      case 'relancee': {
        const body = { checkout_id: id, etat: relance.etat as EtatSaga, commande_id: null }
        return { status: 202, body, headers: placeOf(id) }
      }
      case 'inconnue':
        return problem(problems, 'saga-inconnue')
      case 'terminee':
        return problem(problems, 'saga-terminee', { checkout_id: id, etat: relance.saga.etat as EtatSaga })
      case 'etape-impossible':
        return problem(problems, 'etape-impossible', { checkout_id: id })
      default:
        return relance satisfies never
    }
  },
})
