import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { sql } from '#platform/postgres/pool.ts'
import { seedInventaire } from '../../inventaire/infrastructure/seed.ts'
import { tokenOf } from '../../testing.ts'
import { startWorld, type World } from '../../testing-world.ts'
import { calculerChiffres, comparer, panierMoyenCents } from '../domain/chiffres.ts'
import { seedCommandes } from '../infrastructure/seed.ts'
import { insertTestSales, type TestSale, testSale } from '../testing.ts'

let world: World
let token: string
let sales: TestSale[]

const dayMs = 86_400_000
const untilMs = Date.parse('2026-03-01T00:00:00Z')
const fromMs = untilMs - 40 * dayMs
const iso = (ms: number): string => new Date(ms).toISOString()
const caller = 'application-administration'

beforeAll(async () => {
  world = await startWorld(inject('postgresUrl'), 'service-saga-orchestrator')
  await seedCommandes(world.commandes.pool, { shops: 4 })
  await seedInventaire(world.inventaire.pool, { seed: 1, products: 60, shops: 4, stock: 20 })
  const spread = { fromMs, untilMs, count: 600, shops: [1, 2, 3] }
  sales = Array.from({ length: 600 }, (_, n) => testSale(n, spread))
  await insertTestSales(world.commandes.pool, sales)
  token = await tokenOf('gerant', randomUUID())
})
afterAll(() => world.stop())

const get = (url: string, caller_ = caller) =>
  world.commandes.call('GET', `/api/commandes${url}`, { caller: caller_, token })
const body = async (url: string) => {
  const answer = await get(url)
  expect(answer.status).toBe(200)
  return answer.body
}
const inPeriod = (from: number, until: number, shop?: number) =>
  sales.filter(
    (sale) => sale.createdAtMs >= from && sale.createdAtMs < until && (shop === undefined || sale.shop === shop),
  )
const figuresOf = (some: readonly TestSale[]) => {
  const figures = calculerChiffres(some)
  return {
    chiffre_affaires_cents: figures.chiffreAffairesCents,
    nombre_ventes: figures.nombreVentes,
    panier_moyen_cents: panierMoyenCents(figures) ?? null,
  }
}
const evolutionOf = (before: readonly TestSale[], after: readonly TestSale[]) => {
  const { tendance, pourMille } = comparer(calculerChiffres(before), calculerChiffres(after))
  return { tendance, pour_mille: pourMille ?? null }
}
const everyPage = async (url: string) => {
  const found: Record<string, unknown>[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { elements: typeof found; curseur_suivant: string | null } = await body(
      `${url}${cursor === '' ? '' : `&curseur=${cursor}`}`,
    )
    found.push(...page.elements)
    cursor = page.curseur_suivant
  }
  return found
}
const idsOf = (some: readonly TestSale[]) => some.map(({ commandeId }) => commandeId).sort()

it('the sales of a shop are listed newest first, each once, over all pages', async () => {
  const listed = await everyPage('/magasins/2/ventes/?limite=17')
  expect(listed.map(({ commande_id }) => commande_id).sort()).toEqual(idsOf(inPeriod(fromMs, untilMs, 2)))
  const moments = listed.map(({ creee_a }) => String(creee_a))
  expect(moments).toEqual([...moments].sort().reverse())
})

it('sales of one moment are listed once each, over all pages', async () => {
  const same = Array.from({ length: 7 }, (_, n) => ({
    ...testSale(n, { fromMs: 0, untilMs: 0, count: 1, shops: [4] }),
    createdAtMs: 5_000,
  }))
  await insertTestSales(world.commandes.pool, same)
  const listed = await everyPage('/magasins/4/ventes/?limite=2')
  expect(listed.map(({ commande_id }) => commande_id).sort()).toEqual(idsOf(same))
})

