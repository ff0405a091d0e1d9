/** One violated rule of a request: `field` is a JSON pointer into the body, or the name of a parameter or header. */
export type FieldError = { field: string; rule: string; message: string }

/** An error body by RFC 9457 (application/problem+json); further members are extensions of the problem's type. */
export type Problem = {
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  errors?: FieldError[]
  [extension: string]: unknown
}

/** Status and title of each slug, generated from specs/common/problems.yaml. */
export type ProblemTable = Readonly<Record<string, { readonly status: number; readonly title: string }>>

/** The problems with which the runtime itself answers, in every service. */
export const technicalProblems = {
  validation: { status: 400, title: 'The request does not match its specification' },
  unauthenticated: { status: 401, title: 'Credentials are missing, expired or not valid' },
  'gateway-required': { status: 401, title: 'This service answers only through the gateway' },
  forbidden: { status: 403, title: 'The caller may not use this operation' },
  'not-found': { status: 404, title: 'There is no such address' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  'uri-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: "The body's media type is not supported" },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'The service failed' },
  interrupted: { status: 503, title: 'The request was interrupted' },
  unavailable: { status: 503, title: 'The service cannot take the request now' },
} as const

export type TechnicalSlug = keyof typeof technicalProblems

const typePrefix = 'urn:sagabench:problem:'

/** The `type` member of the problem with this slug. */
export const problemType = <Slug extends string>(slug: Slug) => `${typePrefix}${slug}` as const

/** The slug of a problem's `type`, or undefined if the body is not a problem of this system. */
export const problemSlug = (body: unknown): string | undefined => {
  const type = (body as { type?: unknown } | null | undefined)?.type
  return typeof type === 'string' && type.startsWith(typePrefix) ? type.slice(typePrefix.length) : undefined
}

type Answer<Slug extends string, Status, Details> = {
  status: Status
  body: { type: `${typeof typePrefix}${Slug}`; title: string; status: Status } & Details
}

/** One answer for each slug, so that each has the status of its own problem. */
export type ProblemAnswer<T extends ProblemTable, S extends keyof T & string, Details = unknown> = {
  [Slug in S]: Answer<Slug, T[Slug]['status'], Details>
}[S]

/** Builds the answer `{ status, body }` for a slug of the table; `details` adds `detail` and extension members. */
export function problem<T extends ProblemTable, S extends keyof T & string>(table: T, slug: S): ProblemAnswer<T, S>
export function problem<T extends ProblemTable, S extends keyof T & string, D extends object>(
  table: T,
  slug: S,
  details: D,
): ProblemAnswer<T, S, D>
export function problem(table: ProblemTable, slug: string, details: object = {}): Answer<string, number, object> {
  const entry = table[slug]
  if (entry === undefined) throw new Error(`unknown problem ${slug}; known: ${Object.keys(table).join(', ')}`)
  return {
    status: entry.status,
    body: { type: problemType(slug), title: entry.title, status: entry.status, ...details },
  }
}

/** Ends a request with a problem. Thrown by the HTTP runtime, and by code that knows the request was not processed. */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>

  constructor(slug: TechnicalSlug, details: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    super(`${slug}: ${details.detail ?? technicalProblems[slug].title}`)
    this.name = 'ProblemError'
    this.problem = problem(technicalProblems, slug, details).body
    this.headers = headers
  }
}
