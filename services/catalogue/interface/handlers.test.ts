import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Call, startService, type TestService, tokenOf } from '../../testing.ts'
import { seedCatalogue } from '../infrastructure/seed.ts'
import { seedProduct } from '../infrastructure/seed-products.ts'
import { createCatalogueServer } from '../server.ts'

let service: TestService
let token: string

const base = '/api/catalogue/produits/'

beforeAll(async () => {
  service = await startService(
    inject('postgresUrl'),
    'services/catalogue/infrastructure/migrations',
    createCatalogueServer,
  )
  await seedCatalogue(service.pool, { seed: 1, products: 120 })
  token = await tokenOf('gerant', randomUUID())
})
afterAll(() => service.stop())

const get = (url: string) => service.call('GET', url, { caller: 'application-boutique' })
const write = (method: 'POST' | 'PUT', url: string, body?: unknown, call: Call = {}) =>
  service.call(method, url, { key: randomUUID(), caller: 'application-administration', token, body, ...call })

const newProduct = (sku: string) => ({ sku, nom: 'Thé vert, 100 g', prix_cents: 1250 })
const seedBody = (n: number) => {
  const { produitId, sku, nom, categorie, prixCents } = seedProduct(1, n)
  return { produit_id: produitId, sku, nom, categorie, prix_cents: prixCents, actif: true }
}

it('the seed gives the same products for the same seed, and seeding again changes nothing', async () => {
  await write('PUT', `${base}3/prix/`, { prix_cents: 77 })
  await seedCatalogue(service.pool, { seed: 1, products: 120 })
  expect((await get(`${base}3/`)).body).toEqual({ ...seedBody(3), prix_cents: 77 })
  expect((await get(`${base}120/`)).body).toEqual(seedBody(120))
  expect(seedProduct(2, 120)).not.toEqual(seedProduct(1, 120))
})

it('a selection returns names and prices in the requested order', async () => {
  const { status, body } = await get(`${base}selection/?produit_id=9,2,40`)
  expect(status).toBe(200)
  expect(body.produits).toEqual(
    [9, 2, 40].map((n) => {
      const { produit_id, nom, prix_cents } = seedBody(n)
      return { produit_id, nom, prix_unitaire_cents: prix_cents }
    }),
  )
})

it('a selection with a missing or archived product is rejected with their ids', async () => {
  await write('POST', `${base}5/archiver/`)
  expect(await get(`${base}selection/?produit_id=4,5,999`)).toMatchObject({
    status: 409,
    body: { type: 'urn:sagabench:problem:produit-indisponible', produit_ids: [5, 999] },
  })
  for (const ids of ['', '1,1', 'x', '1,', Array.from({ length: 51 }, (_, i) => i + 1).join()])
    expect((await get(`${base}selection/?produit_id=${ids}`)).status).toBe(400)
})

it('a product is added once per key, and its SKU belongs to it alone', async () => {
  const key = randomUUID()
  const first = await write('POST', base, newProduct('THE-VERT-100'), { key })
  expect(first).toMatchObject({ status: 201, body: { ...newProduct('THE-VERT-100'), actif: true } })
  expect(await write('POST', base, newProduct('THE-VERT-100'), { key })).toEqual(first)
  expect(await write('POST', base, newProduct('THE-VERT-100'))).toMatchObject({
    status: 409,
    body: { type: 'urn:sagabench:problem:sku-existant' },
  })
  expect((await write('POST', base, newProduct('THE-NOIR-100'), { key })).status).toBe(422)
  expect((await get(`${base}${first.body.produit_id}/`)).body).toEqual(first.body)
})

it('twenty concurrent additions of one SKU add one product', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => write('POST', base, newProduct('COURSE-1'))))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)])
})

it('a price can be changed only while the product is on sale', async () => {
  const prix = { prix_cents: 1390 }
  expect(await write('PUT', `${base}6/prix/`, prix)).toMatchObject({ status: 200, body: prix })
  const archive = await write('POST', `${base}6/archiver/`)
  expect(archive).toMatchObject({ status: 200, body: { ...prix, actif: false } })
  expect((await write('POST', `${base}6/archiver/`)).body).toEqual(archive.body)
  expect((await write('PUT', `${base}6/prix/`, { prix_cents: 1 })).body.type).toContain('produit-archive')
  expect((await write('PUT', `${base}999/prix/`, prix)).body.type).toContain('produit-inconnu')
})

it('a search finds text in name or SKU in any case, takes it literally, and pages through', async () => {
  const ids = async (query: string) =>
    (await get(`${base}?limite=100&${query}`)).body.elements.map(({ produit_id }: { produit_id: number }) => produit_id)
  expect(await ids('q=-00011')).toEqual([110, 111, 112, 113, 114, 115, 116, 117, 118, 119])
  expect(await ids(`q=${seedProduct(1, 115).sku.toLowerCase()}`)).toEqual([115])
  expect(await ids('q=%25')).toEqual([])
  await write('POST', `${base}110/archiver/`)
  expect(await ids('q=-00011&actif=false')).toEqual([110])
  const firstPage = (await get(`${base}?q=-00011&actif=true&limite=5`)).body
  const nextPage = (await get(`${base}?q=-00011&actif=true&limite=5&curseur=${firstPage.curseur_suivant}`)).body
  expect([firstPage.elements.length, nextPage.elements.length, nextPage.curseur_suivant]).toEqual([5, 4, null])
})

it('a cursor past every product leads to an empty page', async () => {
  expect(await get(`${base}?curseur=${Buffer.from('3000000000').toString('base64url')}`)).toMatchObject({
    status: 200,
    body: { elements: [], curseur_suivant: null },
  })
})

it('invalid values are rejected with their field, and writing requires a staff token', async () => {
  expect(await write('POST', base, { ...newProduct('BLANC-1'), nom: '   ' })).toMatchObject({
    status: 400,
    body: { errors: [{ field: '/nom' }] },
  })
  expect((await write('PUT', `${base}1/prix/`, { prix_cents: '5' })).status).toBe(400)
  const client = await tokenOf('client', randomUUID())
  expect((await write('PUT', `${base}1/prix/`, { prix_cents: 5 }, { token: client })).status).toBe(403)
})
