import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { stream } from '#generated/events/events.ts'
import { until } from '../../../tests/e2e/until.ts'
import { writeOutcomes } from '../infrastructure/checkout-store.ts'
import { takeOverdue } from '../infrastructure/deadlines-store.ts'
import { readSought } from '../infrastructure/lost-checkouts.ts'
import { type Customer, type Shop, startShop } from '../testing.ts'

// Another instance stores the end of a checkout, and no event arrives from the stream, as during an outage.

let shop: Shop
beforeAll(async () => {
  shop = await startShop(
    { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') },
    { deadlineMs: 20_000_000 },
  )
})
afterAll(() => shop.stop())

const accepted = async ({ url, token }: Customer): Promise<string> => {
  const body = { panier: { lignes: [{ produit_id: 42, quantite: 2 }] } }
  return (await shop.ask('POST', `${url}/checkout/choreo/`, { key: randomUUID(), token, body })).json().checkout_id
}
const endElsewhere = (checkout_id: string, endedAtMs: number) => {
  const outcome = { etat: 'ECHOUE', motif: 'ECHEANCE_DEPASSEE' } as const
  return writeOutcomes(shop.pool, stream)([{ checkout_id, outcome, endedAtMs, seenAtMs: endedAtMs }], '0-0')
}
const waiting = async (): Promise<number> =>
  Number(/^checkout_waiters\{.*\} (\d+)$/m.exec((await shop.ask('GET', '/metrics')).body)?.[1])

it('readers that wait for or follow an end get it from the database', async () => {
  const customer = await shop.newCustomer()
  const checkout_id = await accepted(customer)
  const address = `${customer.url}/checkout/choreo/${checkout_id}/`
  const { token } = customer
  const started = performance.now()
  const polling = shop.ask('GET', address, { token, prefer: 'wait=30' })
  const following = shop.ask('GET', `${address}events`, { token })
  await until(waiting, (readers) => readers === 2)
  await endElsewhere(checkout_id, Date.now())
  const end = { etat: 'ECHOUE', motif: 'ECHEANCE_DEPASSEE' }
  expect((await polling).json()).toMatchObject(end)
  const [, last = ''] = (await following).body.split('\n\n')
  expect(JSON.parse(last.split('\ndata: ')[1] ?? '')).toMatchObject(end)
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(await waiting()).toBe(0)
})

it("an end counts as known and not as recent if its publisher's clock is far ahead or behind", async () => {
  const customer = await shop.newCustomer()
  const hour = 3_600_000
  const ids = await Promise.all([-hour, 0, hour].map(() => accepted(customer)))
  await Promise.all([-hour, 0, hour].map((ahead, n) => endElsewhere(ids[n] ?? '', Date.now() + ahead)))
  const none = '00000000-0000-7000-8000-000000000000'
  const { checkouts } = await readSought(shop.pool)(none, none.replaceAll('0', 'f'))
  const seen = ids.map((id) => checkouts.find(({ checkout_id }) => checkout_id === id))
  expect(seen.map((one) => [one?.hasEnded, one?.recent])).toEqual([
    [true, false],
    [true, true],
    [true, false],
  ])
})

it('a postponed overdue checkout queues behind one that was never tried', async () => {
  const customer = await shop.newCustomer()
  const [postponed, fresh] = [await accepted(customer), await accepted(customer)]
  const set = async (id: string, receivedAgoS: number, postponedAgoS: number | null): Promise<void> => {
    const text = `update checkout set recu_le = clock_timestamp() - $2 * interval '1 s',
      a_reprendre_le = clock_timestamp() - $3 * interval '1 s' where checkout_id = $1`
    await shop.pool.query({ name: 'test-overdue', text }, [id, receivedAgoS, postponedAgoS])
  }
  await set(postponed, 15_000, 1)
  await set(fresh, 14_000, null)
  const take = async () => (await takeOverdue(shop.pool, 13_000_000)(1)).map(({ checkout_id }) => checkout_id)
  expect(await take()).toEqual([fresh])
  expect(await take()).toEqual([postponed])
  expect(await take()).toEqual([])
})
