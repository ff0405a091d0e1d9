import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { actOf } from '#platform/http/act.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import type { changePassword } from '../application/change-password.ts'
import type { RepeatableRequest } from '../application/repeatable-request.ts'
import type { requestReset, resetPassword } from '../application/reset-password.ts'
import type { setTemporaryPassword } from '../application/staff.ts'
import { refuse, refuseAttempts, refusePassword } from './refusals.ts'
import { shown } from './staff.ts'
import { orUnavailable } from './unavailable.ts'

type ChangePassword = ReturnType<typeof changePassword>
type UseCases = {
  changeStaffPassword: ChangePassword
  changeClientPassword: ChangePassword
  setTemporaryPassword: ReturnType<typeof setTemporaryPassword>
  requestReset: ReturnType<typeof requestReset>
  resetPassword: ReturnType<typeof resetPassword>
}
type Passwords = Pick<
  Handlers,
  | 'changerMotDePasseClient'
  | 'changerMotDePasseEmploye'
  | 'definirMotDePasseProvisoire'
  | 'demanderReinitialisation'
  | 'reinitialiserMotDePasse'
>
type Keyed = Parameters<typeof keyedRequest>[1]

/** The key of a request, whose fingerprint contains no password: the use cases add the slow hash. */
const keyedWithout = (operation: string, request: Keyed, context: RequestContext, rest: object): RepeatableRequest => ({
  ...keyedRequest(operation, request, context),
  fingerprint: fingerprint(operation, rest),
})

/** Changes and resets of passwords. */
export const passwords = (useCases: UseCases): Passwords => {
  const { setTemporaryPassword, requestReset, resetPassword } = useCases
  const change = (
    [operation, changePassword]: [string, ChangePassword],
    request: RepeatableRequest,
    body: { ancien_mot_de_passe: string; mot_de_passe: string },
    context: RequestContext,
  ) => {
    const { subject, network: source, signal } = context
    const who = { id: subject?.id ?? '', sessionId: subject?.sessionId, act: actOf(operation, context) }
    return orUnavailable(changePassword({ ...body, ...who, request, source, signal }))
  }
  return {
    changerMotDePasseClient: async (request, context) => {
      const keyed = keyedWithout('changerMotDePasseClient', request, context, request.path)
      const changed = await change(
        ['changerMotDePasseClient', useCases.changeClientPassword],
        keyed,
        request.body,
        context,
      )
      if (!('kind' in changed)) return { status: 200, body: changed }
      if (changed.kind === 'too-many-attempts') return refuseAttempts(changed, 'account')
      if (changed.kind === 'mot-de-passe-invalide') return refusePassword(changed)
      return changed.kind === 'compte-inconnu' ? refuse({ kind: 'client-inconnu' }) : refuse(changed)
    },

    changerMotDePasseEmploye: async (request, context) => {
      const keyed = keyedWithout('changerMotDePasseEmploye', request, context, {})
      const changed = await change(
        ['changerMotDePasseEmploye', useCases.changeStaffPassword],
        keyed,
        request.body,
        context,
      )
      if (!('kind' in changed)) return { status: 200, body: changed }
      if (changed.kind === 'too-many-attempts') return refuseAttempts(changed, 'account')
      if (changed.kind === 'mot-de-passe-invalide') return refusePassword(changed)
      return changed.kind === 'compte-inconnu' ? refuse({ kind: 'employe-inconnu' }) : refuse(changed)
    },

    definirMotDePasseProvisoire: async (request, context) => {
      const { path, body } = request
      const keyed = keyedWithout('definirMotDePasseProvisoire', request, context, path)
      const { network: source, signal } = context
      const set = await orUnavailable(
        setTemporaryPassword(
          { ...path, ...body },
          { act: actOf('definirMotDePasseProvisoire', context), request: keyed, source, signal },
        ),
      )
      if (!('kind' in set)) return { status: 200, body: shown(set) }
      return set.kind === 'mot-de-passe-invalide' ? refusePassword(set) : refuse(set)
    },

    demanderReinitialisation: async ({ body, headers }, { caller, network: source }) => {
      const key = headers['idempotency-key']
      const request = { scope: `caller:${caller}`, key, fingerprint: fingerprint('demanderReinitialisation', body) }
      const requested = await requestReset({ ...body, source }, request)
      if (!('kind' in requested)) return { status: 202, body: requested }
      if (requested.kind !== 'client-invalide') return refuse(requested)
      const { champ, regle: rule } = requested
      return refuse(requested, { errors: [{ field: `/${champ}`, rule, message: `must be ${rule}` }] })
    },

    reinitialiserMotDePasse: async (request, context) => {
      const { mot_de_passe: _secret, ...rest } = request.body
      const keyed = keyedWithout('reinitialiserMotDePasse', request, context, rest)
      const { network: source, signal } = context
      const changed = await orUnavailable(resetPassword({ ...request.body, source, signal }, keyed))
      if (!('kind' in changed)) return { status: 200, body: changed }
      return changed.kind === 'mot-de-passe-invalide' ? refusePassword(changed) : refuse(changed)
    },
  }
}
