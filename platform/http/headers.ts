import type { FastifyRequest } from 'fastify'
import { parseIdempotencyKey } from './idempotency-key.ts'
import { compileCheck, type JsonSchema, RequestRefused } from './validation.ts'

/** The token of an Authorization header; undefined where it is of another scheme or no token. Schemes ignore case (RFC 9110, 11.1). */
export const bearerToken = (authorization: string): string | undefined =>
  /^bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1]

/**
 * A correlation id is logged and sent on, so it is short and has the letters of an id: nothing that a log viewer would take for
 * markup, and no e-mail address.
 */
export const correlationIdOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : undefined

const keyHeader = 'idempotency-key'

const readKey = ({ raw, headers }: FastifyRequest): string | undefined => {
  const header = headers[keyHeader]
  if (typeof header !== 'string') return undefined // the schema refuses what is missing
  const sent = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === keyHeader)
  const parsed = parseIdempotencyKey(header.replaceAll(/^[\t ]+|[\t ]+$/g, ''), sent.length)
  if ('key' in parsed) return parsed.key
  throw new RequestRefused('header', [{ field: keyHeader, ...parsed }])
}

/** Compiles the check of an operation's headers. In what it gives, Idempotency-Key is the key itself, whichever form named it. */
export const headersReader = (schema: JsonSchema): ((request: FastifyRequest) => unknown) => {
  const check = compileCheck('header', schema)
  if (!(keyHeader in ((schema.properties ?? {}) as object))) return ({ headers }) => check(headers)
  return (request) => {
    const key = readKey(request) // before the schema, whose message would be a pattern that nobody can read
    const headers = check(request.headers) as Record<string, unknown>
    return key === undefined ? headers : { ...headers, [keyHeader]: key }
  }
}
