import type { Redis } from 'ioredis'
import type { CommandesClient } from '#generated/event-store/types.ts'

/** Reads the read model that the projection maintains in Redis. Undefined: the customer has no orders. */
export const readOrdersByClient =
  (redis: Redis) =>
  async (clientId: string): Promise<CommandesClient | undefined> => {
    const key = await redis.hgetall(`cqrs:orders_by_client:${clientId}`)
    const { total_orders, last_order_id, last_checkout_id, last_update_ts } = key
    if (!total_orders || !last_order_id || !last_checkout_id || !last_update_ts) return undefined
    return {
      client_id: clientId,
      total_orders: Number(total_orders),
      last_order_id,
      last_checkout_id,
      last_update_ts: Number(last_update_ts),
    }
  }
