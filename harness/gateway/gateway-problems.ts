import { STATUS_CODES } from 'node:http'

/** The gateway's own error answers: problem+json (RFC 9457), as the services use. */
export type GatewayProblem = {
  readonly status: number
  /** Slug of the problem's type; undefined if the status alone is enough. */
  readonly slug?: string
  readonly title: string
  /** Non-standard statuses of nginx that this problem replaces. */
  readonly insteadOf?: readonly number[]
  /** Headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>
}

/** The methods that the gateway forwards; each service rejects those that an address does not support. */
export const passedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Nothing was processed: the request can be retried unchanged. */
export const unavailable: GatewayProblem = {
  status: 503,
  slug: 'unavailable',
  title: 'The service cannot take the request now',
  headers: { 'Retry-After': '1' },
}

export const gatewayProblems: readonly GatewayProblem[] = [
  {
    status: 400,
    slug: 'validation',
    title: 'The request does not match its specification',
    // Invalid TLS, and plain HTTP on a TLS port.
    insteadOf: [495, 496, 497],
  },
  {
    status: 401,
    slug: 'unauthenticated',
    title: 'Credentials are missing, expired or not valid',
    headers: { 'WWW-Authenticate': 'Key' },
  },
  { status: 403, slug: 'forbidden', title: 'The caller may not use this operation' },
  { status: 404, slug: 'not-found', title: 'There is no such address' },
  {
    status: 405,
    slug: 'method-not-allowed',
    title: 'The method is not allowed here',
    headers: { Allow: passedMethods.join(', ') },
  },
  { status: 408, slug: 'request-timeout', title: 'The request took too long to arrive' },
  { status: 413, slug: 'payload-too-large', title: 'The request body is too large' },
  { status: 414, slug: 'uri-too-long', title: 'The address is too long' },
  { status: 429, slug: 'too-many-requests', title: 'Too many requests' },
  { status: 431, slug: 'headers-too-large', title: 'The headers are too large', insteadOf: [494] },
  { status: 500, slug: 'internal', title: 'The service failed' },
  { status: 502, title: 'Bad Gateway' },
  unavailable,
  { status: 504, title: 'Gateway Timeout' },
  ...[411, 412, 416, 417, 421, 501, 505, 507].map((status) => ({ status, title: STATUS_CODES[status] ?? '' })),
]

/** The JSON body of a problem. */
export const problemBody = ({ status, slug, title }: GatewayProblem): string =>
  JSON.stringify({ type: slug === undefined ? 'about:blank' : `urn:sagabench:problem:${slug}`, title, status })
