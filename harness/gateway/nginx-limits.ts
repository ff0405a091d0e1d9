import type { Kong, KongRoute, RateLimit } from './kong-schema.ts'
import { block } from './nginx-text.ts'

/** One limit of one zone: a number of requests per period, which may arrive in one burst. */
type Limit = {
  readonly zone: string
  readonly rate: string
  readonly burst: number
  /** Seconds per request at this rate: the wait until the next request is allowed. */
  readonly seconds: number
}
type ConsumerLimit = Limit & {
  /** Numbers of the limited consumers, as in `$consumer_id`. */
  readonly consumers: number[]
}

/**
 * Zones and keys of all limits. Each distinct consumer limit has a zone; other consumers have an empty key there, which nginx
 * does not count. A route with its own limit counts addresses in its own zones instead.
 */
export const rateLimitZones = (kong: Kong): string[] => [
  ...consumerLimits(kong).flatMap(({ zone, rate, consumers }) => [
    block(`map $consumer_id $${zone}_key`, ['default "";', ...consumers.map((id) => `${id} $consumer_id;`)]),
    `limit_req_zone $${zone}_key zone=${zone}:1m rate=${rate};`,
  ]),
  ...kong.services
    .flatMap(({ routes }) => routes)
    .flatMap((route) => addressLimits(kong, route))
    .map(({ zone, rate }) => `limit_req_zone $binary_remote_addr zone=${zone}:10m rate=${rate};`),
]

/** The limits that apply to a route: its own, or those of the consumers. */
export const rateLimits = (kong: Kong, route: KongRoute): string[] => {
  const own = addressLimits(kong, route)
  const seconds = Math.max(...own.map((limit) => limit.seconds))
  return [
    ...(own.length === 0 ? [] : [`set $address_wait ${seconds};`]),
    ...(own.length === 0 ? consumerLimits(kong) : own).map(
      ({ zone, burst }) => `limit_req zone=${zone}${burst > 0 ? ` burst=${burst} nodelay` : ''};`,
    ),
  ]
}

/** Seconds for Retry-After: the time per request at the slowest limit. */
export const retryAfterMaps = (kong: Kong): string[] => [
  block('map $consumer_id $consumer_wait', [
    'default 1;',
    ...consumerLimits(kong)
      .filter(({ seconds }) => seconds > 1)
      .flatMap(({ seconds, consumers }) => consumers.map((id) => `${id} ${seconds};`)),
  ]),
  // Empty on routes without their own limit; nginx requires that some location sets it.
  'uninitialized_variable_warn off;',
  hasAddressLimits(kong)
    ? block('map $address_wait $retry_after', ['default $address_wait;', '"" $consumer_wait;'])
    : block('map $consumer_wait $retry_after', ['default $consumer_wait;']),
]

const hasAddressLimits = ({ services }: Kong): boolean =>
  services.some(({ routes }) => routes.some(({ plugins }) => plugins !== undefined))

/** The global limits, without route or consumer. */
export const commonLimit = (kong: Kong): RateLimit | undefined =>
  kong.plugins.flatMap((plugin) =>
    plugin.name === 'rate-limiting' && plugin.route === undefined ? [plugin.config] : [],
  )[0]

const consumerLimits = (kong: Kong): ConsumerLimit[] => {
  const limits = new Map<string, ConsumerLimit>()
  for (const [index, { plugins }] of kong.consumers.entries()) {
    for (const limit of limitsOf(plugins?.[0]?.config ?? commonLimit(kong), 'limit')) {
      const known = limits.get(limit.zone) ?? { ...limit, consumers: [] }
      known.consumers.push(index + 1)
      limits.set(limit.zone, known)
    }
  }
  return [...limits.values()]
}

const addressLimits = (kong: Kong, route: KongRoute): Limit[] => {
  const number = kong.services.flatMap(({ routes }) => routes).indexOf(route) + 1
  return limitsOf(route.plugins?.[0]?.config, `route_${number}`)
}

const limitsOf = (limit: RateLimit | undefined, prefix: string): Limit[] =>
  (['second', 'minute'] as const).flatMap((unit) => {
    const value = limit?.[unit]
    if (value === undefined) return []
    const seconds = unit === 'second' ? 1 : Math.ceil(60 / value)
    return [{ zone: `${prefix}_${value}_per_${unit}`, rate: `${value}r/${unit[0]}`, burst: value - 1, seconds }]
  })
