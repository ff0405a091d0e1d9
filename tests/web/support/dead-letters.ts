import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { orderCreated, stream } from '#generated/events/events.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { encodeEntry } from '#platform/stream/entry.ts'
import { createSeal } from '#platform/stream/event-authenticity.ts'
import { storeDeadLetters } from '#services/event-store/infrastructure/dead-letters.ts'
import type { Shop } from '../../e2e/shop.ts'

/** The group of the audit trail, which records every event that reaches it. */
const group = 'choreo-audit'

/**
 * Stores events as dead letters of the audit trail, signed by their real publisher, so that a redrive delivers them to the real worker.
 * Returns the ids of their checkouts.
 */
export const abandon = async (shop: Shop, count: number, reason: string): Promise<string[]> => {
  const key = Buffer.from(shop.system.env('worker-order-creation').EVENT_PRIVATE_KEY ?? '', 'base64').toString()
  const seal = createSeal('order-creation', key)
  const events = Array.from({ length: count }, () => {
    const checkoutId = uuidv7()
    const message = orderCreated({ checkout_id: checkoutId, client_id: randomUUID(), commande_id: uuidv7() })
    return { checkoutId, message, fields: seal([{ stream, fields: encodeEntry(message, Date.now()) }])[0] ?? [] }
  })
  const pool = openPool({ url: shop.system.env('event-store').DATABASE_URL ?? '', name: 'web-dead-letters', max: 1 })
  try {
    const letters = events.map(({ message: { eventId, type }, fields }, index) => {
      const entryId = `${Date.now()}-${index + 1}`
      return { group, entryId, eventId, type, fields, reason, deliveries: 5, givenUpAtMs: Date.now() }
    })
    await storeDeadLetters(pool, stream, letters)
  } finally {
    await pool.close()
  }
  return events.map(({ checkoutId }) => checkoutId)
}
