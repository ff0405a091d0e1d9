import { type GatewayProblem, gatewayProblems, passedMethods, problemBody, unavailable } from './gateway-problems.ts'
import type {
  Kong,
  KongPlugin,
  KongRoute,
  KongService,
  KongUpstream,
  RateLimit,
  RequestTransformer,
} from './kong-schema.ts'

export type NginxOptions = {
  /** `address:port` to listen on. */
  readonly listen: string
  /** Where each `host:port` of the Kong file is on this machine. */
  readonly addresses: ReadonlyMap<string, string>
  readonly workers: number
  /** Name of the user that workers run as; only root may say. */
  readonly user?: string
}

/**
 * Compiles a checked Kong configuration to one for nginx. Equivalences, where the two are not the same:
 * - Rate limits: Kong counts in fixed windows; nginx has a leaky bucket of the same rate that lets one window's worth
 *   through at once. Both count per consumer and answer 429 with Retry-After.
 * - Health: Kong's active probes have no equivalent. A target that failed `tcp_failures` times is left out for the
 *   probe interval and then tried with a real request.
 * - Retries: Kong's `retries` are further targets to try. A request of an unsafe method that has been sent is never
 *   sent again.
 * - Routes: the longest prefix wins in both.
 * - Methods: TRACE and what HTTP doesn't know are refused here with 405; Kong passes them on.
 * - Slow bodies: not buffered where the route says so, so that the service's limit on the whole request counts.
 * - Errors of the gateway itself: problem+json here; Kong has the same statuses with a JSON body of its own.
 */
export const kongToNginx = (kong: Kong, options: NginxOptions): string => {
  const keyAuth = required(kong, 'key-auth')
  const correlation = required(kong, 'correlation-id')
  return [
    ...(options.user === undefined ? [] : [`user ${options.user};`]),
    `worker_processes ${options.workers};`,
    'worker_rlimit_nofile 16384;',
    'pid nginx.pid;',
    'error_log stderr notice;',
    block('events', ['worker_connections 8192;']),
    block('http', [
      ...httpDefaults(kong),
      consumerMap(kong, keyAuth.config.key_names[0]),
      ...correlationMaps(correlation.config.header_name),
      unsentMap,
      ...rateLimitZones(kong),
      retryAfterMap(kong),
      ...kong.services.map((service) => upstreamOf(kong, service, options.addresses)),
      serverOf(kong, options),
    ]),
    '',
  ].join('\n')
}

const block = (head: string, lines: readonly string[]): string =>
  `${head} {\n${lines.join('\n').replaceAll(/^(?=.)/gm, '  ')}\n}`

// What is quoted has no quotes, backslashes or dollar signs: the schema sees to it.
const quote = (text: string): string => `"${text}"`

const variable = (header: string): string => `$http_${header.toLowerCase().replaceAll('-', '_')}`

const pluginOf = <N extends KongPlugin['name']>(kong: Kong, name: N): Extract<KongPlugin, { name: N }> | undefined =>
  kong.plugins.find((plugin): plugin is Extract<KongPlugin, { name: N }> => plugin.name === name)

const required = <N extends KongPlugin['name']>(kong: Kong, name: N): Extract<KongPlugin, { name: N }> => {
  const plugin = pluginOf(kong, name)
  if (plugin === undefined) throw new Error(`kong.yml: the global plugin ${name} is missing`)
  return plugin
}

