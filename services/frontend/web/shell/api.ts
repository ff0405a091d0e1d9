import { useSyncExternalStore } from 'react'
import { CallFailure } from '#platform/http/failure.ts'
import { createTransport, type Transport } from '#sdk/transport.ts'
import { type Application, createSession, type Session, type SessionState } from './session.ts'

/** What views need to call the gateway as one application: the transport of the SDK, and the person's session. */
export type Api = { readonly application: Application; readonly session: Session; readonly transport: Transport }

const isUnauthenticated = (error: unknown): boolean => error instanceof CallFailure && error.status === 401

const connect = (application: Application): Api => {
  const session = createSession(application)
  const baseUrl = `${location.origin}/${application}`
  const anonymous = createTransport({ baseUrl })
  const personal = createTransport({ baseUrl, token: async () => (await session.token()) ?? 'none' })
  const current = (): Transport => (session.state().kind === 'none' ? anonymous : personal)
  /** A token that the services reject is renewed once; then the call is repeated. */
  const again = async <R>(attempt: () => Promise<R>): Promise<R> => {
    try {
      return await attempt()
    } catch (error) {
      if (!isUnauthenticated(error) || session.state().kind !== 'open' || !(await session.renew())) throw error
      return attempt()
    }
  }
  const transport: Transport = {
    call: (operation, request, options) => again(() => current().call(operation, request, options)),
    stream: (operation, request, options) => again(() => current().stream(operation, request, options)),
    close: async () => {},
  }
  return { application, session, transport }
}

/** The back office. */
export const administration = connect('administration')
/** The shop. */
export const boutique = connect('boutique')

export const useSession = ({ session }: Api): SessionState => useSyncExternalStore(session.subscribe, session.state)
