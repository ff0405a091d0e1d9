import type { Redis } from 'ioredis'
import { type Row, sql } from '#platform/postgres/pool.ts'
import type { Databases } from '../shop/databases.ts'

/** Orders by customer, as the projection maintains them. */
export type OrdersOfClient = {
  client_id: string
  total_orders: number
  last_order_id: string
  last_checkout_id: string
  last_update_ts: number
}

export type ReadModel = {
  rows: Map<string, OrdersOfClient>
  /** The content of the Redis keys; undefined if Redis was not read. */
  keys: Map<string, OrdersOfClient> | undefined
}

const prefix = 'cqrs:orders_by_client:'
const readRows = sql(
  'scenario-orders-by-client',
  'select client_id, total_orders, last_order_id, last_checkout_id, last_update_ts from orders_by_client',
)

const keyNames = async (redis: Redis): Promise<string[]> => {
  const names = new Set<string>()
  let cursor = '0'
  do {
    const [next, found] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1_000)
    for (const name of found) names.add(name)
    cursor = next
  } while (cursor !== '0')
  return [...names]
}

const readKeys = async (redis: Redis): Promise<OrdersOfClient[]> => {
  const names = await keyNames(redis)
  const hashes = await Promise.all(names.map((name) => redis.hgetall(name)))
  return hashes.map((hash, i) => ({
    client_id: (names[i] ?? '').slice(prefix.length),
    total_orders: Number(hash.total_orders),
    last_order_id: hash.last_order_id ?? '',
    last_checkout_id: hash.last_checkout_id ?? '',
    last_update_ts: Number(hash.last_update_ts),
  }))
}

const byClient = (all: readonly OrdersOfClient[]): Map<string, OrdersOfClient> =>
  new Map(all.map((one) => [one.client_id, one]))

export const readReadModel = async ({ cqrs }: Databases, redis: Redis | undefined): Promise<ReadModel> => {
  const [rows, keys] = await Promise.all([
    cqrs.query<OrdersOfClient & Row>(readRows),
    redis === undefined ? undefined : readKeys(redis),
  ])
  return { rows: byClient(rows), keys: keys && byClient(keys) }
}
