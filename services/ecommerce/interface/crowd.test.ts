import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Shop, startShop } from '../testing.ts'

// Checking a password is slow and uses one core: callers with many checks must not keep others from logging in.

let shop: Shop
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
})
afterAll(() => shop.stop())

const password = 'fleur-de-sel-et-cannelle-8'
const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
const person = (courriel: string) => ({ nom: 'Camille Roy', courriel, mot_de_passe: password, adresse_livraison })
const register = (courriel: string, from: string) =>
  shop.ask('POST', '/api/commandes/clients/', { key: randomUUID(), body: person(courriel), from })
const logIn = (courriel: string, mot_de_passe: string, from: string) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe }, from })

/** Seventy callers from a few sources who log in and register with random addresses as fast as they get answers. */
const crowd = (places: readonly string[]) => {
  let over = false
  let answered = 0
  const callers = Array.from({ length: 70 }, async (_, n) => {
    const from = places[n % places.length] ?? ''
    while (!over) {
      const courriel = `${randomUUID()}@example.org`
      await (n % 2 === 0 ? logIn(courriel, 'a-wrong-password', from) : register(courriel, from))
      answered += 1
      await new Promise(setImmediate)
    }
  })
  const stop = async (): Promise<void> => {
    over = true
    await Promise.all(callers)
  }
  return { stop, answered: () => answered }
}

it('seventy callers with random addresses from a few sources keep no one else from logging in or registering', {
  timeout: 120_000,
}, async () => {
  const owners = Array.from({ length: 8 }, (_, n) => ({
    courriel: `${randomUUID()}@example.org`,
    from: `203.0.113.${n}`,
  }))
  for (const { courriel, from } of owners) await shop.openAccount(person(courriel), from)
  const { stop, answered } = crowd(['198.51.100.1', '198.51.100.2', '2001:db8::1'])
  await expect.poll(answered, { timeout: 60_000 }).toBeGreaterThan(20)
  try {
    const logIns = await Promise.all(owners.map(({ courriel, from }) => logIn(courriel, password, from)))
    expect(logIns.map(({ statusCode }) => statusCode)).toEqual(owners.map(() => 200))
    const fresh = await Promise.all(owners.map(({ from }) => register(`${randomUUID()}@example.org`, from)))
    expect(fresh.map(({ statusCode }) => statusCode)).toEqual(owners.map(() => 202))
  } finally {
    await stop()
  }
})
