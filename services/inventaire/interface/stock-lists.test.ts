import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { startService, type TestService, tokenOf } from '../../testing.ts'
import { compter } from '../domain/compte-stock.ts'
import { seedInventaire } from '../infrastructure/seed.ts'
import { createInventaireServer } from '../server.ts'

let service: TestService
let token: string
const caller = 'application-administration'
const base = '/api/inventaire'

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations', (parts) =>
    createInventaireServer({ ...parts, clock: systemClock }),
  )
  await seedInventaire(service.pool, { seed: 1, products: 60, shops: 3, stock: 20 })
  token = await tokenOf('gerant', randomUUID())
})
afterAll(() => service.stop())

const get = async (url: string) => (await service.call('GET', `${base}${url}`, { caller, token })).body
const transfer = async (produit_id: number, magasin_id: number, quantite: number) => {
  const body = { produit_id, magasin_id, quantite }
  const answer = await service.call('POST', `${base}/transferts/`, { key: randomUUID(), caller, token, body })
  expect(answer.status).toBe(201)
}
type Stock = { produit_id: number; disponible: number }
const idsOf = (page: { elements: Stock[] }): number[] => page.elements.map(({ produit_id }) => produit_id)

it('the lists of stock contain the chosen products only, page by page', async () => {
  const first = await get('/stocks-centraux/?produit_id=40,3,999,12&limite=2')
  expect(idsOf(first)).toEqual([3, 12])
  expect(idsOf(await get(`/stocks-centraux/?produit_id=40,3,999,12&curseur=${first.curseur_suivant}`))).toEqual([40])
  expect(idsOf(await get('/stocks-locaux/2/?produit_id=7,5'))).toEqual([5, 7])
})

it('the lists of stock are limited to the stock-outs, or to what runs low', async () => {
  await transfer(9, 3, 20)
  expect(idsOf(await get('/stocks-centraux/?disponible_max=0'))).toEqual([9])
  const all: Stock[] = (await get('/stocks-locaux/2/?limite=100')).elements
  for (const most of [0, 10]) {
    const expected = all.filter(({ disponible }) => disponible <= most)
    expect((await get(`/stocks-locaux/2/?disponible_max=${most}&limite=100`)).elements).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
  }
})

it('transfers are listed newest first, by shop and by product, each on one page', async () => {
  for (const [product, shop] of [
    [30, 2],
    [31, 3],
    [30, 3],
    [32, 2],
  ] as const)
    await transfer(product, shop, 1)
  const newest = await get('/transferts/?limite=3')
  expect(idsOf(newest)).toEqual([32, 30, 31])
  const rest = await get(`/transferts/?limite=3&curseur=${newest.curseur_suivant}`)
  expect(idsOf(rest).slice(0, 2)).toEqual([30, 9])
  expect(rest.curseur_suivant).toBeNull()
  expect(idsOf(await get('/transferts/?magasin_id=2'))).toEqual([32, 30])
  expect(idsOf(await get('/transferts/?produit_id=30&magasin_id=3'))).toEqual([30])
  expect(Date.parse(newest.elements[0].cree_a)).toBeGreaterThan(Date.now() - 60_000)
})

it('the sums equal a fold over the lists, and unknown shops are left out', async () => {
  const listed = async (url: string) => compter((await get(`${url}?limite=100`)).elements)
  const [central, second, third] = await Promise.all(
    ['/stocks-centraux/', '/stocks-locaux/2/', '/stocks-locaux/3/'].map(listed),
  )
  expect(await get('/resume/?magasin_id=3,99,1,2')).toEqual({
    central,
    magasins_ensemble: {
      produits: (second?.produits ?? 0) + (third?.produits ?? 0),
      ruptures: (second?.ruptures ?? 0) + (third?.ruptures ?? 0),
      pieces: (second?.pieces ?? 0) + (third?.pieces ?? 0),
    },
    magasins: [
      { magasin_id: 1, produits: 0, ruptures: 0, pieces: 0 },
      { magasin_id: 2, ...second },
      { magasin_id: 3, ...third },
    ],
  })
  expect((await get('/resume/')).magasins).toEqual([])
})
