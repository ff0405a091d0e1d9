import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { tokenOf } from '../../testing.ts'
import type { Courriel } from '../domain/client.ts'
import { admitAttempt, currentLimits, forgetAttempts } from '../infrastructure/attempts-store.ts'
import { type Shop, startShop } from '../testing.ts'

const { attemptsMax: tentativesMax, forgivenAfterSeconds } = currentLimits.perSource
const password = 'fleur-de-sel-8'
const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }

let shop: Shop
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
})
afterAll(() => shop.stop())

const address = () => `${randomUUID()}@example.org` as Courriel
const openAccount = (courriel: string): Promise<string> => {
  const person = { nom: 'Camille Roy', courriel, mot_de_passe: password, adresse_livraison }
  return shop.openAccount(person)
}
const here = '192.0.2.1'
const logIn = (courriel: string, mot_de_passe: string, from = here) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe }, from })
/** Sends wrong passwords concurrently; returns the statuses, sorted. */
const guess = async (courriel: string, times: number, from = here): Promise<number[]> => {
  const tries = Array.from({ length: times }, (_, n) => logIn(courriel, `wrong-password-${n}`, from))
  const answers = await Promise.all(tries)
  return answers.map(({ statusCode }) => statusCode).sort()
}
const guesses = (admitted: number, refused: number): number[] => [
  ...Array<number>(admitted).fill(401),
  ...Array<number>(refused).fill(429),
]

it('an address is allowed some wrong passwords, even concurrently, whether it has an account or not', async () => {
  const known = address()
  await openAccount(known)
  const answers = []
  for (const courriel of [known, address()]) {
    expect(await guess(courriel, tentativesMax + 2)).toEqual(guesses(tentativesMax, 2))
    const refused = await logIn(courriel, password)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(forgivenAfterSeconds / 2)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(forgivenAfterSeconds)
    answers.push([refused.statusCode, refused.json()])
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject([429, { type: 'urn:sagabench:problem:too-many-requests' }])
})

it('an address is throttled whatever its letter case, and no other address with it', async () => {
  const [one, other] = [address(), address()]
  await openAccount(other)
  await guess(one, tentativesMax)
  expect((await logIn(one.toUpperCase(), 'wrong-password')).statusCode).toBe(429)
  expect((await logIn(other, password)).statusCode).toBe(200)
})

it('constant guessing from one source locks the owner out of that source only', async () => {
  const courriel = address()
  await openAccount(courriel)
  expect(await guess(courriel, tentativesMax + 30, '198.51.100.7')).toEqual(guesses(tentativesMax, 30))
  expect((await logIn(courriel, password, '203.0.113.9')).statusCode).toBe(200)
  expect((await logIn(courriel, password, '198.51.100.7')).statusCode).toBe(429)
  // Another address of the same IPv6 network is the same source.
  await guess(courriel, tentativesMax, '2001:db8::1')
  expect((await logIn(courriel, password, '2001:db8::ffff:2')).statusCode).toBe(429)
  expect((await logIn(courriel, password, '2001:db8:0:1::1')).statusCode).toBe(200)
})

it('an address is allowed a limited number of wrong passwords from all sources together', async () => {
  const keys = { emailDigest: Buffer.from, sourceDigest: Buffer.from }
  let nowMs = Date.parse('2026-01-01T00:00:00Z')
  const parts = { kind: 'client' as const, pool: shop.pool, keys, nowMs: () => nowMs }
  const admit = admitAttempt(parts)
  const { overall } = currentLimits
  const courriel = address()
  for (let n = 0; n < overall.attemptsMax; n++) expect(await admit(courriel, `place-${n}`)).toBeUndefined()
  expect(await admit(courriel, 'another')).toEqual({ waitSeconds: overall.forgivenAfterSeconds })
  nowMs += overall.forgivenAfterSeconds * 1_000
  expect(await admit(courriel, 'another')).toBeUndefined()
  // The owner's correct password clears their own attempts, and none of the attacker's.
  await forgetAttempts(parts)(courriel, 'another')
  expect(await admit(courriel, 'another')).toBeUndefined()
  expect(await admit(courriel, 'elsewhere')).toEqual({ waitSeconds: overall.forgivenAfterSeconds })
})

it('a correct password clears the wrong ones before it', async () => {
  const courriel = address()
  await openAccount(courriel)
  expect(await guess(courriel, tentativesMax - 1)).toEqual(guesses(tentativesMax - 1, 0))
  expect((await logIn(courriel, password)).statusCode).toBe(200)
  expect(await guess(courriel, tentativesMax)).toEqual(guesses(tentativesMax, 0))
})

it('one attempt is allowed per period, however many are rejected meanwhile, and cleared attempts are deleted', async () => {
  const keys = { emailDigest: Buffer.from, sourceDigest: Buffer.from }
  let nowMs = Date.parse('2026-01-01T00:00:00Z')
  const parts = { kind: 'client' as const, pool: shop.pool, keys, nowMs: () => nowMs }
  const admit = admitAttempt(parts)
  const courriel = address()
  for (let n = 0; n < tentativesMax; n++) expect(await admit(courriel, here)).toBeUndefined()
  for (let n = 0; n < 50; n++) expect(await admit(courriel, here)).toEqual({ waitSeconds: forgivenAfterSeconds })
  nowMs += (forgivenAfterSeconds - 1) * 1_000
  expect(await admit(courriel, here)).toEqual({ waitSeconds: 1 })
  nowMs += 1_000
  expect(await admit(courriel, here)).toBeUndefined()
  expect(await admit(courriel, here)).toEqual({ waitSeconds: forgivenAfterSeconds })

  nowMs += (tentativesMax + 1) * forgivenAfterSeconds * 1_000
  await admit(address(), here)
  const rows = await shop.pool.raw.query('select 1 from tentative where courriel_empreinte = $1', [
    Buffer.from(courriel),
  ])
  expect(rows.rows).toEqual([])
  await forgetAttempts(parts)(courriel, here)
})

it('attempts processed out of order are counted alike', async () => {
  const keys = { emailDigest: Buffer.from, sourceDigest: Buffer.from }
  const times = Array.from({ length: tentativesMax }, (_, n) => Date.parse('2026-01-01T00:00:00Z') + 100 * n).reverse()
  let nowMs = 0
  const admit = admitAttempt({ kind: 'client', pool: shop.pool, keys, nowMs: () => nowMs })
  const courriel = address()
  for (const time of times) {
    nowMs = time
    expect(await admit(courriel, here)).toBeUndefined()
  }
  expect(await admit(courriel, here)).toBeDefined()
})

it("no attempts for an erased person's address remain", async () => {
  const courriel = address()
  const id = await openAccount(courriel)
  await guess(courriel, 1)
  const { rows } = await shop.pool.raw.query('select courriel_empreinte as e from client where client_id = $1', [id])
  const left = async () =>
    (await shop.pool.raw.query('select 1 from tentative where courriel_empreinte = $1', [rows[0].e])).rows.length
  expect(await left()).toBe(2) // from this source, and from everywhere
  const token = await tokenOf('client', id)
  const url = `/api/commandes/clients/${id}/donnees-personnelles/`
  expect((await shop.ask('DELETE', url, { key: randomUUID(), token })).statusCode).toBe(200)
  expect(await left()).toBe(0)
})
