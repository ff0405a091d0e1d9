import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'
import {
  type DemandeDejaTraitee,
  type DemandeReapprovisionnement,
  rejeter,
} from '../domain/demande-reapprovisionnement.ts'
import type { DemandeInconnue, StepOnce } from './run-step.ts'

type Outcome = { kind: 'rejetee'; demande: DemandeReapprovisionnement } | DemandeDejaTraitee | DemandeInconnue

/** Rejects a waiting request, once, with its reason. */
export const rejectRequest =
  (once: StepOnce) =>
  (request: KeyedRequest, demandeId: string, motif: string): Promise<Once<Outcome>> =>
    once(request, async (store): Promise<Outcome> => {
      const demande = await store.lockRequest(demandeId)
      if (demande === undefined) return { kind: 'demande-inconnue' }
      const rejetee = rejeter(demande, motif)
      if ('kind' in rejetee) return rejetee
      await store.writeDecision(rejetee)
      return { kind: 'rejetee', demande: rejetee }
    })
