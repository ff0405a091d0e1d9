import { isDeepStrictEqual } from 'node:util'
import type { Conflict } from './kong-conflict.ts'
import type { Kong, RateLimiting } from './kong-schema.ts'
import type { Path } from './yaml-places.ts'

type Placed = { readonly plugin: RateLimiting; readonly path: Path }

/**
 * Of one plugin Kong runs the most specific: for a consumer on a route, then for a consumer, then for a route. So a route's
 * limit by address would not hold for a consumer with a limit of its own, unless it is repeated for both together.
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
        wrong: `the limit of ${username} takes the place of that of the route ${name}`,
        right: `the route's limit once more, under plugins, with route: ${name} and consumer: ${username}`,
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
