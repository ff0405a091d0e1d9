import { lireDemandeReappro, listerDemandesReappro, rejeterDemandeReappro } from '#generated/inventaire/client.ts'
import { CallFailure, type CallOptions, type Transport } from '#platform/http/client.ts'
import { problemSlug } from '#platform/http/problem.ts'
import type { KeyRefusal, RequestRefusal, Requests, Trace } from '../application/ports.ts'

const optionsOf = ({ traceparent, correlationId }: Trace): CallOptions => ({
  ...(traceparent === undefined ? {} : { traceparent }),
  ...(correlationId === undefined ? {} : { correlationId }),
})

const refusals: ReadonlySet<string> = new Set<(RequestRefusal | KeyRefusal)['kind']>([
  'demande-inconnue',
  'demande-deja-traitee',
  'idempotency-in-flight',
  'idempotency-key-reused',
])
const isRefusal = (slug: string | undefined): slug is (RequestRefusal | KeyRefusal)['kind'] =>
  slug !== undefined && refusals.has(slug)

const unexpected = (operation: string, status: number, body: unknown): Error =>
  new Error(`${operation} returned ${status} ${problemSlug(body) ?? ''}`.trimEnd())

/** The requests of inventaire, through the gateway. */
export const requestsVia = (transport: Transport): Requests => ({
  list: async (query, trace) => {
    const { status, body } = await listerDemandesReappro(transport, { query }, optionsOf(trace))
    return status === 200 ? body : { kind: 'invalid-cursor' }
  },
  read: async (demande_id, trace) => {
    const { status, body } = await lireDemandeReappro(transport, { path: { demande_id } }, optionsOf(trace))
    if (status === 200) return body
    if (status === 404 && problemSlug(body) === 'demande-inconnue') return undefined
    throw unexpected('lireDemandeReappro', status, body)
  },
  reject: async ({ demandeId, motif, act: { author, role, application }, key }, trace) => {
    const body = { motif, auteur: { auteur: author, role, application } }
    const request = { path: { demande_id: demandeId }, body }
    const call = rejeterDemandeReappro(transport, request, { ...optionsOf(trace), idempotencyKey: key })
    const answer = await call.catch((error: unknown) => {
      if (error instanceof CallFailure && error.reason === 'in-flight') return undefined
      throw error
    })
    if (answer === undefined) return { kind: 'idempotency-in-flight' }
    if (answer.status === 200) return answer.body
    const slug = problemSlug(answer.body)
    if (isRefusal(slug)) return { kind: slug }
    throw unexpected('rejeterDemandeReappro', answer.status, answer.body)
  },
})
