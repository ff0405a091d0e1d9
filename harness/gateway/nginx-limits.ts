import type { Kong, RateLimit } from './kong-schema.ts'
import { block } from './nginx-text.ts'

type Limit = {
  readonly zone: string
  readonly rate: string
  readonly burst: number
  readonly seconds: number
  /** Numbers of the consumers that it holds for, as in `$consumer_id`. */
  readonly consumers: number[]
}

/** One zone for each different limit; a consumer without that limit has an empty key there, which is not counted. */
export const rateLimitZones = (kong: Kong): string[] =>
  limitsOf(kong).flatMap(({ zone, rate, consumers }) => [
    block(`map $consumer_id $${zone}_key`, ['default "";', ...consumers.map((id) => `${id} $consumer_id;`)]),
    `limit_req_zone $${zone}_key zone=${zone}:1m rate=${rate};`,
  ])

/** Applies every limit to a location. */
export const rateLimits = (kong: Kong): string[] =>
  limitsOf(kong).map(({ zone, burst }) => `limit_req zone=${zone}${burst > 0 ? ` burst=${burst} nodelay` : ''};`)

/** Seconds until a consumer past its limit may send its next request: the time one request of its slowest limit takes. */
export const retryAfterMap = (kong: Kong): string =>
  block('map $consumer_id $retry_after', [
    'default 1;',
    ...limitsOf(kong)
      .filter(({ seconds }) => seconds > 1)
      .flatMap(({ seconds, consumers }) => consumers.map((id) => `${id} ${seconds};`)),
  ])

const limitsOf = (kong: Kong): Limit[] => {
  const common = kong.plugins.find((plugin) => plugin.name === 'rate-limiting')?.config
  const limits = new Map<string, Limit>()
  for (const [index, { plugins }] of kong.consumers.entries()) {
    for (const { unit, value } of periodsOf(plugins?.[0]?.config ?? common)) {
      const zone = `limit_${value}_per_${unit}`
      const limit = limits.get(zone) ?? {
        zone,
        rate: `${value}r/${unit[0]}`,
        burst: value - 1,
        seconds: unit === 'second' ? 1 : Math.ceil(60 / value),
        consumers: [],
      }
      limit.consumers.push(index + 1)
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
