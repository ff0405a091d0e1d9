import { boutique, useSession } from '../shell/api.ts'

/** The id of the customer, for calls from event handlers. Throws without a session, which views of customers have. */
export const customerId = (): string => {
  const session = boutique.session.state()
  if (session.kind !== 'open' && session.kind !== 'expired') throw new Error('nobody is logged in')
  return session.subject
}

/** The id of the customer; undefined without a session. */
export const useCustomerId = (): string | undefined => {
  const session = useSession(boutique)
  return session.kind === 'open' || session.kind === 'expired' ? session.subject : undefined
}
