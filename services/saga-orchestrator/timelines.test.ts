import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, expect, inject, it, vi } from 'vitest'
import type { ComptesCheckouts, Deroulement, Intervalle, PageCheckouts } from '#generated/saga-orchestrator/types.ts'
import { tokenOf } from '../testing.ts'
import { createSagaOrchestratorServer } from './server.ts'
import { creation, startOrchestrator } from './testing.ts'

const { world, service, parts, checkout, checkoutAt, newest, untilEnded, stop } = await startOrchestrator(
  inject('postgresUrl'),
)
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

const timeline = async (id: string): Promise<Deroulement> => {
  const { status, body } = await service.call('GET', `/api/saga/${id}/timeline/`, { caller: 'service-event-store' })
  expect(status).toBe(200)
  return body
}
const read = async <Body>(path: string): Promise<Body> => {
  const token = await tokenOf('administrateur', randomUUID())
  const answer = await service.call('GET', `/api/saga/checkouts/${path}`, {
    caller: 'application-administration',
    token,
  })
  expect([path, answer.status]).toEqual([path, 200])
  return answer.body
}
const list = (query: string) => read<PageCheckouts>(query)
const count = (query: string) => read<ComptesCheckouts>(`comptes/${query}`)
const barsOf = ({ intervalles }: Deroulement) =>
  intervalles.map(({ genre, nom, tentative, resultat }) => `${genre} ${nom} ${tentative} ${resultat}`)
/** What a list and a timeline both say of a checkout. */
const headOf = ({ reste: _todo, intervalles: _bars, ...head }: Deroulement) => head

const oneOf = async (id: string) => {
  const { elements } = await list('?limite=100')
  return elements.find(({ checkout_id }) => checkout_id === id)
}

it('a checkout that succeeds has one bar for each step, and nothing remains', async () => {
  const product = await world.product(100, 5)
  const { body } = await checkout([{ produit_id: product, quantite: 1 }])
  const seen = await timeline(body.checkout_id)
  expect(seen).toMatchObject({ resultat: 'reussi', etape: null, motif: null, commande_id: body.commande_id, reste: [] })
  expect(barsOf(seen)).toEqual([
    'etape verifierStock 1 reussi',
    'etape lireSelection 1 reussi',
    'etape diminuerStock 1 reussi',
    'etape enregistrerVente 1 reussi',
  ])
  expect(await oneOf(body.checkout_id)).toEqual(headOf(seen))
})

it('a checkout that fails says at which step and why, and shows each attempt of its undo', async () => {
  const product = await world.product(100, 5)
  let down = 2
  world.setWeather(({ path }) => {
    if (path === creation) return 'lost'
    return path.includes('augmenter') && down-- > 0 ? 'refused' : 'fine'
  })
  const { body } = await checkout([{ produit_id: product, quantite: 1 }])
  const seen = await timeline(body.checkout_id)
  expect(seen).toMatchObject({ resultat: 'echoue', etape: 'creer-commande', motif: 'DELAI_DEPASSE', reste: [] })
  const undos = seen.intervalles.filter(({ annule }) => annule === 'reserver-stock')
  expect(undos.map(({ nom, tentative, resultat }) => [nom, tentative, resultat])).toEqual([
    ['augmenterStock', 1, 'echoue'],
    ['augmenterStock', 2, 'echoue'],
    ['augmenterStock', 3, 'reussi'],
  ])
  expect(undos[0]?.detail).toMatch(/503/)
  expect(await oneOf(body.checkout_id)).toEqual(headOf(seen))
})

it('a checkout in progress shows what remains, a parked undo blocks it, and its end unblocks it', async () => {
  const product = await world.product(100, 5)
  world.setWeather(({ path }) => (path === creation || path.includes('augmenter') ? 'refused' : 'fine'))
  const answer = checkout([{ produit_id: product, quantite: 1 }])
  const blocked = await vi.waitFor(
    async () => {
      const [found] = (await list('?bloque=true')).elements
      expect(found).toBeDefined()
      return found
    },
    { timeout: 5_000 },
  )
  const id = await newest()
  const seen = await timeline(id)
  expect(blocked).toEqual(headOf(seen))
  expect(seen).toMatchObject({ resultat: 'en_cours', etape: 'creer-commande', bloque: true, termine_ms: null })
  expect(seen.reste).toEqual([
    { genre: 'annulation', nom: 'augmenterStock', etape: 'reserver-stock', tentatives: 3, motif: expect.any(String) },
  ])
  expect(barsOf(seen)).toContain('evenement annulation-parquee 1 reussi')
  expect((await count('')).resultat).toContainEqual({ valeur: 'en_cours', nombre: 1 })
  world.setWeather(() => 'fine')
  await answer
  expect([(await timeline(id)).bloque, (await list('?bloque=true')).elements]).toEqual([false, []])
})

