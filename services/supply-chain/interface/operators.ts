import { problems } from '#generated/problems.ts'
import { validationSaga } from '#generated/saga/validation.ts'
import type { Handlers } from '#generated/supply-chain/server.ts'
import type { EtatValidation } from '#generated/supply-chain/types.ts'
import { uuidForm } from '#platform/base/uuid.ts'
import { on } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { Intervention, Interventions } from '../application/interventions.ts'
import type { SeenValidation, ValidationLog } from '../application/ports.ts'
import { motifDonne } from '../domain/motif-donne.ts'
import { summaryBody, validationBody } from './bodies.ts'
import { orUnavailable, refuseReason, traceOf } from './refusals.ts'

export type Operators = {
  interventions: Interventions
  validationLog: Pick<ValidationLog, 'read' | 'latestOf' | 'list' | 'readRecords' | 'readInterventions'>
}

type Operations = Pick<
  Handlers,
  | 'lireValidation'
  | 'lireEtatValidation'
  | 'listerValidations'
  | 'forcerAnnulationValidation'
  | 'relancerValidation'
  | 'cloreValidation'
>

type Requested = {
  path: { validation_id: string }
  headers: { 'idempotency-key': string }
  body: { motif: string }
}

/** What is logged about an intervention; undefined if its reason isn't visible. A key identifies a request for one validation. */
const interventionOf = (operation: string, request: Requested, context: RequestContext): Intervention | undefined => {
  const { validation_id: id } = request.path
  const reason = motifDonne(request.body.motif)
  if (reason === undefined) return undefined
  const requestKey = `${id}/${request.headers['idempotency-key']}`
  return { ...on(actOf(operation, context), 'validation', id), reason, requestKey }
}

const accepted = (id: string, { demande_id }: Pick<SeenValidation, 'demande_id'>, etat: string) => ({
  status: 202 as const,
  body: { validation_id: id, demande_id, etat: etat as EtatValidation },
  headers: { location: `/api/supply-chain/validations/${id}/` },
})

const hasEnded = (id: string, { etat }: SeenValidation) =>
  problem(problems, 'validation-terminee', { validation_id: id, etat: etat as EtatValidation })

const reads = ({ validationLog }: Operators) => {
  const { readRecords, readInterventions } = validationLog
  const answer = async (seen: SeenValidation | undefined) => {
    if (!seen) return problem(problems, 'validation-inconnue')
    // The records after the row: they may be newer, and `terminale` is then true at the next poll.
    const [records, interventions] = await Promise.all([
      readRecords(seen.validation_id),
      readInterventions(seen.validation_id),
    ])
    return { status: 200 as const, body: validationBody(seen, records, interventions) }
  }
  return {
    lireValidation: async ({ path }) => answer(await validationLog.latestOf(path.demande_id)),
    lireEtatValidation: async ({ path }) => answer(await validationLog.read(path.validation_id)),
    listerValidations: async ({ query: { etat, parquees, demande_id, limite, curseur } }) => {
      if (curseur !== undefined && !uuidForm.test(curseur)) return refuseCursor()
      const found = await validationLog.list({
        parked: parquees,
        limit: limite + 1,
        ...(etat === undefined ? {} : { etat }),
        ...(demande_id === undefined ? {} : { demandeId: demande_id }),
        ...(curseur === undefined ? {} : { after: curseur }),
      })
      const page = found.slice(0, limite)
      const recordsOf = async (one: SeenValidation) => (one.parquee ? readRecords(one.validation_id) : [])
      const elements = await Promise.all(page.map(async (one) => summaryBody(one, await recordsOf(one))))
      const next = found.length > limite ? (page.at(-1)?.validation_id ?? null) : null
      return { status: 200, body: { elements, curseur_suivant: next } }
    },
  } satisfies Partial<Operations>
}

/** The operations with which operators watch and correct validations. */
export const operatorHandlers = (operators: Operators): Operations => {
  const { interventions, validationLog } = operators
  /** The request of a validation that was just found. */
  const requestOf = async (id: string): Promise<SeenValidation> => {
    const seen = await validationLog.read(id)
    if (!seen) throw new Error(`validation ${id} has no row`)
    return seen
  }
  return {
    ...reads(operators),

    forcerAnnulationValidation: async (request, context) => {
      const { validation_id: id } = request.path
      const by = interventionOf('forcerAnnulationValidation', request, context)
      if (!by) return refuseReason()
      const forced = await interventions.undo(id, by)
      if (forced.kind === 'unknown') return problem(problems, 'validation-inconnue')
      if (forced.kind === 'ended') return hasEnded(id, forced.saga)
      return accepted(id, await requestOf(id), validationSaga.states.undoing)
    },

    relancerValidation: async (request, context) => {
      const { validation_id: id } = request.path
      const by = interventionOf('relancerValidation', request, context)
      if (!by) return refuseReason()
      const restart = await interventions.restart(id, request.body.etape, by)
      if (restart.kind === 'unknown') return problem(problems, 'validation-inconnue')
      if (restart.kind === 'ended') return hasEnded(id, restart.saga)
      if (restart.kind === 'restarted') return accepted(id, await requestOf(id), restart.etat)
      return problem(problems, 'relance-impossible')
    },

    cloreValidation: async (request, context) => {
      const { validation_id: id } = request.path
      const by = interventionOf('cloreValidation', request, context)
      if (!by) return refuseReason()
      const closed = await orUnavailable(interventions.close(id, by, traceOf(context)))
      if (closed.kind === 'unknown') return problem(problems, 'validation-inconnue')
      if (closed.kind === 'ended') return hasEnded(id, closed.saga)
      if (closed.kind !== 'closed') return problem(problems, 'cloture-impossible')
      return accepted(id, await requestOf(id), closed.etat)
    },
  }
}
