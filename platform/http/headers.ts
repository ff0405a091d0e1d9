import type { FastifyRequest } from 'fastify'
import { parseIdempotencyKey } from './idempotency-key.ts'
import { compileCheck, type JsonSchema, RequestRefused } from './validation.ts'

/** The token of an Authorization header; undefined for another scheme or a malformed token. Schemes ignore case (RFC 9110, 11.1). */
export const bearerToken = (authorization: string): string | undefined =>
  /^bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1]

/**
 * A correlation id is logged and forwarded, so it must be short and contain only id characters: no markup for a log viewer,
 * and no e-mail address.
 */
export const correlationIdOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : undefined

const keyHeader = 'idempotency-key'

const readKey = ({ raw, headers }: FastifyRequest): string | undefined => {
  const header = headers[keyHeader]
  if (typeof header !== 'string') return undefined // the schema reports a missing header
  const sent = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === keyHeader)
  const parsed = parseIdempotencyKey(header.replaceAll(/^[\t ]+|[\t ]+$/g, ''), sent.length)
  if ('key' in parsed) return parsed.key
  throw new RequestRefused('header', [{ field: keyHeader, ...parsed }])
}

/** Compiles the check of an operation's headers. Its result contains the parsed Idempotency-Key, whichever form it had. */
export const headersReader = (schema: JsonSchema): ((request: FastifyRequest) => unknown) => {
  const check = compileCheck('header', schema)
  if (!(keyHeader in ((schema.properties ?? {}) as object))) return ({ headers }) => check(headers)
  return (request) => {
    const key = readKey(request) // before the schema, whose message would be an unreadable pattern
    const headers = check(request.headers) as Record<string, unknown>
    return key === undefined ? headers : { ...headers, [keyHeader]: key }
  }
}
