import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { tokenOf } from '../../testing.ts'
import type { Courriel } from '../domain/client.ts'
import { admettreTentative, limiteCourante, oublierTentatives } from '../infrastructure/tentatives-store.ts'
import { openShop, type Shop } from '../testing.ts'

const { tentativesMax, pardonSecondes } = limiteCourante
const motDePasse = 'fleur-de-sel-8'
const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
})
afterAll(() => shop.stop())

const adresse = () => `${randomUUID()}@example.org` as Courriel
const openAccount = async (courriel: string): Promise<string> => {
  const body = { nom: 'Camille Roy', courriel, mot_de_passe: motDePasse, adresse_livraison }
  const answer = await shop.ask('POST', '/api/commandes/clients/', { key: randomUUID(), body })
  return answer.json().client_id
}
const logIn = (courriel: string, mot_de_passe: string) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe } })
/** So many wrong passwords, all at once; the statuses, sorted. */
const guess = async (courriel: string, times: number): Promise<number[]> => {
  const answers = await Promise.all(Array.from({ length: times }, (_, n) => logIn(courriel, `wrong-password-${n}`)))
  return answers.map(({ statusCode }) => statusCode).sort()
}
const guesses = (admitted: number, refused: number): number[] => [
  ...Array<number>(admitted).fill(401),
  ...Array<number>(refused).fill(429),
]

it('an address is admitted some wrong passwords, also when they come at once, whether it has an account or not', async () => {
  const known = adresse()
  await openAccount(known)
  const answers = []
  for (const courriel of [known, adresse()]) {
    expect(await guess(courriel, tentativesMax + 2)).toEqual(guesses(tentativesMax, 2))
    const refused = await logIn(courriel, motDePasse)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(pardonSecondes / 2)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(pardonSecondes)
    answers.push([refused.statusCode, refused.json()])
  }
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject([429, { type: 'urn:sagabench:problem:too-many-requests' }])
})

it('an address is throttled in any case of its letters, and no other address with it', async () => {
  const [one, other] = [adresse(), adresse()]
  await openAccount(other)
  await guess(one, tentativesMax)
  expect((await logIn(one.toUpperCase(), 'wrong-password')).statusCode).toBe(429)
  expect((await logIn(other, motDePasse)).statusCode).toBe(200)
})

it('a right password forgives the wrong ones before it', async () => {
  const courriel = adresse()
  await openAccount(courriel)
  expect(await guess(courriel, tentativesMax - 1)).toEqual(guesses(tentativesMax - 1, 0))
  expect((await logIn(courriel, motDePasse)).statusCode).toBe(200)
  expect(await guess(courriel, tentativesMax)).toEqual(guesses(tentativesMax, 0))
})

it('one try is admitted after each while, however many are refused meanwhile, and what is forgiven is forgotten', async () => {
  const cles = { empreinteCourriel: (courriel: string) => Buffer.from(courriel) }
  let nowMs = Date.parse('2026-01-01T00:00:00Z')
  const parts = { pool: shop.pool, cles, nowMs: () => nowMs }
  const admit = admettreTentative(parts)
  const courriel = adresse()
  for (let n = 0; n < tentativesMax; n++) expect(await admit(courriel)).toBeUndefined()
  for (let n = 0; n < 50; n++) expect(await admit(courriel)).toEqual({ attendreSecondes: pardonSecondes })
  nowMs += (pardonSecondes - 1) * 1_000
  expect(await admit(courriel)).toEqual({ attendreSecondes: 1 })
  nowMs += 1_000
  expect(await admit(courriel)).toBeUndefined()
  expect(await admit(courriel)).toEqual({ attendreSecondes: pardonSecondes })

  nowMs += (tentativesMax + 1) * pardonSecondes * 1_000
  await admit(adresse())
  const rows = await shop.pool.raw.query('select 1 from tentative where courriel_empreinte = $1', [
    Buffer.from(courriel),
  ])
  expect(rows.rows).toEqual([])
  await oublierTentatives(parts)(courriel)
})

it('tries that come in another order than they were timed are counted alike', async () => {
  const cles = { empreinteCourriel: (courriel: string) => Buffer.from(courriel) }
  const times = Array.from({ length: tentativesMax }, (_, n) => Date.parse('2026-01-01T00:00:00Z') + 100 * n).reverse()
  let nowMs = 0
  const admit = admettreTentative({ pool: shop.pool, cles, nowMs: () => nowMs })
  const courriel = adresse()
  for (const time of times) {
    nowMs = time
    expect(await admit(courriel)).toBeUndefined()
  }
  expect(await admit(courriel)).toBeDefined()
})

it('nothing of the tries for their address is left of an erased person', async () => {
  const courriel = adresse()
  const id = await openAccount(courriel)
  await guess(courriel, 1)
  const { rows } = await shop.pool.raw.query('select courriel_empreinte as e from client where client_id = $1', [id])
  const left = async () =>
    (await shop.pool.raw.query('select 1 from tentative where courriel_empreinte = $1', [rows[0].e])).rows.length
  expect(await left()).toBe(1)
  const token = await tokenOf('client', id)
  const url = `/api/commandes/clients/${id}/donnees-personnelles/`
  expect((await shop.ask('DELETE', url, { key: randomUUID(), token })).statusCode).toBe(200)
  expect(await left()).toBe(0)
})
