import { isDeepStrictEqual } from 'node:util'
import type { Conflict } from './kong-conflict.ts'
import type { Kong, RateLimiting } from './kong-schema.ts'
import type { Path } from './yaml-places.ts'

type Placed = { readonly plugin: RateLimiting; readonly path: Path }

/**
 * Kong runs only the most specific instance of a plugin: consumer and route, then consumer, then route. So a route's limit by
 * address does not apply to a consumer with its own limit, unless it is repeated for the combination of both.
 */
export const limitConflicts = (kong: Kong): Conflict[] => {
  const routes = kong.services.flatMap(({ routes }) => routes.filter(({ plugins }) => plugins !== undefined))
  const together = kong.plugins.flatMap((plugin, index): Placed[] =>
    plugin.name === 'rate-limiting' && plugin.route !== undefined ? [{ plugin, path: ['plugins', index] }] : [],
  )
  const own = kong.consumers.flatMap(({ username, plugins }, index) => (plugins ? [{ username, index }] : []))
  const isFor = (placed: Placed, route: string, consumer: string): boolean =>
    placed.plugin.route === route && placed.plugin.consumer === consumer
  const missing = own.flatMap(({ username, index }) =>
    routes
      .filter(({ name }) => !together.some((placed) => isFor(placed, name, username)))
      .map(({ name }) => ({
        path: ['consumers', index, 'plugins'],
        wrong: `the limit of ${username} overrides that of the route ${name}`,
        right: `repeat the route's limit under plugins, with route: ${name} and consumer: ${username}`,
      })),
  )
  const wrong = together.flatMap(({ plugin, path }) => {
    const route = routes.find(({ name }) => name === plugin.route)
    const isConsumer = own.some(({ username }) => username === plugin.consumer)
    const same = isDeepStrictEqual(route?.plugins?.[0]?.config, plugin.config)
    if (route !== undefined && isConsumer && same) return []
    return [
      {
        path,
        wrong: `the limit of ${plugin.consumer} on the route ${plugin.route} has no equivalent in nginx`,
        right: 'a consumer and a route that both have limits, and the same limit for both',
      },
    ]
  })
  return [...missing, ...wrong]
}
