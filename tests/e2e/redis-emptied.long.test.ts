import { Redis } from 'ioredis'
import { afterEach, expect, it, vi } from 'vitest'
import { lireCommandesParClient } from '#generated/event-store/client.ts'
import { stream } from '#generated/events/events.ts'
import { type Shop, startShop } from './shop.ts'
import { until } from './until.ts'

let shop: Shop
let redis: Redis

const open = async (): Promise<void> => {
  shop = await startShop()
  redis = new Redis(shop.system.env('redis').REDIS_ADMIN_URL ?? '')
}

afterEach(async () => {
  redis?.disconnect()
  await shop?.close()
  vi.unstubAllEnvs()
}, 60_000)

const checkouts = 40
const count = async (service: string, text: string): Promise<number> =>
  Number((await shop.rows<{ n: number }>(service, text))[0]?.n)

it.each([1, 3])(
  'when Redis is emptied during checkouts, each of them ends once with nothing missing: %i partitions',
  {
    timeout: 240_000,
  },
  async (partitions) => {
    vi.stubEnv('STREAM_PARTITIONS', String(partitions))
    await open()
    await shop.checkout.choreographed([{ produit_id: 21, quantite: 1 }])
    await until(
      () => count('event-store', 'select count(*) n from stream_checkpoint where epoch is not null'),
      (n) => n === partitions,
    )
    const running = Array.from({ length: checkouts }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 25))
      return shop.checkout.choreographed([{ produit_id: 22, quantite: 1 }]).catch(() => undefined)
    })
    await until(
      () => count('ecommerce', 'select count(*) n from checkout'),
      (n) => n > checkouts / 3,
    )
    await redis.flushall()
    await until(
      () => count('ecommerce', 'select count(*) n from checkout'),
      (n) => n > (2 * checkouts) / 3,
    )
    await redis.flushall()
    await Promise.all(running)
    const succeeded = await until(
      () => count('ecommerce', `select count(*) n from checkout where etat = 'REUSSI'`),
      (n) => n === checkouts + 1,
      90_000,
    )

    const events = `select string_agg(event_id, ' ' order by event_id) as n from`
    const text = async (service: string, query: string) => (await shop.rows<{ n: string }>(service, query))[0]?.n
    await until(
      () => count('event-store', 'select count(*) n from event'),
      (n) => n === 4 * succeeded,
      30_000,
    )
    const stored = await text('event-store', `${events} event`)
    await until(
      () => text('worker-audit', `${events} audit_trail`),
      (ids) => ids === stored,
      30_000,
    )
    // Notification reads at its own pace, so it may still be behind when audit has everything.
    await until(
      () => count('worker-notification', 'select count(*) n from notification'),
      (n) => n === succeeded,
      30_000,
    )
    expect(await count('commandes', `select count(*) n from vente where etat = 'enregistree'`)).toBe(succeeded)
    expect(await count('inventaire', `select count(*) n from reservation where etat = 'reservee'`)).toBe(succeeded)
    await until(
      () => lireCommandesParClient(shop.administration, { path: { id: shop.clientId } }),
      (read) => read.status === 200 && read.body.total_orders === succeeded,
    )
    expect(await redis.exists(`${stream}.epoch`)).toBe(1)
  },
)
