import type { Conflict } from './kong-conflict.ts'
import { headerConflicts } from './kong-headers.ts'
import { limitConflicts } from './kong-limits.ts'
import type { Kong, KongPlugin } from './kong-schema.ts'
import { exactly, longestWord } from './nginx-text.ts'
import type { Path } from './yaml-places.ts'

/** Something that must be unique in the file: its value and its place. */
type Named = { readonly what: string; readonly value: string; readonly path: Path }

/**
 * Finds conflicts in a file that matches the schema. Names, keys and paths are case-sensitive, as in Kong; header names are
 * not, as in HTTP.
 * @param placeOf `file:line` of a value
 */
export const kongConflicts = (kong: Kong, placeOf: (path: Path) => string): Conflict[] => [
  ...duplicates(kong).map(({ path, what, first }) => ({
    path,
    wrong: `${what} already exists in ${placeOf(first)}`,
    right: 'unique values; remove or rename one of the two',
  })),
  ...missingPlugins(kong),
  ...unsendableKeys(kong),
  ...deadPaths(kong),
  ...headerConflicts(kong),
  ...limitConflicts(kong),
]

const duplicates = (kong: Kong): { what: string; path: Path; first: Path }[] => {
  const seen = new Map<string, Path>()
  return named(kong).flatMap(({ what, value, path }) => {
    const id = JSON.stringify([what, value])
    const first = seen.get(id)
    if (first !== undefined) return [{ what: what.replace('%', value), path, first }]
    seen.set(id, path)
    return []
  })
}

/** Everything that must be unique in Kong; `%` in `what` is replaced by the value, except for keys, which are secret. */
const named = (kong: Kong): Named[] => [
  ...(kong.upstreams ?? []).flatMap(({ name, targets }, index) => [
    { what: 'the upstream %', value: name, path: ['upstreams', index, 'name'] },
    ...targets.map(({ target }, at) => ({
      what: `the target % of ${name}`,
      value: target,
      path: ['upstreams', index, 'targets', at, 'target'],
    })),
  ]),
  ...kong.services.flatMap(({ name, routes, plugins }, index) => [
    { what: 'the service %', value: name, path: ['services', index, 'name'] },

    ...pluginNames(plugins, `of the service ${name}`, ['services', index, 'plugins']),
    ...routes.flatMap((route, at) => [
      { what: 'the route %', value: route.name, path: ['services', index, 'routes', at, 'name'] },
      ...pluginNames(route.plugins, `of the route ${route.name}`, ['services', index, 'routes', at, 'plugins']),
      ...route.paths.map((path, n) => ({
        what: 'the path %, which shadows this one,',
        value: path,
        path: ['services', index, 'routes', at, 'paths', n],
      })),
    ]),
  ]),
  ...kong.consumers.flatMap(({ username, keyauth_credentials, plugins }, index) => [
    { what: 'the consumer %', value: username, path: ['consumers', index, 'username'] },
    ...pluginNames(plugins, `of the consumer ${username}`, ['consumers', index, 'plugins']),
    ...keyauth_credentials.map(({ key }, at) => ({
      what: 'this key',
      value: key,
      path: ['consumers', index, 'keyauth_credentials', at, 'key'],
    })),
  ]),
  ...pluginNames(kong.plugins, 'for everything', ['plugins']),
]

const scopeOf = (plugin: KongPlugin): string | undefined =>
  plugin.name === 'rate-limiting' && plugin.route !== undefined
    ? `of ${plugin.consumer} on the route ${plugin.route}`
    : undefined

const pluginNames = (plugins: readonly KongPlugin[] | undefined, scope: string, path: Path): Named[] =>
  (plugins ?? []).flatMap((plugin, index) => [
    { what: `the plugin % ${scopeOf(plugin) ?? scope}`, value: plugin.name, path: [...path, index, 'name'] },
    ...(plugin.name !== 'request-transformer'
      ? []
      : (plugin.config.add?.headers ?? []).map((line, at) => ({
          what: `the added header % ${scope}`,
          value: line.slice(0, line.indexOf(':')).toLowerCase(),
          path: [...path, index, 'config', 'add', 'headers', at],
        }))),
  ])

const missingPlugins = ({ plugins }: Kong): Conflict[] =>
  (['key-auth', 'correlation-id'] as const)
    .filter((name) => !plugins.some((plugin) => plugin.name === name))
    .map((name) => ({
      path: ['plugins'],
      wrong: `the global plugin ${name} is missing`,
      right: `a plugin ${name} in this list: the services rely on its headers`,
    }))

/** Keys that no request can contain, or that nginx can't match. */
const unsendableKeys = ({ consumers }: Kong): Conflict[] =>
  consumers.flatMap(({ keyauth_credentials }, index) =>
    keyauth_credentials.flatMap(({ key }, at) => {
      const path = ['consumers', index, 'keyauth_credentials', at, 'key']
      const reason = keyProblem(key)
      return reason === undefined ? [] : [{ path, ...reason }]
    }),
  )

const keyProblem = (key: string): Omit<Conflict, 'path'> | undefined => {
  if (/^$|^[ \t]|[ \t]$/.test(key))
    return { wrong: 'this key is empty, or begins or ends with a blank, which HTTP removes', right: 'a key without it' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: header values must not contain these
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(key))
    return {
      wrong: 'this key contains a control character, which is not allowed in a header',
      right: 'a key of printable characters',
    }
  if (key.includes(', '))
    return {
      wrong: 'this key contains ", ", with which nginx joins two headers of the same name',
      right: 'a key without ", "',
    }
  if (exactly(key).length > longestWord)
    return {
      wrong: 'this key is too long for nginx',
      right: `at most ${longestWord} letters, fewer of other characters`,
    }
  return undefined
}

/** Paths with `.` or `..`, which no request matches because nginx resolves them first. */
const deadPaths = ({ services }: Kong): Conflict[] =>
  services.flatMap(({ routes }, index) =>
    routes.flatMap(({ paths }, at) =>
      paths.flatMap((path, n) =>
        /\/\.\.?\//.test(path)
          ? [
              {
                path: ['services', index, 'routes', at, 'paths', n],
                wrong: `no request can match ${path}: . and .. are resolved before routing`,
                right: 'a path without them',
              },
            ]
          : [],
      ),
    ),
  )
