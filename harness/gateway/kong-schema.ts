import { Ajv2020 } from 'ajv/dist/2020.js'

/** The part of Kong's declarative format that has an equivalent in nginx. */
export type Kong = {
  readonly upstreams?: readonly KongUpstream[]
  readonly services: readonly KongService[]
  readonly consumers: readonly KongConsumer[]
  readonly plugins: readonly KongPlugin[]
}

export type KongUpstream = {
  readonly name: string
  readonly targets: readonly { readonly target: string; readonly weight?: number }[]
  readonly healthchecks?: {
    readonly active?: {
      readonly healthy: { readonly interval: number; readonly successes: number }
      readonly unhealthy: { readonly interval: number }
    }
    readonly passive: { readonly unhealthy: { readonly tcp_failures: number; readonly timeouts: number } }
  }
}

export type KongService = {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly connect_timeout: number
  readonly read_timeout: number
  readonly write_timeout: number
  readonly retries: number
  readonly routes: readonly KongRoute[]
  /** Replaces the global plugin of the same name. */
  readonly plugins?: readonly RequestTransformer[]
}

export type KongRoute = {
  readonly name: string
  readonly paths: readonly string[]
  readonly request_buffering?: boolean
  readonly response_buffering?: boolean
  /** A limit by address, which replaces the limits by consumer. */
  readonly plugins?: readonly RateLimiting[]
}

export type KongConsumer = {
  readonly username: string
  readonly keyauth_credentials: readonly { readonly key: string }[]
  readonly plugins?: readonly RateLimiting[]
}

export type RateLimiting = {
  readonly name: 'rate-limiting'
  readonly config: RateLimit
  /** Set both or neither; limits this consumer on this route. */
  readonly route?: string
  readonly consumer?: string
}
export type RateLimit = { readonly second?: number; readonly minute?: number }

export type KongPlugin =
  | RateLimiting
  | { readonly name: 'key-auth'; readonly config: { readonly key_names: readonly [string] } }
  | { readonly name: 'correlation-id'; readonly config: { readonly header_name: string } }
  | { readonly name: 'request-size-limiting'; readonly config: { readonly allowed_payload_size: number } }
  | RequestTransformer

export type RequestTransformer = {
  readonly name: 'request-transformer'
  readonly config: {
    readonly remove?: { readonly headers: readonly string[] }
    readonly add?: { readonly headers: readonly string[] }
  }
}

type Schema = Readonly<Record<string, unknown>>

/** An object schema that allows only these `required` and `optional` fields. */
const strict = (required: Schema, optional: Schema = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
})
const list = (items: Schema, minItems = 1): Schema => ({ type: 'array', items, minItems })
const name = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }
/** A prefix, or a whole path between `~` and `$`, the only regular expression with an equivalent in nginx. */
const path = { type: 'string', pattern: '^(/[A-Za-z0-9._-]+)+/$|^~(/[A-Za-z0-9_-]+)+/\\$$' }
const header = { type: 'string', pattern: '^[A-Za-z0-9-]+$' }
const count = { type: 'integer', minimum: 0 }
const positive = { type: 'integer', minimum: 1 }
const is = (value: unknown): Schema => ({ const: value })

const rateLimiting = (by: 'consumer' | 'ip', scope: Schema = {}): Schema =>
  strict({
    name: is('rate-limiting'),
    ...scope,
    config: {
      ...strict(
        // Counters are in the gateway's memory. Headers stay visible because Retry-After is one of them in Kong.
        { limit_by: is(by), policy: is('local'), hide_client_headers: is(false) },
        { second: positive, minute: positive },
      ),
      anyOf: [{ required: ['second'] }, { required: ['minute'] }],
    },
  })

const requestTransformer = strict({
  name: is('request-transformer'),
  config: strict(
    {},
    {
      remove: strict({ headers: list(header) }),
      add: strict({ headers: list({ type: 'string', pattern: '^[A-Za-z0-9-]+:[A-Za-z0-9._~+/=-]+$' }) }),
    },
  ),
})

const pluginSchemas: Readonly<Record<string, Schema>> = {
  'rate-limiting': {
    if: { required: ['route'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: rateLimiting('ip', { route: name, consumer: name }),
    else: rateLimiting('consumer'),
  },
  'key-auth': strict({
    name: is('key-auth'),
    config: strict({
      key_names: { ...list(header), maxItems: 1 },
      key_in_header: is(true),
      key_in_query: is(false),
      key_in_body: is(false),
      hide_credentials: is(true),
    }),
  }),
  'correlation-id': strict({
    name: is('correlation-id'),
    config: strict({ header_name: header, generator: is('uuid'), echo_downstream: is(true) }),
  }),
  'request-size-limiting': strict({
    name: is('request-size-limiting'),
    config: strict({ allowed_payload_size: positive, size_unit: is('kilobytes') }),
  }),
  'request-transformer': requestTransformer,
}

const schema = strict(
  {
    _format_version: is('3.0'),
    services: list(
      strict(
        {
          name,
          protocol: is('http'),
          host: name,
          port: positive,
          connect_timeout: positive,
          read_timeout: positive,
          write_timeout: positive,
          retries: count,
          routes: list(
            strict(
              { name, paths: list(path), strip_path: is(false) },
              {
                request_buffering: { type: 'boolean' },
                response_buffering: { type: 'boolean' },
                plugins: list(rateLimiting('ip')),
              },
            ),
          ),
        },
        { plugins: list(requestTransformer) },
      ),
    ),
    consumers: list(
      strict(
        {
          username: name,
          keyauth_credentials: list(strict({ key: { type: 'string' } })),
        },
        { plugins: list(rateLimiting('consumer')) },
      ),
    ),
    plugins: list({
      type: 'object',
      required: ['name'],
      properties: { name: { enum: Object.keys(pluginSchemas) } },
      allOf: Object.entries(pluginSchemas).map(([plugin, then]) => ({
        if: { properties: { name: is(plugin) } },
        then,
      })),
    }),
  },
  {
    upstreams: list(
      strict(
        {
          name,
          algorithm: is('round-robin'),
          targets: list(strict({ target: { type: 'string' } }, { weight: positive })),
        },
        {
          healthchecks: strict(
            { passive: strict({ unhealthy: strict({ tcp_failures: positive, timeouts: positive }) }) },
            {
              active: strict({
                type: is('http'),
                http_path: { type: 'string' },
                healthy: strict({ interval: positive, successes: positive }),
                unhealthy: strict({
                  interval: positive,
                  tcp_failures: positive,
                  timeouts: positive,
                  http_failures: positive,
                }),
              }),
            },
          ),
        },
      ),
    ),
  },
)

const validate = new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(schema)

/** Values that are invalid or that nginx does not support, by path. */
export const schemaMistakes = (value: unknown): { path: string[]; wrong: string; right: string }[] =>
  validate(value)
    ? []
    : (validate.errors ?? [])
        .filter(({ keyword }) => keyword !== 'if')
        .map(({ instancePath, message, params }) => {
          const path = instancePath.split('/').slice(1).map(unescapePointer)
          const extra: unknown = params.additionalProperty
          const allowed: unknown = params.allowedValue ?? params.allowedValues
          return {
            path: typeof extra === 'string' ? [...path, extra] : path,
            wrong: `${path.join('/') || 'the file'} ${message}${extra === undefined ? '' : ` (${extra})`}`,
            right: allowed === undefined ? 'what kong/README.md lists' : JSON.stringify(allowed),
          }
        })

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')
