import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { keyedRequest } from '#platform/http/idempotency.ts'
import type { confirmerCompteClient } from '../application/confirmer-compte-client.ts'
import type { creerCompteClient } from '../application/creer-compte-client.ts'
import type { ouvrirSession } from '../application/ouvrir-session.ts'
import type { Client } from '../domain/client.ts'
import { refuse } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  creerCompteClient: ReturnType<typeof creerCompteClient>
  confirmerCompteClient: ReturnType<typeof confirmerCompteClient>
  ouvrirSession: ReturnType<typeof ouvrirSession>
  lireClient: (client_id: string) => Promise<Client | undefined>
}

type Comptes = Pick<Handlers, 'confirmerCompteClient' | 'creerCompteClient' | 'lireClient' | 'ouvrirSession'>

/** Accounts and sessions. */
export const comptes = ({
  creerCompteClient,
  confirmerCompteClient,
  ouvrirSession,
  lireClient,
}: UseCases): Comptes => ({
  creerCompteClient: async ({ body, headers }, { caller, network, signal }) => {
    const { mot_de_passe, ...public_ } = body
    const demande = {
      scope: `caller:${caller}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('creerCompteClient', public_),
    }
    const inscrite = await orUnavailable(
      creerCompteClient({ ...public_, mot_de_passe, demande, source: network, signal }),
    )
    if (!('refus' in inscrite)) return { status: 202, body: inscrite }
    if (inscrite.refus !== 'client-invalide') return refuse(inscrite)
    const field = `/${inscrite.champ.replaceAll('.', '/')}`
    const { regle } = inscrite
    const message = regle.startsWith('not ') ? `must not be ${regle.slice(4)}` : `must be ${regle}`
    return refuse(inscrite, { errors: [{ field, rule: regle, message }] })
  },

  confirmerCompteClient: async (request, context) => {
    const demande = keyedRequest('confirmerCompteClient', request, context)
    const client = await confirmerCompteClient(request.body.code, demande)
    return 'refus' in client ? refuse(client) : { status: 201, body: client }
  },

  ouvrirSession: async ({ body }, { network, signal }) => {
    const session = await orUnavailable(ouvrirSession({ ...body, source: network, signal }))
    if (!('refus' in session)) return { status: 200, body: session }
    if (session.refus !== 'trop-de-tentatives') return refuse(session)
    const headers = { 'retry-after': String(session.attendreSecondes) }
    return { ...refuse(session, { detail: 'Too many wrong passwords for this address' }), headers }
  },

  lireClient: async ({ path }) => {
    const client = await lireClient(path.id)
    return client ? { status: 200, body: client } : refuse({ refus: 'client-inconnu' })
  },
})
