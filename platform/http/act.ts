import type { Act } from '../delivery/operation-log.ts'
import type { RequestContext } from './context.ts'

/** The operation that the request's person does, for the log of operations. The operation must require a token. */
export const actOf = (operation: string, { subject, caller, correlationId }: RequestContext): Act => {
  if (subject === undefined)
    throw new Error(`${operation} was called without a token; its specification must require one`)
  return { operation, author: subject.id, role: subject.role, application: caller, correlationId }
}
