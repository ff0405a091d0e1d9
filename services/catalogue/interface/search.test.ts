import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { startService, type TestService, tokenOf } from '../../testing.ts'
import { categorie, prixMonetaire } from '../domain/produit.ts'
import { correspond } from '../domain/recherche.ts'
import { seedCatalogue } from '../infrastructure/seed.ts'
import { seedProduct } from '../infrastructure/seed-products.ts'
import { createCatalogueServer } from '../server.ts'

let service: TestService
let token: string
const manager = 'gerante-7'
const caller = 'application-administration'
const base = '/api/catalogue/produits/'
const count = 300
const seeds = Array.from({ length: count }, (_, i) => seedProduct(1, i + 1))

beforeAll(async () => {
  service = await startService(
    inject('postgresUrl'),
    'services/catalogue/infrastructure/migrations',
    createCatalogueServer,
  )
  await seedCatalogue(service.pool, { seed: 1, products: count })
  token = await tokenOf('gerant', manager)
})
afterAll(() => service.stop())

const get = (url: string) => service.call('GET', `${base}${url}`, { caller, token })
const write = (method: 'POST' | 'PUT', url: string, body?: unknown, by = token) =>
  service.call(method, `${base}${url}`, { key: randomUUID(), caller, token: by, body })
const found = async (query: Record<string, string | number | boolean | undefined>): Promise<number[]> => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)]))).toString()
  const ids: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, body } = await get(`?limite=100&${text}${cursor === '' ? '' : `&curseur=${cursor}`}`)
    expect(status).toBe(200)
    ids.push(...body.elements.map(({ produit_id }: { produit_id: number }) => produit_id))
    cursor = body.curseur_suivant
  }
  return ids
}
const history = async (id: number, query = '') => (await get(`${id}/prix/${query}`)).body

it('the filters find what the rule of the domain accepts, for any combination', async () => {
  const price = fc.option(fc.integer({ min: 1, max: 50_000 }), { nil: undefined })
  const category = fc.constantFrom('table', 'textile', 'decoration', 'inconnue', undefined)
  const chosen = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: count + 9 }), { minLength: 1 }), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(category, price, price, chosen, async (rayon, min, max, produitIds) => {
      const criteria = {
        produitIds,
        categorie: rayon === undefined ? undefined : categorie(rayon),
        prixMinCents: min,
        prixMaxCents: max,
        actif: true,
      }
      const expected = seeds.filter((one) => {
        const [prix, category] = [prixMonetaire(one.prixCents), categorie(one.categorie)]
        if (prix === undefined || category === undefined) throw new Error('the seed is invalid')
        return correspond({ produitId: one.produitId, prix, categorie: category, actif: true }, criteria)
      })
      const ids = await found({
        produit_id: produitIds?.join(','),
        categorie: rayon,
        prix_min_cents: min,
        prix_max_cents: max,
        actif: true,
      })
      expect(ids).toEqual(expected.map(({ produitId }) => produitId))
    }),
    { numRuns: 40 },
  )
})

it('all filters can be combined', async () => {
  const { nom, sku, categorie: category, prixCents } = seedProduct(1, 3)
  const prices = { prix_min_cents: prixCents, prix_max_cents: prixCents }
  const filters = { q: sku, texte: nom, produit_id: '2,3', categorie: category, ...prices, actif: true }
  expect(await found(filters)).toEqual([3])
})

it('an accent that is a character of its own is found too', async () => {
  const ids = await found({ q: 'Théière' })
  expect(ids.length).toBeGreaterThan(3)
  for (const name of ['q', 'texte']) expect(await found({ [name]: 'Théière'.normalize('NFD') })).toEqual(ids)
})

it('words are found in any French form, with or without accents, and combine with filters and pages', async () => {
  const teapots = seeds.filter(({ nom }) => nom.startsWith('Théière')).map(({ produitId }) => produitId)
  expect(teapots.length).toBeGreaterThan(3)
  for (const texte of ['théières', 'THEIERE', 'THÉIÈRE', 'la théière', '"théière en" -lampe'])
    expect(await found({ texte })).toEqual(teapots)
  expect(await found({ q: 'THÉIÈRE' })).toEqual(teapots)
  expect(await found({ texte: 'théière lampe' })).toEqual([])
  expect(await found({ texte: 'le la les' })).toEqual([])
  const iron = seeds.filter(({ nom, prixCents }) => /^Théière en fonte/.test(nom) && prixCents <= 30_000)
  expect(await found({ texte: 'fonte théière', prix_max_cents: 30_000 })).toEqual(
    iron.map(({ produitId }) => produitId),
  )
  const first = (await get('?texte=theiere&limite=2')).body
  const next = (await get(`?texte=theiere&limite=2&curseur=${first.curseur_suivant}`)).body
  const ids = [...first.elements, ...next.elements].map(({ produit_id }: { produit_id: number }) => produit_id)
  expect(ids).toEqual(teapots.slice(0, 4))
})

