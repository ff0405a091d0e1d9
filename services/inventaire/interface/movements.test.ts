import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { sql } from '#platform/postgres/pool.ts'
import { type Call, startService, type TestService, tokenOf } from '../../testing.ts'
import { seedInventaire } from '../infrastructure/seed.ts'
import { createInventaireServer } from '../server.ts'

let service: TestService
let token: string

const admin = 'application-administration'
const products = 25
const stock = 100

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations', (parts) =>
    createInventaireServer({ ...parts, clock: systemClock }),
  )
  await seedInventaire(service.pool, { seed: 1, products, shops: 3, stock })
  token = await tokenOf('gerant', randomUUID())
})
afterAll(() => service.stop())

const post = (url: string, body: unknown, call: Call = {}) =>
  service.call('POST', url, { key: randomUUID(), caller: admin, token, body, ...call })
const get = (url: string) => service.call('GET', url, { caller: admin })
const stockOf = async (product: number) => (await get(`/api/inventaire/stocks-centraux/${product}/`)).body

it('seeding again changes nothing', async () => {
  const before = (await get('/api/inventaire/stocks-locaux/2/?limite=100')).body
  await seedInventaire(service.pool, { seed: 1, products, shops: 3, stock })
  expect((await get('/api/inventaire/stocks-locaux/2/?limite=100')).body).toEqual(before)
})

it('a transfer moves items from the central stock to the shop', async () => {
  const local = async () =>
    (await get('/api/inventaire/stocks-locaux/3/?limite=100')).body.elements.find(
      ({ produit_id }: { produit_id: number }) => produit_id === 4,
    ).disponible
  const before = await local()
  const transfer = { produit_id: 4, magasin_id: 3, quantite: 30 }
  expect(await post('/api/inventaire/transferts/', transfer)).toMatchObject({ status: 201, body: transfer })
  expect([await stockOf(4), await local()]).toEqual([{ produit_id: 4, disponible: 70, reserve: 0 }, before + 30])
})

it('a transfer of more than is available, to an unknown shop or of an unknown product moves nothing', async () => {
  const transfer = (body: unknown) => post('/api/inventaire/transferts/', body)
  expect(await transfer({ produit_id: 5, magasin_id: 2, quantite: 101 })).toMatchObject({
    status: 409,
    body: { lignes: [{ produit_id: 5, quantite: 101, disponible: 100 }] },
  })
  expect((await transfer({ produit_id: 5, magasin_id: 99, quantite: 1 })).body.type).toContain('magasin-inconnu')
  expect((await transfer({ produit_id: 999, magasin_id: 2, quantite: 1 })).body.type).toContain('produit-inconnu')
  expect(await stockOf(5)).toMatchObject({ disponible: 100 })
})

it('concurrent transfers lose no items, and a repeated one has one effect', async () => {
  const transfer = { produit_id: 6, magasin_id: 2, quantite: 1 }
  const key = randomUUID()
  const first = await post('/api/inventaire/transferts/', transfer, { key })
  expect(await post('/api/inventaire/transferts/', transfer, { key })).toEqual(first)
  await Promise.all(Array.from({ length: 19 }, () => post('/api/inventaire/transferts/', transfer)))
  expect(await stockOf(6)).toMatchObject({ disponible: 80 })
})

it('a delivery adds to the available stock, and the first one creates the stock of a product', async () => {
  const restock = (product: number, quantite: number) =>
    post(`/api/inventaire/stocks-centraux/${product}/reapprovisionner/`, { quantite })
  expect((await restock(7, 20)).body).toEqual({ produit_id: 7, disponible: 120, reserve: 0 })
  await Promise.all(Array.from({ length: 10 }, () => restock(1_000_001, 5)))
  expect(await stockOf(1_000_001)).toMatchObject({ disponible: 50 })
})

it('a restocking request waits for a decision and is listed in the order of arrival', async () => {
  const newRequest = { magasin_id: 2, produit_id: 8, quantite: 50 }
  const created = []
  for (let i = 0; i < 3; i++) created.push(await post('/api/inventaire/demandes-reapprovisionnement/', newRequest))
  expect(created[0]).toMatchObject({ status: 201, body: { ...newRequest, statut: 'en_attente', motif_rejet: null } })
  const ids = created.map(({ body }) => body.demande_id)
  const base = '/api/inventaire/demandes-reapprovisionnement/'
  expect((await get(`${base}${ids[0]}/`)).body).toEqual(created[0]?.body)
  const firstPage = (await get(`${base}?statut=en_attente&limite=2`)).body
  const nextPage = (await get(`${base}?statut=en_attente&limite=2&curseur=${firstPage.curseur_suivant}`)).body
  expect([...firstPage.elements, ...nextPage.elements].map(({ demande_id }) => demande_id)).toEqual(ids)
  expect((await get(`${base}?statut=approuvee`)).body).toEqual({ elements: [], curseur_suivant: null })
  expect((await get(`${base}${randomUUID()}/`)).body.type).toContain('demande-inconnue')
  expect((await post(base, { ...newRequest, magasin_id: 99 })).body.type).toContain('magasin-inconnu')
})

it('the pages of the central stock contain every product once, and an invalid cursor is rejected', async () => {
  const seen: number[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const nextPage: string = cursor === '' ? '' : `&curseur=${cursor}`
    const { body } = await get(`/api/inventaire/stocks-centraux/?limite=10${nextPage}`)
    seen.push(...body.elements.map(({ produit_id }: { produit_id: number }) => produit_id))
    cursor = body.curseur_suivant
  }
  expect(seen.filter((id) => id <= products)).toEqual(Array.from({ length: products }, (_, i) => i + 1))
  expect((await get('/api/inventaire/stocks-centraux/?curseur=zzz')).status).toBe(400)
  const pastAll = `curseur=${Buffer.from('3000000000').toString('base64url')}`
  for (const list of ['stocks-centraux', 'stocks-locaux/2']) {
    expect((await get(`/api/inventaire/${list}/?${pastAll}`)).body).toEqual({ elements: [], curseur_suivant: null })
  }
  expect((await get('/api/inventaire/stocks-locaux/99/')).status).toBe(404)
})

it('moving stock requires a staff token', async () => {
  const client = await tokenOf('client', randomUUID())
  const body = { produit_id: 9, magasin_id: 2, quantite: 1 }
  expect((await post('/api/inventaire/transferts/', body, { token: client })).status).toBe(403)
  const withoutToken = await service.call('POST', '/api/inventaire/transferts/', {
    key: randomUUID(),
    caller: admin,
    body,
  })
  expect(withoutToken.status).toBe(401)
})

it('the database itself rejects a negative stock, or items from nowhere', async () => {
  const change = (name: string, set: string) =>
    service.pool.query(sql(name, `update stock_central set ${set} where produit_id = 10`))
  await expect(change('test-negatif', 'disponible = -1, reserve = 101')).rejects.toThrow('check constraint')
  await expect(change('test-de-nulle-part', 'disponible = disponible + 1')).rejects.toThrow('stock_central_ferme')
})
