import { randomUUID } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import { until } from '../../../tests/e2e/until.ts'
import { type Customer, startShop } from '../testing.ts'
import { accepted, body, read, shop } from './checkouts-testing.ts'

const follow = ({ url, token }: Customer, checkout_id: string) =>
  shop.ask('GET', `${url}/checkout/choreo/${checkout_id}/events`, { token })
const waiting = async (): Promise<number> => {
  const text = (await shop.ask('GET', '/metrics')).body
  return Number(/^checkout_waiters\{.*\} (\d+)$/m.exec(text)?.[1])
}
const stored = async (checkout_id: string) =>
  (
    await shop.pool.query({ name: 'test-etat', text: 'select etat from checkout where checkout_id = $1' }, [
      checkout_id,
    ])
  )[0]?.etat
const position = async (): Promise<string> =>
  JSON.stringify(await shop.pool.query({ name: 'test-position', text: 'select ms, seq from stream_position' }))
describe('the outcome of a checkout', () => {
  it('is answered the moment its event arrives, with its order', async () => {
    const customer = await shop.newCustomer()
    const checkout_id = await accepted(customer)
    const answer = read(customer, checkout_id, 'wait=20')
    await until(waiting, (readers) => readers === 1)
    const published = performance.now()
    const commande_id = await shop.succeed(checkout_id, customer.id)
    const { headers, json } = await answer
    expect(performance.now() - published).toBeLessThan(2_000)
    expect(json()).toEqual({ checkout_id, etat: 'REUSSI', commande_id, motif: null })
    expect(headers['preference-applied']).toBe('wait=20')
    expect(await waiting()).toBe(0)
  })

  it('that did not arrive within the requested time is EN_COURS', async () => {
    const customer = await shop.newCustomer()
    const checkout_id = await accepted(customer)
    const asked = performance.now()
    const answer = await read(customer, checkout_id, 'wait=1')
    expect(performance.now() - asked).toBeGreaterThan(990)
    expect(answer.json()).toEqual({ checkout_id, etat: 'EN_COURS', commande_id: null, motif: null })
    expect(answer.headers['preference-applied']).toBe('wait=1')
  })

  it.each([
    ['respond-async, wait=1', 'wait=1'],
    ['return=minimal; wait=20, WAIT = "1"', 'wait=1'],
    ['return=minimal', undefined],
    ['wait=soon', undefined],
    ['wait=', undefined],
    ['wait=-1, wait=20', undefined],
  ])('with Prefer: %s is waited for as RFC 7240 says', async (prefer, applied) => {
    const customer = await shop.newCustomer()
    const checkout_id = await accepted(customer)
    const answer = await read(customer, checkout_id, prefer)
    expect([answer.statusCode, answer.headers['preference-applied']]).toEqual([200, applied])
  })

  it('is waited for at most 30 s', async () => {
    const customer = await shop.newCustomer()
    const checkout_id = await accepted(customer)
    await shop.succeed(checkout_id, customer.id)
    await until(
      () => stored(checkout_id),
      (etat) => etat === 'REUSSI',
    )
    expect((await read(customer, checkout_id, 'wait=600')).headers['preference-applied']).toBe('wait=30')
  })

  it('is in the database shortly after its event, with the reason, and a second end changes nothing', async () => {
    const customer = await shop.newCustomer()
    const checkout_id = await accepted(customer)
    await shop.fail(checkout_id, customer.id, 'STOCK_INSUFFISANT')
    await until(
      () => stored(checkout_id),
      (etat) => etat === 'ECHOUE',
    )
    const before = await position()
    await shop.succeed(checkout_id, customer.id)
    await until(position, (now) => now !== before)
    expect(await stored(checkout_id)).toBe('ECHOUE')
    expect((await read(customer, checkout_id, 'wait=5')).json()).toMatchObject({ motif: 'STOCK_INSUFFISANT' })
  })

  it('is followed as server-sent events: the current state, the end, then nothing more', async () => {
    const customer = await shop.newCustomer()
    const checkout_id = await accepted(customer)
    const following = follow(customer, checkout_id)
    await until(waiting, (readers) => readers === 1)
    await shop.fail(checkout_id, customer.id, 'PRODUIT_INDISPONIBLE')
    const { headers, body: text } = await following
    const events = text.split('\n\n').filter((event) => event !== '')
    expect(headers['content-type']).toBe('text/event-stream')
    expect(events.map((event) => event.split('\n')[0])).toEqual(['event: etat', 'event: etat'])
    const data = events.map((event) => JSON.parse(event.split('\ndata: ')[1] ?? ''))
    expect(data).toMatchObject([{ etat: 'EN_COURS' }, { etat: 'ECHOUE', motif: 'PRODUIT_INDISPONIBLE' }])
    const after = await follow(customer, checkout_id)
    expect(after.body.match(/event: etat/g)).toHaveLength(1)
    expect(await waiting()).toBe(0)
  })

  it('of another customer, or of an unknown checkout, is 404, before and after its end', async () => {
    const [owner, other] = [await shop.newCustomer(), await shop.newCustomer()]
    const checkout_id = await accepted(owner)
    const refused = async () => {
      for (const answer of [await read(other, checkout_id, 'wait=5'), await follow(other, checkout_id)])
        expect([answer.statusCode, answer.json().type]).toEqual([404, 'urn:sagabench:problem:checkout-inconnu'])
    }
    await refused()
    await shop.succeed(checkout_id, owner.id)
    await read(owner, checkout_id, 'wait=5')
    await refused()
    expect((await read(other, randomUUID(), 'wait=5')).statusCode).toBe(404)
    const trespass = { ...other, token: owner.token }
    expect((await read(trespass, checkout_id)).statusCode).toBe(404)
    expect((await shop.ask('GET', `${owner.url}/checkout/choreo/${checkout_id}/`)).statusCode).toBe(401)
  })

  it('that arrived while the service was down is found after its start', async () => {
    const customer = await shop.newCustomer()
    const [before, during] = [await accepted(customer), await accepted(customer)]
    await shop.succeed(before, customer.id)
    const interrupted = read(customer, during, 'wait=30')
    await until(waiting, (readers) => readers === 1)
    await shop.restart(async () => {
      expect((await interrupted).json()).toMatchObject({ etat: 'EN_COURS' })
      await shop.succeed(during, customer.id)
    })
    const other = await shop.newCustomer()
    expect((await read(other, during, 'wait=10')).statusCode).toBe(404)
    expect((await read(customer, before)).json()).toMatchObject({ etat: 'REUSSI' })
    expect((await read(customer, during, 'wait=10')).json()).toMatchObject({ etat: 'REUSSI' })
  })
})

