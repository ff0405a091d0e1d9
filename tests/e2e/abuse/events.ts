import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import * as events from '#generated/events/events.ts'
import { encodeEntry, type RawEntry, type StreamMessage } from '#platform/stream/entry.ts'
import { createSeal, type Seal } from '#platform/stream/event-authenticity.ts'
import { until } from '../until.ts'
import { shop } from './target.ts'

/** What a compromised process can do with its Redis user and key: publish its own events, nothing else. */
export const eventTests = (): void => {
  const { stream } = events
  const withRedis = async <T>(service: string, work: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(shop.system.env(service).REDIS_URL ?? '', { maxRetriesPerRequest: 1 })
    try {
      return await work(redis)
    } finally {
      redis.disconnect()
    }
  }
  /** Signs with the key of one process, under a claimed name. */
  const sealOf = (service: string, publisher = service.replace('worker-', '')): Seal =>
    createSeal(publisher, Buffer.from(shop.system.env(service).EVENT_PRIVATE_KEY ?? '', 'base64').toString())
  const send = (service: string, fields: readonly string[]): Promise<unknown> =>
    withRedis(service, (redis) => redis.xadd(stream, '*', ...fields))
  const fieldsOf = (message: StreamMessage): string[] => encodeEntry(message, Date.now())
  const signedBy = (seal: Seal, message: StreamMessage): string[] =>
    seal([{ stream, fields: fieldsOf(message) }])[0] ?? []

  /** Waits until each of these groups has given up on the event for this reason. */
  const givenUp = async (eventId: string, wanted: string, groups: readonly string[]): Promise<void> => {
    await until(
      () =>
        shop.rows<{ consumer_group: string }>(
          'event-store',
          'select distinct consumer_group from dead_letter where event_id = $1 and reason = $2',
          [eventId, wanted],
        ),
      (rows) => groups.every((group) => rows.some(({ consumer_group }) => consumer_group === group)),
    )
  }
  const everywhere = ['choreo-event-store', 'choreo-audit']
  const traces = async (checkoutId: string) => [
    ...(await shop.rows('event-store', 'select type from event where checkout_id = $1', [checkoutId])),
    ...(await shop.rows('worker-audit', 'select type from audit_trail where checkout_id = $1', [checkoutId])),
    ...(await shop.rows('worker-notification', 'select type from notification where checkout_id = $1', [checkoutId])),
    ...(await shop.rows('commandes', 'select 1 from vente where checkout_id = $1', [checkoutId])),
    ...(await shop.rows('inventaire', 'select 1 from reservation where checkout_id = $1', [checkoutId])),
  ]
  const forged = () => {
    const ids = { checkout_id: uuidv7(), client_id: randomUUID() }
    return { ids, panier: { lignes: [{ produit_id: 30, quantite: 1, prix_unitaire_cents: 1 }] } }
  }

  describe('forged events', () => {
    it('without a signature have no effect anywhere, whichever process writes them', async () => {
      for (const service of ['ecommerce', 'event-store', 'worker-stock-reservation', 'worker-stock-compensation']) {
        const { ids, panier } = forged()
        const message = events.stockReserved({ ...ids, panier })
        await send(service, fieldsOf(message))
        await givenUp(message.eventId, 'the entry is not signed', [...everywhere, 'choreo-order'])
        expect(await traces(ids.checkout_id)).toEqual([])
      }
    })

    it('stock_compensation can’t get an order created at a price of its choice', async () => {
      const { ids, panier } = forged()
      const message = events.stockReserved({ ...ids, panier })
      const attempts: [string, string[]][] = [
        ['stock-compensation may not publish StockReserved', signedBy(sealOf('worker-stock-compensation'), message)],
        [
          "the signature is not stock-reservation's, or not of this entry",
          signedBy(sealOf('worker-stock-compensation', 'stock-reservation'), message),
        ],
      ]
      for (const [reason, fields] of attempts) {
        await send('worker-stock-compensation', fields)
        await givenUp(message.eventId, reason, [...everywhere, 'choreo-order'])
        expect(await traces(ids.checkout_id)).toEqual([])
      }
    })

    it('stock_reservation can’t undo a checkout that has succeeded', async () => {
      const { checkout_id } = await shop.checkout.choreographed([{ produit_id: 31, quantite: 2 }])
      const stock = () => shop.rows('inventaire', 'select disponible, reserve from stock_central where produit_id = 31')
      const before = await stock()
      const message = events.orderCreationFailed({
        checkout_id,
        client_id: shop.clientId,
        reason: 'ERREUR_SERVICE',
        failed_at: Date.now(),
      })
      await send('worker-stock-reservation', signedBy(sealOf('worker-stock-reservation'), message))
      await givenUp(message.eventId, 'stock-reservation may not publish OrderCreationFailed', [
        ...everywhere,
        'choreo-compensation',
      ])
      expect(await stock()).toEqual(before)
      const end = await shop.rows('ecommerce', 'select etat from checkout where checkout_id = $1', [checkout_id])
      expect(end).toEqual([{ etat: 'REUSSI' }])
    })

    it('a signature can’t be moved to another checkout, and a replayed genuine event changes nothing', async () => {
      const { checkout_id } = await shop.checkout.choreographed([{ produit_id: 32, quantite: 1 }])
      const entries = await withRedis('event-store', (redis) => redis.xrange(stream, '-', '+'))
      const genuine = (entries as RawEntry[]).find(([, fields]) =>
        fields?.includes(`${checkout_id}:StockReserved`),
      )?.[1]
      const other = uuidv7()
      const moved = (genuine ?? []).map((text) => text.replaceAll(checkout_id, other))
      await send('worker-order-creation', moved)
      const reason = "the signature is not stock-reservation's, or not of this entry"
      await givenUp(`${other}:StockReserved`, reason, [...everywhere, 'choreo-order'])
      expect(await traces(other)).toEqual([])
      // The customer learns of the success before the event store, audit and notification have stored it.
      const before = await until(
        () => traces(checkout_id),
        (rows) => rows.filter(({ type }) => type === 'CheckoutSucceeded').length === 3,
      )
      await send('worker-order-creation', genuine ?? [])
      await shop.checkout.choreographed([{ produit_id: 32, quantite: 1 }])
      expect(await traces(checkout_id)).toEqual(before)
    })

    it('are counted by every consumer, without labels that a forger could choose', async () => {
      const response = await fetch(`${shop.system.url('worker-order-creation')}/metrics`)
      const text = await response.text()
      expect(text).toMatch(
        /events_unauthentic_total\{topic="ecommerce\.checkout\.events",consumer="choreo-order"[^}]*\} [1-9]/,
      )
    })
  })
}
