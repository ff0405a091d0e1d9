import { CallFailure, type Documented, type Effect } from './failure.ts'

/** One operation as generated from its specification. */
export type ClientOperation = Documented & {
  readonly service: string
  readonly method: string
  /** Path with parameters as `{name}`. */
  readonly path: string
  /** GET, or declared to have no effect: may be retried without a key. */
  readonly safe: boolean
}

export type ClientRequest = {
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?:
    | Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>
    | undefined
  readonly headers?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

const backoff = { firstMs: 25, maxMs: 1_000 } as const

/** Full jitter: a random time below a bound that doubles with each retry. */
export const jitteredMs = (retry: number, random: () => number): number =>
  random() * Math.min(backoff.maxMs, backoff.firstMs * 2 ** retry)

const queryText = (query: NonNullable<ClientRequest['query']>): string => {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Path and query of a request, with its parameters filled in. @throws TypeError for a missing one */
export const urlOf = ({ operationId, path }: ClientOperation, request: ClientRequest): string => {
  const filled = path.includes('{')
    ? path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = request.path?.[name]
        if (value === undefined || value === '')
          throw new TypeError(`${operationId}: path parameter ${name} is missing`)
        return encodeURIComponent(value)
      })
    : path
  return request.query === undefined ? filled : filled + queryText(request.query)
}

/** Combines a failure's effect with that of earlier attempts: once unknown, it stays unknown. */
export const withEffect = (failure: CallFailure, earlier: Effect): CallFailure =>
  failure.effect === 'none' && earlier === 'unknown'
    ? new CallFailure({ ...failure, effect: 'unknown', cause: failure })
    : failure
