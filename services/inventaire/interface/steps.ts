import type { Handlers } from '#generated/inventaire/server.ts'
import type {
  EffetEtape,
  PreleverStockCentralAnswer,
  PreleverStockCentralInput,
  RejeterDemandeReapproAnswer,
  RendreStockCentralAnswer,
} from '#generated/inventaire/types.ts'
import { problems } from '#generated/problems.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { answerOnce, keyedRequest, readEpoch } from '#platform/http/idempotency.ts'
import { problem } from '#platform/http/problem.ts'
import type { rejectRequest } from '../application/reject-request.ts'
import type { runStep, StepOutcome, StepRequest, UndoOutcome, undoStep } from '../application/run-step.ts'
import type { Etape } from '../domain/validation.ts'
import { requestBody } from './bodies.ts'
import { refuseStock } from './refusals.ts'

export type StepUseCases = {
  runStep: ReturnType<typeof runStep>
  undoStep: ReturnType<typeof undoStep>
  rejectRequest: ReturnType<typeof rejectRequest>
}

/** The three steps and their undos have the same input. */
type Input = PreleverStockCentralInput

const stepRequest = (operation: string, etape: Etape, request: Input, context: RequestContext): StepRequest => ({
  ...keyedRequest(operation, request, context),
  epoch: readEpoch(context),
  etape,
  validationId: request.body.validation_id,
  demandeId: request.body.demande_id,
})

const done = (request: Input, etat: EffetEtape['etat']) => ({ status: 200, body: { ...request.body, etat } }) as const

const stepAnswer = (request: Input, outcome: Exclude<StepOutcome, { kind: 'stock-insuffisant' }>) =>
  outcome.kind === 'faite' ? done(request, 'faite') : problem(problems, outcome.kind)

const undoAnswer = (request: Input, outcome: UndoOutcome) =>
  outcome.kind === 'defaite' ? done(request, 'defaite') : problem(problems, outcome.kind)

/** The steps of a validation, their undos, and the rejection of a request. */
export const stepHandlers = ({ runStep, undoStep, rejectRequest }: StepUseCases) => {
  const undo = (operation: string, etape: Etape) => async (request: Input, context: RequestContext) =>
    answerOnce(
      problems,
      await undoStep(stepRequest(operation, etape, request, context)),
      (outcome): RendreStockCentralAnswer => undoAnswer(request, outcome),
    )
  /** The steps that take nothing from the central stock. */
  const later =
    (operation: string, etape: 'livraison' | 'approbation') => async (request: Input, context: RequestContext) =>
      answerOnce(problems, await runStep(stepRequest(operation, etape, request, context)), (outcome) => {
        if (outcome.kind === 'stock-insuffisant') throw new Error(`${etape} can't be short of central stock`)
        return stepAnswer(request, outcome)
      })
  return {
    preleverStockCentral: async (request, context) => {
      const once = await runStep(stepRequest('preleverStockCentral', 'prelevement', request, context))
      return answerOnce(
        problems,
        once,
        (outcome): PreleverStockCentralAnswer =>
          outcome.kind === 'stock-insuffisant' ? refuseStock(outcome) : stepAnswer(request, outcome),
      )
    },
    rendreStockCentral: undo('rendreStockCentral', 'prelevement'),
    livrerStockLocal: later('livrerStockLocal', 'livraison'),
    reprendreStockLocal: undo('reprendreStockLocal', 'livraison'),
    approuverDemande: later('approuverDemande', 'approbation'),
    rouvrirDemande: undo('rouvrirDemande', 'approbation'),
    rejeterDemandeReappro: async (request, context) => {
      const keyed = keyedRequest('rejeterDemandeReappro', request, context)
      const { motif, auteur: by } = request.body
      const { correlationId } = context
      const act = {
        operation: 'rejeterDemande',
        author: by.auteur,
        role: by.role,
        application: by.application,
        correlationId,
      }
      const once = await rejectRequest(keyed, { demandeId: request.path.demande_id, motif, act })
      return answerOnce(
        problems,
        once,
        (outcome): RejeterDemandeReapproAnswer =>
          outcome.kind === 'rejetee'
            ? { status: 200, body: requestBody(outcome.demande) }
            : problem(problems, outcome.kind),
      )
    },
  } satisfies Partial<Handlers>
}
