import type { Kong, KongService, RequestTransformer } from './kong-schema.ts'
import { quote } from './nginx-text.ts'

/** Headers that the gateway sets itself; no transformer may change them. */
export const ownHeaders = (kong: Kong): ReadonlyMap<string, string> =>
  new Map([
    ['Host', '$proxy_host'],
    ['Connection', '""'],
    ['Upgrade', '""'],
    ['TE', '""'],
    ['X-Consumer-Username', '$consumer'],
    ['X-Real-IP', '$remote_addr'],
    ['X-Forwarded-For', '$remote_addr'],
    ['X-Forwarded-Proto', '$scheme'],
    ['X-Forwarded-Host', '$http_host'],
    ...kong.plugins.flatMap((plugin) =>
      plugin.name === 'correlation-id' ? [[plugin.config.header_name, '$correlation_id'] as const] : [],
    ),
  ])

/** The request-transformer of a service; its own one replaces the global one, as in Kong. */
export const transformerOf = (kong: Kong, service: KongService): RequestTransformer['config'] | undefined =>
  service.plugins?.[0]?.config ?? kong.plugins.find((plugin) => plugin.name === 'request-transformer')?.config

export const splitHeader = (line: string): [string, string] => {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1)]
}

/** The headers that a service receives, with Kong's names. They replace headers of the same name from the client. */
export const proxyHeaders = (kong: Kong, service: KongService): string[] => {
  const transformer = transformerOf(kong, service)
  const keyNames = kong.plugins.flatMap((plugin) => (plugin.name === 'key-auth' ? plugin.config.key_names : []))
  const removed = [
    ...keyNames,
    'X-Consumer-ID',
    'X-Consumer-Custom-ID',
    'X-Credential-Identifier',
    'X-Anonymous-Consumer',
  ]
  const lines: [string, string][] = [
    ...[...removed, ...(transformer?.remove?.headers ?? [])].map((name): [string, string] => [name, '""']),
    ...(transformer?.add?.headers ?? [])
      .map(splitHeader)
      .map(([name, value]): [string, string] => [name, quote(value)]),
    ...ownHeaders(kong),
  ]
  // One line per case-insensitive name; the last one wins.
  const byName = new Map(lines.map(([name, value]) => [name.toLowerCase(), `proxy_set_header ${name} ${value};`]))
  return [...byName.values()]
}