it('a customer reads exactly the own orders, newest first, over all pages; members of staff read those of anyone', async () => {
  const clients = await world.commandes.pool.query<{ client_id: string; orders: number; cancelled: number }>(
    sql(
      'test-clients',
      `select client_id, count(*)::integer as orders, (count(*) filter (where etat = 'annulee'))::integer as cancelled
      from vente group by client_id order by orders desc, client_id limit 2`,
    ),
  )
  const [client, other] = clients
  if (client === undefined || other === undefined) throw new Error('too few customers')
  expect(client.orders).toBeGreaterThan(10)
  const url = `/ventes/clients/${client.client_id}/`
  const own = { caller: 'application-boutique', token: await tokenOf('client', client.client_id) }
  const read = (query: string, by: { caller: string; token: string }) =>
    world.commandes.call('GET', `/api/commandes${url}?${query}`, by)
  const first = (await read('limite=7', own)).body
  const rest = (await read(`limite=100&curseur=${first.curseur_suivant}`, own)).body
  const orders: { client_id: string; creee_a: string; commande_id: string }[] = [...first.elements, ...rest.elements]
  expect([first.elements.length, rest.curseur_suivant]).toEqual([7, null])
  expect(new Set(orders.map(({ commande_id }) => commande_id)).size).toBe(client.orders)
  expect(new Set(orders.map(({ client_id }) => client_id))).toEqual(new Set([client.client_id]))
  const moments = orders.map(({ creee_a }) => creee_a)
  expect(moments).toEqual([...moments].sort().reverse())
  expect((await read('limite=100&etat=annulee', own)).body.elements).toHaveLength(client.cancelled)
  expect((await read('limite=100', { caller, token })).body.elements).toEqual(orders)
  expect((await read('curseur=MQ', own)).status).toBe(400)
  const stranger = { ...own, token: await tokenOf('client', other.client_id) }
  expect((await read('', stranger)).status).toBe(404)
  const unknown = randomUUID()
  const nobody = { ...own, token: await tokenOf('client', unknown) }
  const none = await world.commandes.call('GET', `/api/commandes/ventes/clients/${unknown}/`, nobody)
  expect(none).toMatchObject({ status: 200, body: { elements: [], curseur_suivant: null } })
})

it('the list of sales is limited to a state and a period', async () => {
  const [debut, fin] = [untilMs - 9 * dayMs, untilMs - 2 * dayMs]
  for (const etat of ['annulee', 'enregistree']) {
    const listed = await everyPage(`/magasins/1/ventes/?etat=${etat}&debut=${iso(debut)}&fin=${iso(fin)}&limite=20`)
    const expected = inPeriod(debut, fin, 1).filter((sale) => sale.etat === etat)
    expect(listed.map(({ commande_id }) => commande_id).sort()).toEqual(idsOf(expected))
    expect(listed.length).toBeGreaterThan(0)
    for (const sale of listed) expect(sale.annulee_a === null).toBe(etat === 'enregistree')
  }
})

it('an unknown shop, a foreign cursor and a moment out of range are refused', async () => {
  expect(await get('/magasins/99/ventes/')).toMatchObject({ status: 404 })
  const forged = Buffer.from('1.0192f3c4-7c02-7a11-8e55-1b2c3d4e5f60.x').toString('base64url')
  for (const query of [`curseur=${forged}`, 'curseur=MQ', 'debut=1969-12-31T23:59:59Z', 'fin=2024-12-31T23:59:60Z'])
    expect(await get(`/magasins/1/ventes/?${query}`)).toMatchObject({ status: 400 })
  expect(await get('/magasins/1/ventes/', 'application-boutique')).toMatchObject({ status: 403 })
})

it('indicators of each shop equal a fold over its sales, with the trend against the week before', async () => {
  const [week, before] = [untilMs - 7 * dayMs, untilMs - 14 * dayMs]
  const { elements, ...rest } = await body(`/indicateurs/?fin=${iso(untilMs)}`)
  expect(rest).toEqual({
    periode: { debut: iso(week), fin: iso(untilMs) },
    periode_precedente: { debut: iso(before), fin: iso(week) },
    stock_connu: true,
    curseur_suivant: null,
  })
  expect(elements).toHaveLength(4)
  for (const shop of elements)
    expect(shop).toMatchObject({
      chiffres: figuresOf(inPeriod(week, untilMs, shop.magasin_id)),
      chiffres_precedents: figuresOf(inPeriod(before, week, shop.magasin_id)),
      evolution: evolutionOf(inPeriod(before, week, shop.magasin_id), inPeriod(week, untilMs, shop.magasin_id)),
    })
  expect(elements[0].chiffres.nombre_ventes).toBeGreaterThan(10)
})

