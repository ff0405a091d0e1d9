import http from 'k6/http'

/** The address and credentials with which a k6 script calls. */
export type Gateway = { baseUrl: string; apiKey: string; token?: string }

export type K6Params = {
  idempotencyKey?: string
  prefer?: string
  timeoutMs?: number
  headers?: Readonly<Record<string, string>>
  tags?: Readonly<Record<string, string>>
}

/** The answer; `status` is 0 if none arrived (k6 gives the reason in `error`). */
export type K6Result<R> = (R | { status: 0; body: undefined }) & { durationMs: number; error?: string }

type K6Request = {
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

const urlOf = (baseUrl: string, path: string, request: K6Request): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(request.path?.[name])))
  const query = Object.entries(request.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return baseUrl + filled + (query.length === 0 ? '' : `?${query.join('&')}`)
}

const headersOf = (gateway: Gateway, request: K6Request, params: K6Params): Record<string, string> => ({
  'X-API-Key': gateway.apiKey,
  ...(gateway.token ? { Authorization: `Bearer ${gateway.token}` } : {}),
  ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(params.idempotencyKey ? { 'Idempotency-Key': params.idempotencyKey } : {}),
  ...(params.prefer ? { Prefer: params.prefer } : {}),
  ...params.headers,
})

/** Sends one request of a generated k6 client. Runs inside k6 only. */
export const send = <R>(
  gateway: Gateway,
  operationId: string,
  method: string,
  path: string,
  request: K6Request,
  params: K6Params,
): K6Result<R> => {
  const body = request.body === undefined ? null : JSON.stringify(request.body)
  const response = http.request(method, urlOf(gateway.baseUrl, path, request), body, {
    headers: headersOf(gateway, request, params),
    timeout: params.timeoutMs ?? 60_000,
    tags: { name: operationId, ...params.tags },
  })
  const text = typeof response.body === 'string' ? response.body : ''
  const isJson = /json/.test(response.headers['Content-Type'] ?? '')
  return {
    status: response.status,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
    durationMs: response.timings.duration,
    ...(response.error ? { error: response.error } : {}),
  } as K6Result<R>
}
