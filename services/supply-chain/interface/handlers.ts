import { problems } from '#generated/problems.ts'
import { validationSaga } from '#generated/saga/validation.ts'
import type { Handlers } from '#generated/supply-chain/server.ts'
import type { EtatValidation, TransitionValidation, ValiderDemandeAnswer } from '#generated/supply-chain/types.ts'
import { on, type ReadOperations } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import { CallFailure } from '#platform/http/client.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import { ProblemError, problem } from '#platform/http/problem.ts'
import { transitionsOf } from '#saga/transitions.ts'
import { listOperations } from '#services/operation-log.ts'
import { refuseCursor, refuseField } from '#services/refusals.ts'
import type { Requests, ValidationLog } from '../application/ports.ts'
import type { Validated, validateRequest } from '../application/validate-request.ts'
import { motifRejet } from '../domain/motif-rejet.ts'

type UseCases = {
  requests: Requests
  validateRequest: ReturnType<typeof validateRequest>
  validationLog: Pick<ValidationLog, 'latestOf' | 'readRecords'>
  readOperations: ReadOperations
}

const comeBack = { 'retry-after': '1' }
const longest = 200

/** Answers 503 if inventaire did not answer. `effect: unknown` means that it may have processed the request. */
const orUnavailable = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    throw new ProblemError(error.effect === 'none' ? 'unavailable' : 'interrupted', { detail: error.message }, comeBack)
  }
}

const traceOf = ({ correlationId, traceparent }: RequestContext) => ({ correlationId, traceparent })

const answerOf = (demandeId: string, validated: Validated): ValiderDemandeAnswer => {
  const ids = { demande_id: demandeId }
  switch (validated.kind) {
    case 'approuvee':
      return { status: 200, body: validated.demande }
    case 'en-cours':
      return {
        status: 202,
        body: { ...ids, validation_id: validated.validationId, etat: validated.etat as EtatValidation },
        headers: { location: `/api/supply-chain/demandes/${demandeId}/validation/` },
      }
    case 'refusee':
      return problem(problems, 'validation-refusee', {
        ...ids,
        etat: validated.etat as EtatValidation,
        motif: validated.motif,
      })
    case 'annulee':
      return problem(problems, 'validation-annulee', {
        ...ids,
        etat: validated.etat as EtatValidation,
        motif: validated.motif,
      })
    case 'too-many':
      return { ...problem(problems, 'unavailable', { detail: 'too many validations are running' }), headers: comeBack }
    case 'idempotency-in-flight':
      return { ...problem(problems, validated.kind), headers: comeBack }
    case 'demande-inconnue':
    case 'demande-deja-traitee':
    case 'idempotency-key-reused':
      return problem(problems, validated.kind)
    default:
      return validated satisfies never
  }
}

/** The operations of specs/openapi/supply-chain.yaml. */
export const supplyChainHandlers = ({
  requests,
  validateRequest,
  validationLog,
  readOperations,
}: UseCases): Handlers => ({
  lireJournalSupplyChain: listOperations(readOperations),

  listerDemandes: async ({ query }, context) => {
    const page = await orUnavailable(requests.list(query, traceOf(context)))
    return 'kind' in page ? refuseCursor() : { status: 200, body: page }
  },

  validerDemande: async (request, context) => {
    const { demande_id: demandeId } = request.path
    const keyed = keyedRequest('validerDemande', request, context)
    const logged = on(actOf('validerDemande', context), 'demande_reapprovisionnement', demandeId)
    const validated = await orUnavailable(validateRequest({ ...keyed, demandeId, logged, ...traceOf(context) }))
    return answerOf(demandeId, validated)
  },

  lireValidation: async ({ path: { demande_id } }) => {
    const workflow = await validationLog.latestOf(demande_id)
    if (!workflow) return problem(problems, 'validation-inconnue')
    const { validation_id, terminal, motif, parquee } = workflow
    const records = await validationLog.readRecords(validation_id)
    const transitions = transitionsOf(validationSaga, records).map(
      ({ etat, at, reason, step, action }): TransitionValidation => ({
        etat: etat as EtatValidation,
        a: new Date(at).toISOString(),
        motif: reason?.slice(0, longest) ?? null,
        etape: step ?? null,
        action: action ?? null,
      }),
    )
    const etat = workflow.etat as EtatValidation
    return {
      status: 200,
      body: { validation_id, demande_id, etat, terminale: terminal, motif, parquee, transitions },
    }
  },

  rejeterDemande: async (request, context) => {
    const motif = motifRejet(request.body.motif)
    if (motif === undefined) return refuseField('/motif', 'pattern', 'must have a visible character and one line')
    const { scope, key } = keyedRequest('rejeterDemande', request, context)
    const { demande_id: demandeId } = request.path
    const act = actOf('rejeterDemande', context)
    const rejected = await orUnavailable(
      requests.reject({ demandeId, motif, act, key: `${scope}:${key}` }, traceOf(context)),
    )
    if (!('kind' in rejected)) return { status: 200, body: rejected }
    return rejected.kind === 'idempotency-in-flight'
      ? { ...problem(problems, rejected.kind), headers: comeBack }
      : problem(problems, rejected.kind)
  },
})
