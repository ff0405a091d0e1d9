import type { Handlers } from '#generated/ecommerce/server.ts'
import type { CloseSession, renewSession } from '../application/sessions.ts'
import type { logInStaff } from '../application/staff.ts'
import { refuse, refuseAttempts, refusePassword } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  logInStaff: ReturnType<typeof logInStaff>
  renewSession: ReturnType<typeof renewSession>
  closeSession: CloseSession
}
type Sessions = Pick<Handlers, 'fermerSession' | 'connecterEmploye' | 'renouvelerSession'>

/** Sessions after the log-in of a customer, and all of the staff's. */
export const sessions = ({ logInStaff, renewSession, closeSession }: UseCases): Sessions => ({
  connecterEmploye: async ({ body }, { network: source, caller: application, correlationId, signal }) => {
    const session = await orUnavailable(logInStaff({ ...body, source, application, correlationId, signal }))
    if (!('kind' in session)) return { status: 200, body: session }
    if (session.kind === 'too-many-attempts') return refuseAttempts(session, 'address')
    return session.kind === 'mot-de-passe-invalide' ? refusePassword(session, '/nouveau_mot_de_passe') : refuse(session)
  },

  renouvelerSession: async ({ body, headers }, { caller }) => {
    const renewed = await renewSession(body.jeton_renouvellement, headers['idempotency-key'], caller)
    return 'kind' in renewed ? refuse(renewed) : { status: 200, body: renewed }
  },

  fermerSession: async ({ body }) => {
    await closeSession(body.jeton_renouvellement)
    return { status: 200, body: { fermee: true } }
  },
})
