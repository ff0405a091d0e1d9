import { uuidv7 } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import * as events from '#generated/events/events.ts'
import { storeEvents } from './infrastructure/events.ts'
import { verifySnapshot } from './infrastructure/verification.ts'
import { dayMs, dayOf, daysAgo, nothing, owner, partitions, pool, violations } from './integrity-testing.ts'
import { asEvent, checkoutAt, failure, success } from './testing.ts'

describe('the role of the service', () => {
  const changes = [
    'update event set ts = 0',
    'delete from event',
    'truncate event',
    'drop table event',
    'insert into event select * from event',
    "select setval('event_position', 1)",
    'update event_day set removed_at = null',
    'delete from event_seal',
    'update event_seal set events = 0',
    'truncate event_seal',
  ]
  it.each(changes)('can add events through their function only: not %s', async (change) => {
    await storeEvents(pool, success())
    await expect(pool.raw.query(change)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('cannot reach the partitions directly', async () => {
    await storeEvents(pool, success())
    const [partition] = await partitions()
    for (const change of ['update %s set ts = 0', 'delete from %s', 'truncate %s', 'select * from %s']) {
      await expect(pool.raw.query(change.replace('%s', String(partition)))).rejects.toThrow('permission denied')
    }
  })
})

describe('days', () => {
  it('a checkout lives in the partition of its own day, whenever its events arrive', async () => {
    const old = success(checkoutAt(daysAgo(3)))
    await storeEvents(pool, old.slice(0, 2))
    await storeEvents(pool, [...success(), ...old.slice(2)])
    const names = [daysAgo(3), Date.now()].map((time) => `event_${dayOf(time).replaceAll('-', '')}`)
    expect(await partitions()).toEqual(names)
    const { rows } = await owner.raw.query(`select version from ${names[0]} order by version`)
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4])
  })

  it('the first and the last millisecond of a day belong to it', async () => {
    const midnight = Math.floor(Date.now() / dayMs) * dayMs
    await storeEvents(pool, [...success(checkoutAt(midnight)), ...success(checkoutAt(midnight - 1))])
    expect(await partitions()).toEqual(
      [midnight - 1, midnight].map((time) => `event_${dayOf(time).replaceAll('-', '')}`),
    )
  })

  it.each([
    ['far in the future', checkoutAt(Date.now() + 9 * dayMs), 'lies in the future'],
    ['past the retention', checkoutAt(daysAgo(32)), 'is older than the retention'],
    ['at the beginning of time', '00000000-0000-7000-8000-000000000000', 'is older than the retention'],
    ['that is unknown', '7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f', 'is no UUIDv7'],
  ])('an event of a day %s is rejected with the reason', async (_what, checkoutId, reason) => {
    await expect(storeEvents(pool, success(checkoutId))).rejects.toThrow(reason)
  })
})

describe('the chain', () => {
  it('holds for what was stored, event by event, in batches and mixed', async () => {
    const [a, b] = [success(), failure()]
    await storeEvents(pool, [...a.slice(0, 1), ...b.slice(0, 3)])
    await storeEvents(pool, [...b.slice(2), ...a])
    const accents = { checkout_id: uuidv7(), client_id: uuidv7(), reason: 'é\n"\\ \u{1F600}' }
    await storeEvents(pool, [asEvent(events.checkoutFailed(accents))])
    expect(await verifySnapshot(pool, nothing)).toEqual({
      events: 10,
      checkouts: 3,
      seals: 0,
      unsealed: 10,
      violations: [],
    })
  })

  it('holds for more versions of a checkout than a digit can count', async () => {
    const [checkout_id, client_id] = [uuidv7(), uuidv7()]
    const panier = { lignes: [{ produit_id: 1, quantite: 2 }] }
    const initiated = events.checkoutInitiated({ checkout_id, client_id, panier })
    const all = Array.from({ length: 12 }, (_, n) => ({ ...asEvent(initiated), eventId: `${checkout_id}:${n}` }))
    await storeEvents(pool, all)
    expect(await verifySnapshot(pool, nothing)).toMatchObject({ events: 12, checkouts: 1, violations: [] })
  })

  const tampering: [what: string, change: string][] = [
    ['a payload', `update event set payload = replace(payload::text, '250', '1')::json where type = 'StockReserved'`],
    ['a time', `update event set ts = ts + 1 where version = 2`],
    ['a type', `update event set type = 'CheckoutFailed' where version = 4`],
    ['a position', `update event set position = position + 100 where version = 4`],
    ['the customer', `update event set client_id = gen_random_uuid() where version = 1`],
    ['the time of ingestion', `update event set ingested_at_ms = 0 where version = 1`],
    ['an event in the middle, gone', `delete from event where version = 2`],
    ['a hash', `update event set hash = sha256('') where version = 3`],
  ]
  it.each(tampering)('detects a change of %s', async (_what, change) => {
    await storeEvents(pool, success())
    await owner.raw.query(change)
    expect(await violations()).not.toEqual([])
  })
})