const httpDefaults = (kong: Kong): string[] => [
  'access_log off;',
  'server_tokens off;',
  'tcp_nodelay on;',
  'default_type application/octet-stream;',
  'keepalive_timeout 75s;',
  'keepalive_requests 1000000;',
  'client_header_timeout 4s;',
  'client_body_timeout 4s;',
  'send_timeout 40s;',
  'reset_timedout_connection on;',
  'client_body_buffer_size 64k;',
  `client_max_body_size ${pluginOf(kong, 'request-size-limiting')?.config.allowed_payload_size ?? 1024}k;`,
  ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${kind}_temp;`),
  'proxy_http_version 1.1;',
  'proxy_max_temp_file_size 0;',
  'map_hash_bucket_size 256;',
]

const consumerMap = (kong: Kong, header: string): string =>
  block(`map ${variable(header)} $consumer`, [
    'default "";',
    ...kong.consumers.flatMap(({ username, keyauth_credentials }) =>
      keyauth_credentials.map(({ key }) => `${quote(key)} ${username};`),
    ),
  ])

/** A sent id is kept, else a new one in the form of a UUID is made. */
const correlationMaps = (header: string): string[] => [
  block('map $request_id $new_correlation_id', [
    '"~^(?<a>.{8})(?<b>.{4})(?<c>.{4})(?<d>.{4})(?<e>.{12})$" "$a-$b-$c-$d-$e";',
  ]),
  block(`map ${variable(header)} $correlation_id`, [
    'default $new_correlation_id;',
    `"~^[\\x21-\\x7e]{1,128}$" ${variable(header)};`,
  ]),
]

/** A failed request that no upstream connection was made for had no effect: it may be repeated as it is. */
const unsentMap = block('map $upstream_connect_time $unsent', ['default "";', '"" yes;', '"~^-(, -)*$" yes;'])

/** One zone for each different limit; a consumer without that limit has an empty key there, which is not counted. */
const rateLimitZones = (kong: Kong): string[] =>
  limitsOf(kong).flatMap(({ zone, rate, consumers }) => [
    block(`map $consumer $${zone}_key`, ['default "";', ...consumers.map((consumer) => `${consumer} $consumer;`)]),
    `limit_req_zone $${zone}_key zone=${zone}:1m rate=${rate};`,
  ])

/** Seconds until a consumer past its limit is let through again: what one request of its slowest limit takes. */
const retryAfterMap = (kong: Kong): string =>
  block('map $consumer $retry_after', [
    'default 1;',
    ...limitsOf(kong)
      .filter(({ seconds }) => seconds > 1)
      .flatMap(({ seconds, consumers }) => consumers.map((consumer) => `${consumer} ${seconds};`)),
  ])

type Limit = {
  readonly zone: string
  readonly rate: string
  readonly burst: number
  readonly seconds: number
  readonly consumers: string[]
}

const limitsOf = (kong: Kong): Limit[] => {
  const common = pluginOf(kong, 'rate-limiting')?.config
  const limits = new Map<string, Limit>()
  for (const { username, plugins } of kong.consumers) {
    for (const { unit, value } of periodsOf(plugins?.[0]?.config ?? common)) {
      const zone = `limit_${value}_per_${unit}`
      const limit = limits.get(zone) ?? {
        zone,
        rate: `${value}r/${unit[0]}`,
        burst: value - 1,
        seconds: unit === 'second' ? 1 : Math.ceil(60 / value),
        consumers: [],
      }
      limit.consumers.push(username)
      limits.set(zone, limit)
    }
  }
  return [...limits.values()]
}

const periodsOf = (limit: RateLimit | undefined): { unit: 'second' | 'minute'; value: number }[] =>
  (['second', 'minute'] as const).flatMap((unit) => {
    const value = limit?.[unit]
    return value === undefined ? [] : [{ unit, value }]
  })

const upstreamOf = (kong: Kong, service: KongService, addresses: ReadonlyMap<string, string>): string => {
  const upstream = kong.upstreams?.find(({ name }) => name === service.host)
  const targets = upstream?.targets ?? [{ target: `${service.host}:${service.port}` }]
  const servers = targets.map(({ target, weight }) => {
    const address = addresses.get(target)
    if (address === undefined)
      throw new Error(`kong.yml: ${service.name} goes to ${target}, which no process publishes`)
    return `server ${address}${weight === undefined ? '' : ` weight=${weight}`}${failureLimit(upstream)};`
  })
  return block(`upstream ${service.name}`, [
    `zone ${service.name} 128k;`,
    ...servers,
    'keepalive 128;',
    'keepalive_requests 1000000;',
    // Shorter than the services' own, so that it is never the service that closes an idle connection.
    'keepalive_timeout 30s;',
  ])
}

const failureLimit = (upstream: KongUpstream | undefined): string => {
  const passive = upstream?.healthchecks?.passive.unhealthy
  if (passive === undefined) return ''
  const interval = upstream?.healthchecks?.active?.unhealthy.interval ?? 10
  return ` max_fails=${passive.tcp_failures} fail_timeout=${interval}s`
}

const serverOf = (kong: Kong, { listen }: NginxOptions): string => {
  const echo = [`add_header ${required(kong, 'correlation-id').config.header_name} $correlation_id always;`]
  return block('server', [
    `listen ${listen} backlog=4096;`,
    'server_name _;',
    'merge_slashes off;',
    'limit_req_status 429;',
    'limit_req_log_level info;',
    ...echo,
    `if ($request_method !~ ^(${passedMethods.join('|')})$) { return 405; }`,
    ...gatewayProblems.map(({ status }) => `error_page ${status} = @problem_${status};`),
    `proxy_hide_header ${required(kong, 'correlation-id').config.header_name};`,
    ...locationsOf(kong),
    'location / { return 404; }',
    ...gatewayProblems.map((problem) => problemLocation(problem, echo)),
  ])
}

/** What a service gets; names of Kong. Whatever a client sent under these names is replaced. */
const proxyHeaders = (kong: Kong, service: KongService): string[] => {
  const correlation = required(kong, 'correlation-id').config.header_name
  const transformer = transformerOf(kong, service)
  const removed = [
    required(kong, 'key-auth').config.key_names[0],
    'X-Consumer-ID',
    'X-Consumer-Custom-ID',
    'X-Credential-Identifier',
    ...(transformer?.remove?.headers ?? []),
  ]
  const added = new Map((transformer?.add?.headers ?? []).map((line) => splitHeader(line)))
  const set = new Map<string, string>([
    ...removed.map((name) => [name, '""'] as const),
    ...[...added].map(([name, value]) => [name, removed.includes(name) ? quote(value) : fail(name)] as const),
    ['Host', '$proxy_host'],
    ['Connection', '""'],
    ['X-Consumer-Username', '$consumer'],
    [correlation, '$correlation_id'],
    ['X-Forwarded-For', '$remote_addr'],
    ['X-Forwarded-Proto', '$scheme'],
    ['X-Forwarded-Host', '$http_host'],
  ])
  return [...set].map(([name, value]) => `proxy_set_header ${name} ${value};`)
}

/** A service's own request-transformer replaces the global one, as in Kong; a header that it forgets to remove is an error. */
const transformerOf = (kong: Kong, service: KongService): RequestTransformer['config'] | undefined => {
  const common = pluginOf(kong, 'request-transformer')?.config
  const own = service.plugins?.[0]?.config
  if (own === undefined) return common
  const kept = common?.remove?.headers.find((name) => own.remove?.headers.includes(name) !== true)
  if (kept === undefined) return own
  throw new Error(
    `kong.yml: the request-transformer of ${service.name} replaces the global one and would pass on a client's ${kept}; remove ${kept} there too`,
  )
}

