import type { Handlers } from '#generated/ecommerce/server.ts'
import { actOf } from '#platform/http/act.ts'
import { CallFailure } from '#platform/http/client.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import { ProblemError } from '#platform/http/problem.ts'
import type { erasePersonalData } from '../application/erase-personal-data.ts'
import { refuse } from './refusals.ts'

type UseCases = { erasePersonalData: ReturnType<typeof erasePersonalData> }

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
export const erasure = ({ erasePersonalData }: UseCases): Pick<Handlers, 'effacerDonneesPersonnelles'> => ({
  effacerDonneesPersonnelles: async (request, context) => {
    const { caller, log } = context
    const { id } = request.path
    const command = { client_id: id, act: actOf('effacerDonneesPersonnelles', context), motif: request.query.motif }
    // Keys belong to the application, not the person: customer and staff may complete each other's request.
    const keyed = { ...keyedRequest('effacerDonneesPersonnelles', request, context), scope: caller }
    const erased = await finished(erasePersonalData(command, keyed))
    if ('kind' in erased) return refuse(erased)
    log.info({ client_id: id, application: caller }, 'personal data erased')
    return { status: 200, body: erased }
  },
})
