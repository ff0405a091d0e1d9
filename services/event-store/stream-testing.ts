import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { expect, inject, vi } from 'vitest'
import { consumeBatch } from '#generated/events/event-store.ts'
import * as events from '#generated/events/events.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { createTestDatabase } from '#platform/postgres/provision.ts'
import { type Bus, openBus, type StreamMessage } from '#platform/stream/bus.ts'
import { nameKey } from '#platform/stream/consumer-name.ts'
import { isFor } from '#platform/stream/entry.ts'
import { takeTestRedis } from '#tests/support/redis.ts'
import { storeEvents } from './infrastructure/events.ts'
import { makeCheckpoint } from './infrastructure/stream-checkpoint.ts'
import { openStreamHealth } from './infrastructure/stream-health.ts'
import { checkStream, newLook } from './infrastructure/watch-stream.ts'

/** The events of a checkout as they are published, as far as it got. */
export const checkout = (count: number): StreamMessage[] => {
  const ids = { checkout_id: uuidv7(), client_id: randomUUID() }
  const commande_id = uuidv7()
  return [
    events.checkoutInitiated({ ...ids, panier: { lignes: [{ produit_id: 1, quantite: 2 }] } }),
    events.stockReserved({ ...ids, panier: { lignes: [{ produit_id: 1, quantite: 2, prix_unitaire_cents: 250 }] } }),
    events.orderCreated({ ...ids, commande_id }),
    events.checkoutSucceeded({ ...ids, commande_id }),
  ].slice(0, count)
}

export const idsOf = (messages: readonly StreamMessage[]): string[] => messages.map(({ eventId }) => eventId).sort()

/** A database, a Redis database and a watch of the stream, each of the test's own. */
export const startStreamWorld = async (ownRedisUrl?: string) => {
  const log = createLog({ name: 'stream-test', level: 'silent' })
  const database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  const pool = openPool({ url: database.url, name: 'stream-test' })
  const metrics = createMetrics({ name: 'stream-test' })
  const redisUrl = ownRedisUrl ?? (await takeTestRedis(inject('redisUrl')))
  const bus = openBus({ redisUrl, metrics, log, name: 'stream-test' })
  const health = openStreamHealth(metrics)
  await makeCheckpoint(pool, events.stream)
  const memory = newLook()
  const watch = { pool, bus, log, metrics, health, topic: events.stream, slackMs: 0 }

  const look = (more: { aheadMs?: number; bus?: Bus } = {}): Promise<void> => {
    const { aheadMs = 0, bus: ownBus = bus } = more
    const clock = { ...systemClock, now: () => Date.now() + aheadMs }
    return checkStream({ ...watch, bus: ownBus, clock }, events.stream, memory)
  }

  const stored = async (): Promise<number> => Number((await pool.raw.query('select count(*) from event')).rows[0].count)
  const ingest = async (count: number): Promise<void> => {
    const reading = consumeBatch(bus, async (batch) => void (await storeEvents(pool, batch)), { consumer: 'store' })
    await vi.waitFor(async () => expect(await stored()).toBe(count), { timeout: 10_000 })
    await reading.stop()
  }

  /** Reads everything as a consumer that belongs to the group and acknowledges it; returns the ids of the events that were for it, in order. */
  const readAs = async (group: string, redis = bus.redis): Promise<string[]> => {
    await redis.set(nameKey({ stream: events.stream, group, consumer: 'test' }), 'test')
    const reply = await redis.xreadgroup('GROUP', group, 'test', 'COUNT', 10_000, 'STREAMS', events.stream, '>')
    const entries = (reply as [string, [string, string[]][]][] | null)?.[0]?.[1] ?? []
    if (entries.length > 0) await redis.xack(events.stream, group, ...entries.map(([id]) => id))
    const own = entries.filter(([, fields]) => isFor(fields, group))
    return own.map(([id, fields]) => fields[fields.indexOf('event_id') + 1] ?? id)
  }

  /** The values of a label for which a metric counted anything. */
  const counted = async (name: string, label: string): Promise<string[]> => {
    const found = new RegExp(`^${name}\\{[^}]*${label}="([\\w.-]+)"[^}]*\\} [1-9]\\d*$`, 'gm')
    return [...(await metrics.registry.metrics()).matchAll(found)].map(([, value]) => String(value))
  }

  return {
    ...{ ...watch, redisUrl, look, ingest, readAs },
    gaps: () => counted('stream_gaps_total', 'cause'),
    jumps: () => counted('stream_group_jumps_total', 'consumer'),
    strangers: () => counted('stream_strange_consumers_total', 'consumer'),
    abandoned: () => counted('stream_groups_abandoned', 'topic'),
    losses: async (): Promise<string[]> =>
      (await pool.raw.query('select cause from stream_loss order by loss_id')).rows.map(({ cause }) => cause),
    close: async (): Promise<void> => {
      await bus.close()
      await pool.close()
      await database.drop()
    },
  }
}
