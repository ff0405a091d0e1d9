import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import type { StockCentral } from '../domain/stock-central.ts'
import type { StockLocal } from '../domain/stock-local.ts'
import {
  type Dossier,
  defaireEtape,
  type Etape,
  type EtatEtape,
  faireEtape,
  type RefusEtape,
} from '../domain/validation.ts'
import type { FencedRequest } from './ports.ts'

export type StepRequest = FencedRequest & { etape: Etape; validationId: string; demandeId: string }

/** Refusal: another replica has taken over the caller's lease. */
export type ValidationTakenOver = { kind: 'validation-reprise' }
export type UnknownRequest = { kind: 'demande-inconnue' }

export type StepOutcome = { kind: 'faite' } | RefusEtape | ValidationTakenOver | UnknownRequest
export type UndoOutcome = { kind: 'defaite' } | ValidationTakenOver | UnknownRequest

/** What a step reads and changes, in one transaction. The request's row is locked first, so the steps of one request run one at a time. */
export type StepStore = {
  lockRequest: (demandeId: string) => Promise<DemandeReapprovisionnement | undefined>
  lockCentral: (produitId: number) => Promise<StockCentral>
  lockLocal: (magasinId: number, produitId: number) => Promise<StockLocal>
  readSteps: (validationId: string) => Promise<ReadonlyMap<Etape, EtatEtape>>
  writeCentral: (stock: StockCentral) => Promise<void>
  writeLocal: (stock: StockLocal) => Promise<void>
  writeDecision: (restockRequest: DemandeReapprovisionnement) => Promise<void>
  logOperation: (logged: LoggedOperation) => Promise<void>
  /** Rejects with `Superseded` if a newer epoch has called this step. */
  writeStep: (request: StepRequest, etat: EtatEtape) => Promise<void>
}

/** A newer owner of the validation has called this step; the transaction is rolled back and nothing is stored under the key. */
export class Superseded extends Error {}

/** Runs the effect at most once per key, in one transaction with its stored answer. */
export type StepOnce = <Answer>(
  request: KeyedRequest,
  effect: (store: StepStore) => Promise<Answer>,
) => Promise<Once<Answer>>

type Options = {
  once: StepOnce
  /** The present state of a step, after noting the caller's epoch if it is newer. */
  noteEpoch: (request: StepRequest) => Promise<EtatEtape | undefined>
}

const dossierOf = async (
  store: StepStore,
  restockRequest: DemandeReapprovisionnement,
  validationId: string,
): Promise<Dossier> => ({
  demande: restockRequest,
  central: await store.lockCentral(restockRequest.produitId),
  local: await store.lockLocal(restockRequest.magasinId, restockRequest.produitId),
  effets: await store.readSteps(validationId),
})

const write = async (store: StepStore, before: Dossier, after: Dossier): Promise<void> => {
  if (after.central !== before.central) await store.writeCentral(after.central)
  if (after.local !== before.local) await store.writeLocal(after.local)
  if (after.demande !== before.demande) await store.writeDecision(after.demande)
}

const supersededAsAnswer = async <Answer>(work: Promise<Once<Answer>>): Promise<Once<Answer | ValidationTakenOver>> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Superseded)) throw error
    return { kind: 'done', answer: { kind: 'validation-reprise' } }
  }
}

/** Runs a step of a validation. A stored success no longer counts once the step was undone: the repetition is then refused. */
export const runStep =
  ({ once, noteEpoch }: Options) =>
  async (request: StepRequest): Promise<Once<StepOutcome>> => {
    const outcome = await supersededAsAnswer<StepOutcome>(
      once(request, async (store): Promise<StepOutcome> => {
        const restockRequest = await store.lockRequest(request.demandeId)
        if (restockRequest === undefined) return { kind: 'demande-inconnue' }
        const before = await dossierOf(store, restockRequest, request.validationId)
        const after = faireEtape(before, request.etape, request.validationId)
        if ('kind' in after) return after
        await write(store, before, after)
        await store.writeStep(request, 'faite')
        return { kind: 'faite' }
      }),
    )
    if (outcome.kind !== 'replayed' || outcome.answer.kind !== 'faite') return outcome
    const etat = await noteEpoch(request)
    return etat === 'faite' ? outcome : { kind: 'replayed', answer: { kind: 'etape-annulee' } }
  }

/** Undoes a step of a validation; without an effect it leaves a tombstone. */
export const undoStep =
  ({ once }: Pick<Options, 'once'>) =>
  async (request: StepRequest): Promise<Once<UndoOutcome>> =>
    supersededAsAnswer<UndoOutcome>(
      once(request, async (store): Promise<UndoOutcome> => {
        const restockRequest = await store.lockRequest(request.demandeId)
        if (restockRequest === undefined) return { kind: 'demande-inconnue' }
        const before = await dossierOf(store, restockRequest, request.validationId)
        const after = defaireEtape(before, request.etape, request.validationId)
        await write(store, before, after)
        await store.writeStep(request, after.effets.get(request.etape) ?? 'tombstone')
        return { kind: 'defaite' }
      }),
    )
