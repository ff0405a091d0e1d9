import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { orderCreated, stream } from '#generated/events/events.ts'
import { storeEvents } from '#services/event-store/infrastructure/events.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { writeKeys } from '#workers/orders/orders-by-client.ts'
import { type RunningServer, startServer } from './servers.ts'

// Answers of the event store when it has something to read, over HTTP.

const ids = { checkout_id: uuidv7(), client_id: randomUUID(), commande_id: uuidv7() }
let running: RunningServer
let redis: Redis
beforeAll(async () => {
  const redisUrl = await takeTestRedis(inject('redisUrl'))
  const servers = { postgresUrl: inject('postgresUrl'), redisUrl }
  running = await startServer('event-store', servers, { takeRedis: (url) => url })
  redis = new Redis(redisUrl)
})
afterAll(async () => {
  redis.disconnect()
  await running.stop()
})

const read = async (url: string) => {
  const headers = { 'x-gateway-secret': running.gatewaySecret, 'x-consumer-username': 'application-administration' }
  const response = await running.server.inject({ url: `/api/event-store/${url}`, headers })
  return { status: response.statusCode, body: response.json() }
}

it('a checkout is replayed from its events', async () => {
  const { eventId } = orderCreated(ids)
  const entry = { stream, type: 'OrderCreated', eventId, version: 1, ts: 1.5, entryId: '1-1', deliveries: 1 } as const
  await storeEvents(running.pool, [{ ...entry, payload: ids, payloadText: JSON.stringify(ids) }])
  const { status, body } = await read(`replay/checkout/${ids.checkout_id}`)
  expect([status, body.checkout_id, body.evenements.length]).toEqual([200, ids.checkout_id, 1])
})

it('the orders of a customer are read from the read model', async () => {
  const { checkout_id: last_checkout_id, client_id, commande_id: last_order_id } = ids
  await writeKeys(redis, [{ client_id, total_orders: 3, last_order_id, last_checkout_id, last_update_ts: 1.5 }])
  const { status, body } = await read(`cqrs/orders-by-client/${client_id}`)
  expect([status, body.total_orders, body.last_order_id]).toEqual([200, 3, last_order_id])
})

it('an unknown stream is 404', async () => {
  expect(await read('streams/no.such.stream/events')).toMatchObject({
    status: 404,
    body: { type: 'urn:sagabench:problem:stream-inconnu' },
  })
})
