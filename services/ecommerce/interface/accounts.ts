import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import type { changeAddress } from '../application/change-address.ts'
import type { confirmAccount } from '../application/confirm-account.ts'
import type { createAccount } from '../application/create-account.ts'
import type { openSession } from '../application/open-session.ts'
import type { Client, ClientInvalide } from '../domain/client.ts'
import { refuse, refuseAttempts } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  createAccount: ReturnType<typeof createAccount>
  confirmAccount: ReturnType<typeof confirmAccount>
  openSession: ReturnType<typeof openSession>
  changeAddress: ReturnType<typeof changeAddress>
  readClient: (client_id: string) => Promise<Client | undefined>
}

type Accounts = Pick<
  Handlers,
  'confirmerCompteClient' | 'creerCompteClient' | 'lireClient' | 'modifierAdresseLivraison' | 'ouvrirSession'
>

/** `within`: what the request's body is in the customer, such as `adresse_livraison`. */
const refuseEntry = (invalid: ClientInvalide, within = '') => {
  const field = `/${invalid.champ.replaceAll('.', '/')}`.slice(within.length)
  const { regle: rule } = invalid
  const message = rule.startsWith('not ') ? `must not be ${rule.slice(4)}` : `must be ${rule}`
  return refuse(invalid, { errors: [{ field, rule, message }] })
}

/** Accounts and sessions. */
export const accounts = ({
  createAccount,
  confirmAccount,
  openSession,
  changeAddress,
  readClient,
}: UseCases): Accounts => ({
  creerCompteClient: async ({ body, headers }, { caller, network, signal }) => {
    const { mot_de_passe, ...public_ } = body
    const request = {
      scope: `caller:${caller}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('creerCompteClient', public_),
    }
    const registered = await orUnavailable(
      createAccount({ ...public_, mot_de_passe, request, source: network, signal }),
    )
    if (!('kind' in registered)) return { status: 202, body: registered }
    if (registered.kind !== 'client-invalide') return refuse(registered)
    return refuseEntry(registered)
  },

  confirmerCompteClient: async (request, context) => {
    const keyed = keyedRequest('confirmerCompteClient', request, context)
    const client = await confirmAccount(request.body.code, keyed)
    return 'kind' in client ? refuse(client) : { status: 201, body: client }
  },

  ouvrirSession: async ({ body }, { network, caller, signal }) => {
    const session = await orUnavailable(openSession({ ...body, source: network, application: caller, signal }))
    if (!('kind' in session)) return { status: 200, body: session }
    return session.kind === 'too-many-attempts' ? refuseAttempts(session, 'address') : refuse(session)
  },

  modifierAdresseLivraison: async ({ path, headers, body }) => {
    const request = {
      scope: `client:${path.id}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('modifierAdresseLivraison', body),
    }
    const changed = await changeAddress(path.id, body, request)
    if (!('kind' in changed)) return { status: 200, body: changed }
    return changed.kind === 'client-invalide' ? refuseEntry(changed, '/adresse_livraison') : refuse(changed)
  },

  lireClient: async ({ path }) => {
    const client = await readClient(path.id)
    return client ? { status: 200, body: client } : refuse({ kind: 'client-inconnu' })
  },
})
