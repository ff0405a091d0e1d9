import { InvalidDocument } from '../base/errors.ts'
import { passedMethods } from './gateway-problems.ts'
import type { KongDocument } from './kong-document.ts'
import type { Kong, KongPlugin, KongRoute, KongService, KongUpstream } from './kong-schema.ts'
import { callerMaps } from './nginx-callers.ts'
import { proxyHeaders } from './nginx-headers.ts'
import { rateLimits, rateLimitZones, retryAfterMaps } from './nginx-limits.ts'
import { errorPages, problemLocations, unprintableMap, unsentMap } from './nginx-problems.ts'
import { block, headerVariable } from './nginx-text.ts'

export type NginxOptions = {
  /** `address:port` to listen on. */
  readonly listen: string
  /** The local address of each `host:port` in the Kong file. */
  readonly addresses: ReadonlyMap<string, string>
  readonly workers: number
  /** User and group of the workers; nginx accepts it only when started by root. */
  readonly user?: string | undefined
}

/** Compiles a validated Kong configuration to nginx. kong/README.md lists equivalences and differences. */
export const kongToNginx = ({ kong, placeOf }: KongDocument, options: NginxOptions): string => {
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
      ...callerMaps(kong, keyAuth.config.key_names[0]),
      ...correlationMaps(correlation.config.header_name),
      unsentMap,
      unprintableMap,
      ...rateLimitZones(kong),
      ...retryAfterMaps(kong),
      ...upstreamsOf(kong, options.addresses, placeOf),
      serverOf(kong, options),
    ]),
    '',
  ].join('\n')
}

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

/** Keeps a valid id of the client; otherwise generates a UUID. */
const correlationMaps = (header: string): string[] => [
  block('map $request_id $new_correlation_id', [
    '"~^(?<a>.{8})(?<b>.{4})(?<c>.{4})(?<d>.{4})(?<e>.{12})$" "$a-$b-$c-$d-$e";',
  ]),
  block(`map ${headerVariable(header)} $correlation_id`, [
    'default $new_correlation_id;',
    `"~^[\\x21-\\x7e]{1,128}$" ${headerVariable(header)};`,
  ]),
]

/** Numbered, because nginx compares upstream names case-insensitively. */
const upstreamName = (kong: Kong, service: KongService): string =>
  `${service.name}-${kong.services.indexOf(service) + 1}`

const upstreamsOf = (
  kong: Kong,
  addresses: ReadonlyMap<string, string>,
  placeOf: KongDocument['placeOf'],
): string[] => {
  const lost: string[] = []
  const texts = kong.services.map((service, index) => {
    const at = kong.upstreams?.findIndex(({ name }) => name === service.host) ?? -1
    const upstream = kong.upstreams?.[at]
    const targets = upstream?.targets ?? [{ target: `${service.host}:${service.port}` }]
    const servers = targets.map(({ target, weight = 100 }, n) => {
      const address = addresses.get(target)
      const path = upstream === undefined ? ['services', index, 'host'] : ['upstreams', at, 'targets', n, 'target']
      if (address === undefined)
        lost.push(
          `${placeOf(path)}: ${service.name} goes to ${target}, which no process publishes\n  right: one of ${[...addresses.keys()].join(', ')}`,
        )
      return `server ${address} weight=${weight}${failureLimit(upstream)};`
    })
    return upstreamBlock(upstreamName(kong, service), servers)
  })
  if (lost.length > 0) throw new InvalidDocument([...new Set(lost)])
  return texts
}

const upstreamBlock = (name: string, servers: readonly string[]): string =>
  block(`upstream ${name}`, [
    `zone ${name} 128k;`,
    ...servers,
    'keepalive 128;',
    'keepalive_requests 1000000;',
    // Shorter than that of the services, so that the gateway always closes idle connections first.
    'keepalive_timeout 30s;',
  ])

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
    ...errorPages,
    `proxy_hide_header ${required(kong, 'correlation-id').config.header_name};`,
    ...locationsOf(kong),
    'location / { return 404; }',
    ...problemLocations(echo),
  ])
}

const locationsOf = (kong: Kong): string[] => {
  const routes = kong.services.flatMap((service) =>
    service.routes.flatMap((route) => route.paths.map((path) => ({ path, body: proxyTo(kong, service, route) }))),
  )
  // Whole paths take precedence over prefixes in both.
  const own = routes.map(({ path, body }) =>
    block(path.startsWith('~') ? `location = ${path.slice(1, -1)}` : `location ${path}`, body),
  )
  // nginx would redirect /a to /a/; Kong matches the next shorter prefix.
  const bare = new Set(routes.map(({ path }) => path.replace(/^~|\/\$?$/g, '')))
  const shorter = [...bare].map((path) => {
    const found = routes.filter((other) => path.startsWith(other.path)).sort((a, b) => b.path.length - a.path.length)
    return block(`location = ${path}`, found[0]?.body ?? ['return 404;'])
  })
  return [...own, ...shorter]
}

const proxyTo = (kong: Kong, service: KongService, route: KongRoute): string[] => [
  'if ($unprintable) { return 400; }',
  'if ($consumer_id = "") { return 401; }',
  ...rateLimits(kong, route),
  `proxy_pass http://${upstreamName(kong, service)};`,
  ...proxyHeaders(kong, service),
  `proxy_connect_timeout ${service.connect_timeout}ms;`,
  `proxy_send_timeout ${service.write_timeout}ms;`,
  `proxy_read_timeout ${service.read_timeout}ms;`,
  // Never `non_idempotent`: a POST that was sent may have taken effect.
  'proxy_next_upstream error timeout;',
  `proxy_next_upstream_tries ${service.retries + 1};`,
  ...(route.request_buffering === false ? ['proxy_request_buffering off;'] : []),
  ...(route.response_buffering === false ? ['proxy_buffering off;'] : []),
]
