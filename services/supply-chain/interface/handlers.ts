import { problems } from '#generated/problems.ts'
import type { Handlers } from '#generated/supply-chain/server.ts'
import type { EtatValidation, ValiderDemandeAnswer } from '#generated/supply-chain/types.ts'
import { on, type ReadOperations } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import { problem } from '#platform/http/problem.ts'
import { listOperations } from '#services/operation-log.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { Requests } from '../application/ports.ts'
import type { Validated, validateRequest } from '../application/validate-request.ts'
import { motifDonne } from '../domain/motif-donne.ts'
import { type Operators, operatorHandlers } from './operators.ts'
import { comeBack, orUnavailable, refuseReason, traceOf } from './refusals.ts'

type UseCases = Operators & {
  requests: Requests
  validateRequest: ReturnType<typeof validateRequest>
  readOperations: ReadOperations
}

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
  readOperations,
  ...operators
}: UseCases): Handlers => ({
  lireJournalSupplyChain: listOperations(readOperations),
  ...operatorHandlers(operators),

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

  rejeterDemande: async (request, context) => {
    const motif = motifDonne(request.body.motif)
    if (motif === undefined) return refuseReason()
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
