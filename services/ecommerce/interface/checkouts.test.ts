import { randomUUID } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import { checkoutInitiated, stream } from '#generated/events/events.ts'
import { until } from '../../../tests/e2e/until.ts'
import { tokenOf } from '../../testing.ts'
import { type Customer, startShop } from '../testing.ts'
import { accepted, body, lines, shop, start } from './checkouts-testing.ts'

const fillCart = async ({ id }: Customer): Promise<void> => {
  const text = 'insert into panier (client_id, lignes) values ($1, $2)'
  await shop.pool.query({ name: 'test-panier', text }, [id, JSON.stringify(lines)])
}

describe('the start of a checkout', () => {
  it('is answered with 202 and the location of the outcome, and CheckoutInitiated is on the stream', async () => {
    const customer = await shop.newCustomer()
    const answer = await start(customer)
    const { checkout_id, etat } = answer.json()
    expect([answer.statusCode, etat]).toEqual([202, 'EN_COURS'])
    expect(checkout_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(answer.headers.location).toBe(`${customer.url}/checkout/choreo/${checkout_id}/`)
    expect((await shop.ask('GET', String(answer.headers.location), customer)).json()).toMatchObject({
      etat: 'EN_COURS',
    })
    const [event] = await until(
      () => shop.eventsOf(checkout_id),
      ({ length }) => length > 0,
    )
    const payload = { checkout_id, client_id: customer.id, panier: { lignes: lines } }
    expect(event).toMatchObject(checkoutInitiated(payload))
  })

  it('happens once per key: the same request gets the same checkout and one event, another request 422', async () => {
    const customer = await shop.newCustomer()
    const key = randomUUID()
    const first = await start(customer, { key, body })
    for (const form of [key, `"${key}"`]) {
      const again = await start(customer, { key: form, body })
      expect([again.statusCode, again.json()]).toEqual([202, first.json()])
    }
    const other = await start(customer, { key, body: { panier: { lignes: [lines[0]] } } })
    expect([other.statusCode, other.json().type]).toEqual([422, 'urn:sagabench:problem:idempotency-key-reused'])
    const { checkout_id } = first.json()
    await until(
      () => shop.eventsOf(checkout_id),
      ({ length }) => length > 0,
    )
    expect(await shop.eventsOf(checkout_id)).toHaveLength(1)
  })

  it('repeated concurrently under one key gives one checkout; the other requests get it or are asked to retry', async () => {
    const customer = await shop.newCustomer()
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 8 }, () => start(customer, { key, body })))
    const ids = answers.filter(({ statusCode }) => statusCode === 202).map((answer) => answer.json().checkout_id)
    expect(new Set(ids).size).toBe(1)
    for (const { statusCode } of answers) expect([202, 409]).toContain(statusCode)
  })

  it('is on the stream at once, not when the relay polls next', async () => {
    const customer = await shop.newCustomer()
    const started = performance.now()
    for (let i = 0; i < 5; i++) {
      const checkout_id = await accepted(customer)
      await until(
        () => shop.eventsOf(checkout_id),
        ({ length }) => length > 0,
      )
    }
    expect(performance.now() - started).toBeLessThan(3_000) // the relay polls by itself once a second
  })

  it('by two customers with the same key gives two checkouts', async () => {
    const [one, two] = [await shop.newCustomer(), await shop.newCustomer()]
    const key = randomUUID()
    const [first, second] = [await start(one, { key, body }), await start(two, { key, body })]
    expect([first.statusCode, second.statusCode]).toEqual([202, 202])
    expect(first.json().checkout_id).not.toBe(second.json().checkout_id)
  })

  it('needs a key and a cart without repeats', async () => {
    const customer = await shop.newCustomer()
    const { url, token } = customer
    expect((await shop.ask('POST', `${url}/checkout/choreo/`, { token, body })).statusCode).toBe(400)
    const twice = await start(customer, { body: { panier: { lignes: [lines[0], lines[0]] } } })
    expect([twice.statusCode, twice.json().errors[0].field]).toEqual([400, '/panier/lignes'])
  })

  it('accepts no price, total, state or customer from the client', async () => {
    const customer = await shop.newCustomer()
    for (const extra of [{ client_id: randomUUID() }, { total_cents: 1 }, { etat: 'REUSSI' }]) {
      expect((await start(customer, { body: { ...body, ...extra } })).statusCode).toBe(400)
    }
    const priced = { panier: { lignes: [{ ...lines[0], prix_unitaire_cents: 1 }] } }
    expect((await start(customer, { body: priced })).statusCode).toBe(400)
  })

  it('for an unknown customer is 404 and publishes no event', async () => {
    const id = randomUUID()
    const nobody = { id, token: await tokenOf('client', id), url: `/api/commandes/clients/${id}` }
    const answer = await start(nobody)
    expect([answer.statusCode, answer.json().type]).toEqual([404, 'urn:sagabench:problem:client-inconnu'])
  })
})

describe('a checkout of the active cart', () => {
  it('closes the cart once, however many are started at once', async () => {
    const customer = await shop.newCustomer()
    await fillCart(customer)
    const answers = await Promise.all(Array.from({ length: 6 }, () => start(customer, {})))
    const [won, ...others] = answers.filter(({ statusCode }) => statusCode === 202)
    expect(others).toEqual([])
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(5)
    const { checkout_id } = won?.json() ?? {}
    const [event] = await until(
      () => shop.eventsOf(checkout_id),
      ({ length }) => length > 0,
    )
    expect(event?.payload).toMatchObject({ panier: { lignes: lines } })
    expect((await shop.ask('GET', `${customer.url}/panier/`, customer)).json().lignes).toEqual([])
  })

  it('repeated after its cart is closed returns the same checkout, and an empty object requests one too', async () => {
    const customer = await shop.newCustomer()
    await fillCart(customer)
    const key = randomUUID()
    const first = await start(customer, { key })
    const again = await start(customer, { key, body: {} })
    expect([again.statusCode, again.json()]).toEqual([202, first.json()])
  })

  it('with nothing in it is rejected, and stays rejected under its key', async () => {
    const customer = await shop.newCustomer()
    const key = randomUUID()
    const first = await start(customer, { key })
    expect([first.statusCode, first.json().type]).toEqual([409, 'urn:sagabench:problem:panier-vide'])
    await fillCart(customer)
    expect((await start(customer, { key })).statusCode).toBe(409)
    expect((await start(customer, {})).statusCode).toBe(202)
  })
})

it('while too many checkouts wait to be published none is accepted; afterwards they are, and none is lost', async () => {
  const small = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }, { backlogMax: 1 })
  const { url, token } = await small.newCustomer()
  const ask = () => small.ask('POST', `${url}/checkout/choreo/`, { key: randomUUID(), token, body })
  await small.bus.redis.unlink(stream)
  await small.bus.redis.set(stream, 'not a stream')
  const taken: string[] = []
  const refused = await until(
    async () => {
      const answer = await ask()
      if (answer.statusCode === 202) taken.push(answer.json().checkout_id)
      return answer
    },
    ({ statusCode }) => statusCode === 503,
  )
  expect([refused.json().type, refused.headers['retry-after']]).toEqual(['urn:sagabench:problem:unavailable', '5'])
  await small.bus.redis.unlink(stream)
  await until(ask, ({ statusCode }) => statusCode === 202)
  for (const checkout_id of taken) {
    await until(
      () => small.eventsOf(checkout_id),
      (events) => events.length > 0,
    )
  }
  await small.stop()
})