it('stock-outs are those of the shop; the online shop has those of the central stock', async () => {
  await world.setStock(60, { prixCents: 1, stock: 0 })
  const stockOuts = async (shop: number) =>
    (await world.inventaire.call('GET', `/api/inventaire/stocks-locaux/${shop}/?disponible_max=0&limite=100`)).body
      .elements.length
  const { elements } = await body(`/indicateurs/?fin=${iso(untilMs)}`)
  expect(elements.map(({ ruptures }: { ruptures: number }) => ruptures)).toEqual([
    1,
    await stockOuts(2),
    await stockOuts(3),
    await stockOuts(4),
  ])
  const second = await body(
    `/indicateurs/?fin=${iso(untilMs)}&limite=1&curseur=${Buffer.from('1').toString('base64url')}`,
  )
  expect(second).toMatchObject({ elements: [{ magasin_id: 2, ruptures: await stockOuts(2) }], curseur_suivant: 'Mg' })
})

it('the consolidated report equals a fold over all sales, and compares with the period before', async () => {
  const [debut, before] = [untilMs - 15 * dayMs, untilMs - 30 * dayMs]
  const report = await body(`/rapport-consolide/?debut=${iso(debut)}&fin=${iso(untilMs)}`)
  expect(report).toMatchObject({
    periode_precedente: { debut: iso(before), fin: iso(debut) },
    chiffres: figuresOf(inPeriod(debut, untilMs)),
    chiffres_precedents: figuresOf(inPeriod(before, debut)),
    evolution: evolutionOf(inPeriod(before, debut), inPeriod(debut, untilMs)),
    stock_connu: true,
  })
  expect(report.magasins.map((shop: { magasin_id: number }) => shop.magasin_id).sort()).toEqual([1, 2, 3, 4])
  const sold = new Map<number, number>()
  for (const { etat, lignes: lines } of inPeriod(debut, untilMs))
    for (const line of etat === 'enregistree' ? lines : [])
      sold.set(line.produitId, (sold.get(line.produitId) ?? 0) + line.quantite * line.prixUnitaire)
  const best = [...sold].sort(([a, x], [b, y]) => y - x || a - b).slice(0, 10)
  expect(
    report.meilleurs_produits.map((one: { produit_id: number; chiffre_affaires_cents: number }) => [
      one.produit_id,
      one.chiffre_affaires_cents,
    ]),
  ).toEqual(best)
  expect(report.meilleurs_produits[0].disponible).toBe(20)
  expect(report.stock_restant).toMatchObject({ central_pieces: 59 * 20, ruptures: 1 })
})

it('without an answer from inventaire the figures remain and the stock is unknown, not 0', async () => {
  world.setWeather(({ path }) => (path.startsWith('/api/inventaire/') ? 'refused' : 'fine'))
  try {
    const report = await body(`/rapport-consolide/?fin=${iso(untilMs)}`)
    expect(report).toMatchObject({
      chiffres: figuresOf(inPeriod(untilMs - 30 * dayMs, untilMs)),
      stock_connu: false,
      stock_restant: { central_pieces: null, magasins_pieces: null, ruptures: null },
    })
    expect(report.meilleurs_produits.map((one: { disponible: unknown }) => one.disponible)).toEqual(
      Array(10).fill(null),
    )
    const indicators = await body(`/indicateurs/?fin=${iso(untilMs)}`)
    expect(indicators.stock_connu).toBe(false)
    expect(indicators.elements.map((one: { ruptures: unknown }) => one.ruptures)).toEqual([null, null, null, null])
  } finally {
    world.setWeather(() => 'fine')
  }
})

it('without a period the report covers the last 30 days and the indicators the last 7', async () => {
  const { periode } = await body('/rapport-consolide/')
  expect(Date.parse(periode.fin) - Date.parse(periode.debut)).toBe(30 * dayMs)
  expect(Math.abs(Date.parse(periode.fin) - Date.now())).toBeLessThan(60_000)
  expect((await body('/indicateurs/')).elements[0].chiffres).toEqual(figuresOf([]))
})

it.each([
  ['ends before it begins', `debut=${iso(untilMs)}&fin=${iso(untilMs)}`, 'order'],
  ['is longer than 366 days', `debut=2024-01-01T00:00:00Z&fin=2025-01-02T00:00:00.001Z`, 'range'],
  ['lies before 1970', `debut=1969-12-31T23:00:00Z&fin=1970-01-05T00:00:00Z`, 'range'],
])('a period that %s is refused', async (_what, query, rule) => {
  expect(await get(`/rapport-consolide/?${query}`)).toMatchObject({ status: 400, body: { errors: [{ rule }] } })
})
