import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import {
  type DemandeDejaTraitee,
  type DemandeReapprovisionnement,
  rejeter,
} from '../domain/demande-reapprovisionnement.ts'
import type { StepOnce, UnknownRequest } from './run-step.ts'

type Outcome = { kind: 'rejetee'; demande: DemandeReapprovisionnement } | DemandeDejaTraitee | UnknownRequest

/** Rejects a waiting request, once, with its reason. */
export const rejectRequest =
  (once: StepOnce) =>
  (request: KeyedRequest, demandeId: string, motif: string): Promise<Once<Outcome>> =>
    once(request, async (store): Promise<Outcome> => {
      const restockRequest = await store.lockRequest(demandeId)
      if (restockRequest === undefined) return { kind: 'demande-inconnue' }
      const rejected = rejeter(restockRequest, motif)
      if ('kind' in rejected) return rejected
      await store.writeDecision(rejected)
      return { kind: 'rejetee', demande: rejected }
    })
