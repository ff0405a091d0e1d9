import type { Kong } from '../../gateway/kong-schema.ts'

/** Between containers, the service name is the address. */
export const addressesIn = (kong: Kong): Map<string, string> => {
  const hosts = kong.services.map(({ host, port }) => `${host}:${port}`)
  const targets = (kong.upstreams ?? []).flatMap((upstream) => upstream.targets.map(({ target }) => target))
  return new Map([...hosts, ...targets].map((address) => [address, address]))
}

/**
 * Adapts the configuration to containers: nginx resolves names again at run time, and a status page shows that the
 * configuration is loaded. The resolver's timeout also delays the retry after a failed lookup, 30 s by default; until then
 * nginx would use the old address, which may belong to another container.
 */
export const forContainers = (configuration: string, statusListen: string): string => {
  const resolving = configuration.replaceAll(/^(\s*server [a-z][\w-]*:\d+[^;\n]*);$/gm, '$1 resolve;')
  if (resolving === configuration) throw new Error('the compiled configuration contains no server to resolve')
  const added = `http {
  resolver 127.0.0.11 valid=5s ipv6=off;
  resolver_timeout 2s;
  server { listen ${statusListen}; location = /status/ready { return 200; } location / { return 404; } }`
  return resolving.replace(/^http \{$/m, added)
}