const fail = (header: string): never => {
  throw new Error(`kong.yml: request-transformer adds ${header} only where a client did not send it; remove it first`)
}

const splitHeader = (line: string): [string, string] => {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1)]
}

const locationsOf = (kong: Kong): string[] => {
  const routes = kong.services.flatMap((service) =>
    service.routes.flatMap((route) => route.paths.map((path) => ({ path, body: proxyTo(kong, service, route) }))),
  )
  const twice = routes.find(({ path }, index) => routes.findIndex((other) => other.path === path) !== index)
  if (twice !== undefined) throw new Error(`kong.yml: two routes have the path ${twice.path}`)
  return routes.flatMap(({ path, body }) => {
    // nginx would redirect /a to /a/; Kong looks for the next shorter prefix.
    const bare = path.slice(0, -1)
    const shorter = routes.filter((other) => bare.startsWith(other.path)).sort((a, b) => b.path.length - a.path.length)
    return [block(`location ${path}`, body), block(`location = ${bare}`, shorter[0]?.body ?? ['return 404;'])]
  })
}

const proxyTo = (kong: Kong, service: KongService, route: KongRoute): string[] => [
  'if ($consumer = "") { return 401; }',
  ...limitsOf(kong).map(({ zone, burst }) => `limit_req zone=${zone}${burst > 0 ? ` burst=${burst} nodelay` : ''};`),
  `proxy_pass http://${service.name};`,
  ...proxyHeaders(kong, service),
  `proxy_connect_timeout ${service.connect_timeout}ms;`,
  `proxy_send_timeout ${service.write_timeout}ms;`,
  `proxy_read_timeout ${service.read_timeout}ms;`,
  // Never `non_idempotent`: a POST that was sent may have had its effect.
  'proxy_next_upstream error timeout;',
  `proxy_next_upstream_tries ${service.retries + 1};`,
  ...(route.request_buffering === false ? ['proxy_request_buffering off;'] : []),
  ...(route.response_buffering === false ? ['proxy_buffering off;'] : []),
]

const problemLocation = (problem: GatewayProblem, echo: readonly string[]): string =>
  block(`location @problem_${problem.status}`, [
    'internal;',
    'default_type application/problem+json;',
    ...(problem.status === 502 || problem.status === 504 ? [block('if ($unsent)', answer(unavailable, echo))] : []),
    ...answer(problem, echo),
  ])

const answer = (problem: GatewayProblem, echo: readonly string[]): string[] => [
  ...echo,
  ...(problem.status === 429 ? ['add_header Retry-After $retry_after always;'] : []),
  ...Object.entries(problem.headers ?? {}).map(([name, value]) => `add_header ${name} ${quote(value)} always;`),
  `return ${problem.status} '${problemBody(problem)}';`,
]