it('a step that another process repeats has two attempts, with the time between them as a wait', async () => {
  const product = await world.product(100, 5)
  const first = createSagaOrchestratorServer({ ...parts, owner: 'restarted' })
  world.setWeather(({ path }) => (path === creation ? 'lost' : 'fine'))
  void checkoutAt(first.server, [{ produit_id: product, quantite: 1 }])
  await vi.waitFor(async () => expect((await world.stockOf(product)).reserve).toBe(1), 10_000)
  await first.stop(0)
  const id = await newest()
  world.setWeather(() => 'fine')
  const stopped = await timeline(id)
  expect(stopped).toMatchObject({ resultat: 'en_cours', etape: 'creer-commande' })
  expect(stopped.reste.map(({ etape }) => etape)).toEqual(['creer-commande'])
  const second = createSagaOrchestratorServer({ ...parts, owner: 'restarted' })
  await second.resume()
  await untilEnded(id)
  expect(barsOf(await timeline(id)).slice(3)).toEqual([
    'etape enregistrerVente 1 interrompu',
    'attente sans-orchestrateur 1 reussi',
    'evenement reprise 1 reussi',
    'etape enregistrerVente 2 reussi',
  ])
  await second.stop(0)
})

it('an unknown checkout has no timeline', async () => {
  const answer = await service.call('GET', `/api/saga/${randomUUID()}/timeline/`, { caller: 'service-event-store' })
  expect([answer.status, answer.body.type]).toEqual([404, 'urn:sagabench:problem:saga-inconnue'])
})

it('each filter selects the checkouts that it describes, and all together select one', async () => {
  const product = await world.product(100, 1)
  const failed = (await checkout([{ produit_id: product, quantite: 2 }])).body.checkout_id
  const all = (await list('?limite=100')).elements
  const one = all.find(({ checkout_id }) => checkout_id === failed)
  if (!one) throw new Error('the checkout that failed is not listed')
  const { etat, resultat, etape, motif, client_id, commence_ms } = one
  const single = {
    etat: [etat, (row: typeof one) => row.etat === etat],
    resultat: [resultat, (row: typeof one) => row.resultat === resultat],
    etape: [String(etape), (row: typeof one) => row.etape === etape],
    motif: [String(motif), (row: typeof one) => row.motif === motif],
    client_id: [client_id, (row: typeof one) => row.client_id === client_id],
    depuis_ms: [String(commence_ms), (row: typeof one) => row.commence_ms >= commence_ms],
    avant_ms: [String(commence_ms), (row: typeof one) => row.commence_ms < commence_ms],
    bloque: ['false', (row: typeof one) => !row.bloque],
  } as const
  for (const [name, [value, isMatch]] of Object.entries(single)) {
    const { elements } = await list(`?limite=100&${name}=${value}`)
    expect([name, elements]).toEqual([name, all.filter(isMatch)])
  }
  const together = ['etat', 'resultat', 'etape', 'motif', 'client_id', 'depuis_ms'] as const
  const query = together.map((name) => `${name}=${single[name][0]}`).join('&')
  expect((await list(`?${query}`)).elements).toEqual([one])
  expect((await list(`?${query}&resultat=reussi`.replace('resultat=echoue&', ''))).elements).toEqual([])
  expect((await list('?age_s=3600')).elements).toEqual([])
  const counts = await count(`?${query}`)
  expect([counts.total, counts.partiel]).toEqual([1, false])
})

it('pages follow each other in both orders, and the counts add up to the list', async () => {
  const all = (await list('?limite=100')).elements.map(({ checkout_id }) => checkout_id)
  expect(all.length).toBeGreaterThan(4)
  expect(all).toEqual([...all].sort().reverse())
  for (const [order, expected] of [
    ['recents', all],
    ['anciens', all.toReversed()],
  ] as const) {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: PageCheckouts = await list(`?tri=${order}&limite=2${cursor && `&curseur=${cursor}`}`)
      seen.push(...page.elements.map(({ checkout_id }) => checkout_id))
      cursor = page.curseur_suivant
    }
    expect(seen).toEqual(expected)
  }
  const { total, resultat } = await count('')
  expect([total, resultat.reduce((sum, { nombre }) => sum + nombre, 0)]).toEqual([all.length, all.length])
})

it('a cursor that is no id of a checkout is refused', async () => {
  const token = await tokenOf('administrateur', randomUUID())
  const call = { caller: 'application-administration', token }
  expect((await service.call('GET', '/api/saga/checkouts/?curseur=MjA', call)).status).toBe(400)
})

it('a bar never ends before it begins, and a checkout that ended has no open bar', async () => {
  for (const { checkout_id } of (await list('?limite=100')).elements) {
    const { intervalles, termine_ms } = await timeline(checkout_id)
    const isOpen = ({ fin_ms }: Intervalle) => fin_ms === null
    expect(intervalles.some(isOpen) && termine_ms !== null).toBe(false)
    for (const { debut_ms, fin_ms } of intervalles) expect(fin_ms ?? debut_ms).toBeGreaterThanOrEqual(debut_ms)
  }
})