it('the categories are those of the products on sale, with their number', async () => {
  const categories = async (): Promise<{ categorie: string; produits: number }[]> =>
    (await service.call('GET', '/api/catalogue/categories/', { caller: 'application-boutique' })).body.categories
  const before = await categories()
  expect(before.map(({ categorie: name }) => name)).toEqual([...new Set(seeds.map((one) => one.categorie))].sort())
  for (const { categorie: name, produits } of before)
    expect(produits).toBe((await found({ categorie: name, actif: true })).length)
  const { body } = await write('POST', '', { sku: 'RARE-1', nom: 'Sablier', prix_cents: 900, categorie: 'raretes' })
  expect(await categories()).toContainEqual({ categorie: 'raretes', produits: 1 })
  await write('POST', `${body.produit_id}/archiver/`)
  expect(await categories()).toEqual(before)
})

it('a product has the category it was added with, or « divers »', async () => {
  const added = { sku: 'CAT-1', nom: 'Sucre de canne', categorie: 'epicerie', prix_cents: 300 }
  expect(await write('POST', '', added)).toMatchObject({ status: 201, body: added })
  expect((await write('POST', '', { sku: 'CAT-2', nom: 'Sel', prix_cents: 1 })).body.categorie).toBe('divers')
  expect((await write('POST', '', { ...added, sku: 'CAT-3', categorie: 'Épicerie' })).status).toBe(400)
  expect(await found({ categorie: 'epicerie' })).toHaveLength(1)
})

it('the history has every price with its setter, newest first; an equal price and a repeated request add nothing', async () => {
  const other = await tokenOf('gerant', 'gerant-8')
  const before = Date.now()
  await write('PUT', '7/prix/', { prix_cents: 500 })
  await write('PUT', '7/prix/', { prix_cents: 500 }, other)
  const key = randomUUID()
  for (let i = 0; i < 2; i++)
    await service.call('PUT', `${base}7/prix/`, { key, caller, token: other, body: { prix_cents: 600 } })
  const { elements } = await history(7)
  expect(elements).toMatchObject([
    { version: 3, prix_cents: 600, par: 'gerant-8' },
    { version: 2, prix_cents: 500, par: manager },
    { version: 1, prix_cents: seedProduct(1, 7).prixCents, par: 'seed' },
  ])
  expect(Date.parse(elements[0].depuis)).toBeGreaterThanOrEqual(Math.floor(before) - 1_000)
  const page = await history(7, '?limite=2')
  expect((await history(7, `?limite=2&curseur=${page.curseur_suivant}`)).elements).toEqual([elements[2]])
  expect((await get('999/prix/')).status).toBe(404)
})

it('an added product begins its history, and a refused change adds nothing', async () => {
  const { body } = await write('POST', '', { sku: 'HIST-1', nom: 'Miel', prix_cents: 900 })
  await write('POST', `${body.produit_id}/archiver/`)
  expect((await write('PUT', `${body.produit_id}/prix/`, { prix_cents: 1 })).status).toBe(409)
  expect((await history(body.produit_id)).elements).toMatchObject([{ version: 1, prix_cents: 900, par: manager }])
})

it('twenty concurrent changes leave a history without a gap that ends with the current price', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => write('PUT', '9/prix/', { prix_cents: 10_000 + i })))
  const { elements } = await history(9, '?limite=100')
  expect(elements.map(({ version }: { version: number }) => version)).toEqual(
    Array.from({ length: 21 }, (_, i) => 21 - i),
  )
  expect((await get('9/')).body.prix_cents).toBe(elements[0].prix_cents)
})

it.each([
  ['change', 'update prix_historique set prix_cents = 1'],
  ['delete', 'delete from prix_historique'],
  [
    'backdate',
    "insert into prix_historique (produit_id, version, prix_cents, par, depuis) values (1, 99, 1, 'x', now())",
  ],
])('the role of the service can not %s an entry', async (what, text) => {
  await expect(service.pool.query(sql(`test-history-${what}`, text))).rejects.toThrow('permission denied')
})

it('only managers read the history', async () => {
  const clerk = await tokenOf('commis', 'c')
  expect((await service.call('GET', `${base}1/prix/`, { caller, token: clerk })).status).toBe(403)
})
