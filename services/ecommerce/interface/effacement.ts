import type { Handlers } from '#generated/ecommerce/server.ts'
import { CallFailure } from '#platform/http/client.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import { ProblemError } from '#platform/http/problem.ts'
import type { effacerDonneesPersonnelles } from '../application/effacer-donnees-personnelles.ts'
import { refuse } from './refusals.ts'

type UseCases = { effacerDonneesPersonnelles: ReturnType<typeof effacerDonneesPersonnelles> }

/** An interrupted erasure is completed by repeating it; until then it must not be reported as done. */
const finished = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    const detail =
      'The data are erased, but the orchestrator does not know it yet. Repeat the request with the same key'
    throw new ProblemError('interrupted', { detail }, { 'retry-after': '1' })
  }
}

/** Requested by the customer, as their right, or by the administration. */
export const effacement = ({ effacerDonneesPersonnelles }: UseCases): Pick<Handlers, 'effacerDonneesPersonnelles'> => ({
  effacerDonneesPersonnelles: async (request, context) => {
    const { subject, caller, log } = context
    const { id } = request.path
    const commande = { client_id: id, demandePar: subject?.id ?? '', application: caller }
    // Keys belong to the application, not the person: customer and staff may complete each other's request.
    const demande = { ...keyedRequest('effacerDonneesPersonnelles', request, context), scope: caller }
    const efface = await finished(effacerDonneesPersonnelles(commande, demande))
    if ('refus' in efface) return refuse(efface)
    log.info({ client_id: id, application: caller }, 'personal data erased')
    return { status: 200, body: efface }
  },
})
