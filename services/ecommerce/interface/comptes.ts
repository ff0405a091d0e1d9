import type { Handlers } from '#generated/ecommerce/server.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import type { creerCompteClient } from '../application/creer-compte-client.ts'
import type { ouvrirSession } from '../application/ouvrir-session.ts'
import type { Client } from '../domain/client.ts'
import { refuse } from './refusals.ts'
import { orUnavailable } from './unavailable.ts'

type UseCases = {
  creerCompteClient: ReturnType<typeof creerCompteClient>
  ouvrirSession: ReturnType<typeof ouvrirSession>
  lireClient: (client_id: string) => Promise<Client | undefined>
}

type Comptes = Pick<Handlers, 'creerCompteClient' | 'lireClient' | 'ouvrirSession'>

/** Accounts and sessions. */
export const comptes = ({ creerCompteClient, ouvrirSession, lireClient }: UseCases): Comptes => ({
  creerCompteClient: async ({ body, headers }, { caller, network, signal }) => {
    const { mot_de_passe, ...public_ } = body
    const demande = {
      scope: `caller:${caller}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('creerCompteClient', public_),
    }
    const client = await orUnavailable(
      creerCompteClient({ ...public_, mot_de_passe, demande, source: network, signal }),
    )
    if (!('refus' in client)) return { status: 201, body: client }
    if (client.refus !== 'client-invalide') return refuse(client)
    const field = `/${client.champ.replaceAll('.', '/')}`
    return refuse(client, { errors: [{ field, rule: client.regle, message: `must be ${client.regle}` }] })
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
