import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import { type Act, on } from '#platform/delivery/operation-log.ts'
import {
  type DemandeDejaTraitee,
  type DemandeReapprovisionnement,
  rejeter,
} from '../domain/demande-reapprovisionnement.ts'
import type { StepOnce, UnknownRequest } from './run-step.ts'

type Rejection = { demandeId: string; motif: string; act: Act }
type Outcome = { kind: 'rejetee'; demande: DemandeReapprovisionnement } | DemandeDejaTraitee | UnknownRequest

/** Rejects a waiting request, once, with its reason, and logs who did. */
export const rejectRequest =
  (once: StepOnce) =>
  (request: KeyedRequest, { demandeId, motif, act }: Rejection): Promise<Once<Outcome>> =>
    once(request, async (store): Promise<Outcome> => {
      const restockRequest = await store.lockRequest(demandeId)
      if (restockRequest === undefined) return { kind: 'demande-inconnue' }
      const rejected = rejeter(restockRequest, motif)
      if ('kind' in rejected) return rejected
      await store.writeDecision(rejected)
      await store.logOperation(on(act, 'demande_reapprovisionnement', demandeId, motif))
      return { kind: 'rejetee', demande: rejected }
    })
