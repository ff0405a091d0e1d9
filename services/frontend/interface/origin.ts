import type { FastifyRequest } from 'fastify'
import { ProblemError } from '#platform/http/problem.ts'

const hostOf = (origin: string): string | undefined => URL.parse(origin)?.host

/**
 * Rejects requests of other sites' pages. Browsers send `Origin` with every POST and DELETE of a page. Without a public address the
 * origin must be the host that the request names.
 */
export const requireOwnOrigin = (request: FastifyRequest, publicUrl: URL | undefined): void => {
  const { origin, host } = request.headers
  const isOwn = publicUrl === undefined ? hostOf(origin ?? '') === host : origin === publicUrl.origin
  if (origin === undefined || !isOwn)
    throw new ProblemError('forbidden', { detail: 'Origin must be the address of this page' })
}