it('readers above the limit are answered at once, without the preference applied', async () => {
  const small = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }, { waitersMax: 0 })
  const customer = await small.newCustomer()
  const { url, token } = customer
  const checkout = (await small.ask('POST', `${url}/checkout/choreo/`, { key: randomUUID(), token, body })).json()
  const address = `${url}/checkout/choreo/${checkout.checkout_id}/`
  const answer = await small.ask('GET', address, { token, prefer: 'wait=30' })
  expect(answer.json()).toMatchObject({ etat: 'EN_COURS' })
  expect([answer.headers['preference-applied'], answer.headers['retry-after']]).toEqual([undefined, '1'])
  const refused = await small.ask('GET', `${address}events`, { token })
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1'])
  await small.stop()
})

it('a customer who opens as many waits as possible does not keep others from waiting, neither by long poll nor by events', async () => {
  const full = await startShop(
    { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') },
    { waitersMax: 200 },
  )
  const [greedy, other] = [await full.newCustomer(), await full.newCustomer()]
  const addressOf = async ({ url, token }: Customer): Promise<string> => {
    const answer = await full.ask('POST', `${url}/checkout/choreo/`, { key: randomUUID(), token, body })
    return `${url}/checkout/choreo/${answer.json().checkout_id}/`
  }
  const [greedys, others] = [await addressOf(greedy), await addressOf(other)]
  const many = Array.from({ length: 200 }, (_, n) =>
    full.ask('GET', n % 2 === 0 ? greedys : `${greedys}events`, { token: greedy.token, prefer: 'wait=30' }),
  )
  let answered = 0
  for (const one of many) void one.then(() => answered++)
  await expect.poll(() => answered, { timeout: 10_000 }).toBe(150) // the 50 allowed ones wait, the rest are answered at once
  const refused = await full.ask('GET', `${greedys}events`, { token: greedy.token })
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1'])
  const answer = full.ask('GET', others, { token: other.token, prefer: 'wait=30' })
  const commande_id = await full.succeed(others.split('/').at(-2) ?? '', other.id)
  expect((await answer).json()).toMatchObject({ etat: 'REUSSI', commande_id })
  expect((await answer).headers['preference-applied']).toBe('wait=30')
  await full.succeed(greedys.split('/').at(-2) ?? '', greedy.id)
  await Promise.all(many)
  await full.stop()
})
