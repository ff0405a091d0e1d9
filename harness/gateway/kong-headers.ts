import type { Conflict } from './kong-conflict.ts'
import type { Kong, RequestTransformer } from './kong-schema.ts'
import { ownHeaders, splitHeader } from './nginx-headers.ts'
import type { Path } from './yaml-places.ts'

/** Finds transformers that would forward headers forged by a client, or change headers that the gateway sets. Case-insensitive. */
export const headerConflicts = (kong: Kong): Conflict[] => {
  const placed = transformersOf(kong)
  const common = placed.find(({ service }) => service === undefined)?.config
  return placed.flatMap(({ service, config, path }) => [
    ...addedUnremoved(config, path),
    ...ownTouched(kong, config, path),
    ...(service === undefined ? [] : forgotten(service, config, common, path)),
  ])
}

type Placed = { readonly service?: string; readonly config: RequestTransformer['config']; readonly path: Path }

const transformersOf = (kong: Kong): Placed[] => [
  ...kong.plugins.flatMap((plugin, index) =>
    plugin.name === 'request-transformer' ? [{ config: plugin.config, path: ['plugins', index, 'config'] }] : [],
  ),
  ...kong.services.flatMap(({ name, plugins = [] }, at) =>
    plugins.map(({ config }, index) => ({ service: name, config, path: ['services', at, 'plugins', index, 'config'] })),
  ),
]

const includes = (names: readonly string[] | undefined, name: string): boolean =>
  names?.some((other) => other.toLowerCase() === name.toLowerCase()) === true

/** Kong adds a header only if the client did not send it. */
const addedUnremoved = ({ remove, add }: RequestTransformer['config'], path: Path): Conflict[] =>
  (add?.headers ?? []).flatMap((line, index) => {
    const [name] = splitHeader(line)
    if (includes(remove?.headers, name)) return []
    return [
      {
        path: [...path, 'add', 'headers', index],
        wrong: `${name} is only added if the client did not send it; remove it first`,
        right: `remove: { headers: [${name}] } in the same transformer`,
      },
    ]
  })

const ownTouched = (kong: Kong, { remove, add }: RequestTransformer['config'], path: Path): Conflict[] => {
  const own = [...ownHeaders(kong).keys(), 'Content-Length', 'Transfer-Encoding']
  return [...(remove?.headers ?? []), ...(add?.headers ?? []).map((line) => splitHeader(line)[0])]
    .filter((name) => includes(own, name))
    .map((name) => ({ path, wrong: `${name} is set by the gateway itself`, right: 'a transformer of other headers' }))
}

const forgotten = (
  service: string,
  config: RequestTransformer['config'],
  common: RequestTransformer['config'] | undefined,
  path: Path,
): Conflict[] =>
  (common?.remove?.headers ?? [])
    .filter((name) => !includes(config.remove?.headers, name))
    .map((name) => ({
      path,
      wrong: `the request-transformer of ${service} replaces the global one and would forward a client's ${name}`,
      right: `${name} in its list of removed headers`,
    }))
