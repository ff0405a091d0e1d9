import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { ResumeCheckout } from '#generated/event-store/types.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { removeOldSummaries, updateSummaries } from './infrastructure/checkout-summaries.ts'
import { storeDeadLetters } from './infrastructure/dead-letters.ts'
import { storeEvents } from './infrastructure/events.ts'
import { checkoutAt, deadLetterOf, failure, success, timelinesOver } from './testing.ts'

let database: TestDatabase
let pool: Pool

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'checkout-lists-test' })
})

afterAll(async () => {
  await pool.close()
  await database.drop()
})

const context = {} as RequestContext
const request = { headers: {}, body: undefined }
type Query = Parameters<ReturnType<typeof timelinesOver>['listerCheckoutsChoreo']>[0]['query']

const list = async (query: Partial<Query> = {}) => {
  await updateSummaries(pool)
  const full = { tri: 'recents', limite: 100, ...query } as const
  const answer = await timelinesOver(pool).listerCheckoutsChoreo({ ...request, path: {}, query: full }, context)
  if (answer.status !== 200) throw new Error('not listed')
  return answer.body
}
const count = async (query: Omit<Partial<Query>, 'tri' | 'limite' | 'curseur'> = {}) => {
  const answer = await timelinesOver(pool).compterCheckoutsChoreo({ ...request, path: {}, query }, context)
  if (answer.status !== 200) throw new Error('not counted')
  return answer.body
}
const timeline = async (id: string) => {
  const answer = await timelinesOver(pool).rejouerCheckout({ ...request, path: { id }, query: {} }, context)
  if (answer.status !== 200) throw new Error('not replayed')
  return answer.body.deroulement
}
const idOf = (events: readonly CheckoutEvent[]): string => events[0]?.payload.checkout_id ?? ''
const find = (rows: readonly ResumeCheckout[], id: string) => rows.find(({ checkout_id }) => checkout_id === id)

it('the list says of every checkout what its timeline says, while it runs and after it ended', async () => {
  const [whole, undone] = [success(), failure()]
  for (let length = 1; length <= undone.length; length++) {
    await storeEvents(pool, [...whole.slice(0, length), ...undone.slice(0, length)])
    const { elements } = await list()
    for (const id of [idOf(whole), idOf(undone)]) {
      const { reste: _todo, intervalles: _bars, ...head } = await timeline(id)
      expect(find(elements, id)).toEqual(head)
    }
  }
  expect(find((await list()).elements, idOf(undone))).toMatchObject({
    style: 'choregraphie',
    resultat: 'echoue',
    etape: 'creer-commande',
    motif: 'DELAI_DEPASSE',
  })
})

it('a checkout whose events come in several batches, or again, is one row', async () => {
  const events = success()
  await storeEvents(pool, events.slice(0, 1))
  await updateSummaries(pool)
  await storeEvents(pool, events)
  await storeEvents(pool, events)
  const rows = (await list()).elements.filter(({ checkout_id }) => checkout_id === idOf(events))
  expect(rows.map(({ resultat }) => resultat)).toEqual(['reussi'])
})

it('an event that a group gave up blocks its checkout, and the attempt and its wait are bars', async () => {
  const events = success().slice(0, 2)
  await storeEvents(pool, events)
  await storeDeadLetters(pool, 'ecommerce.checkout.events', [
    deadLetterOf({ group: 'choreo-order', eventId: events[1]?.eventId ?? '', type: 'StockReserved' }),
  ])
  expect((await list({ bloque: true })).elements.map(({ checkout_id }) => checkout_id)).toEqual([idOf(events)])
  expect((await count()).bloque).toContainEqual({ valeur: 'true', nombre: 1 })
  const { bloque, reste, intervalles } = await timeline(idOf(events))
  expect([bloque, reste.map(({ nom, tentatives }) => [nom, tentatives])]).toEqual([true, [['enregistrerVente', 1]]])
  const after = intervalles.filter(({ genre }) => genre !== 'evenement').slice(-2)
  expect(after.map(({ genre, nom, fin_ms }) => [genre, nom, fin_ms === null])).toEqual([
    ['etape', 'enregistrerVente', false],
    ['attente', 'relance', true],
  ])
})

it('each filter selects what it describes', async () => {
  const client = randomUUID()
  const old = Date.now() - 3_600_000
  await storeEvents(pool, [
    ...success(checkoutAt(old), client),
    ...failure(uuidv7(), client),
    ...success(uuidv7(), client).slice(0, 1),
  ])
  const all = (await list({ client_id: client })).elements
  expect(all.map(({ resultat }) => resultat).sort()).toEqual(['echoue', 'en_cours', 'reussi'])
  const cases: [Partial<Query>, (row: ResumeCheckout) => boolean][] = [
    [{ etat: 'SAGA_TERMINEE' }, ({ etat }) => etat === 'SAGA_TERMINEE'],
    [{ etat: 'EN_ATTENTE' }, ({ etat }) => etat === 'EN_ATTENTE'],
    [{ resultat: 'echoue' }, ({ resultat }) => resultat === 'echoue'],
    [{ resultat: 'en_cours' }, ({ resultat }) => resultat === 'en_cours'],
    [{ etape: 'creer-commande' }, ({ etape }) => etape === 'creer-commande'],
    [{ motif: 'DELAI_DEPASSE' }, ({ motif }) => motif === 'DELAI_DEPASSE'],
    [{ bloque: true }, () => false],
    [{ bloque: false }, () => true],
    [{ age_s: 600 }, ({ resultat }) => resultat === 'reussi'],
    [{ depuis_ms: old + 1 }, ({ resultat }) => resultat !== 'reussi'],
    [{ avant_ms: old + 1 }, ({ resultat }) => resultat === 'reussi'],
  ]
  for (const [query, isMatch] of cases) {
    const { elements } = await list({ client_id: client, ...query })
    expect([query, elements]).toEqual([query, all.filter(isMatch)])
    expect([query, (await count({ client_id: client, ...query })).total]).toEqual([query, elements.length])
  }
})

it('pages follow each other in both orders', async () => {
  const all = (await list()).elements.map(({ checkout_id }) => checkout_id)
  expect(all.length).toBeGreaterThan(5)
  for (const [tri, expected] of [
    ['recents', all],
    ['anciens', all.toReversed()],
  ] as const) {
    const seen: string[] = []
    let curseur: string | null | undefined
    do {
      const page = await list({ tri, limite: 2, ...(curseur ? { curseur } : {}) })
      seen.push(...page.elements.map(({ checkout_id }) => checkout_id))
      curseur = page.curseur_suivant
    } while (curseur !== null)
    expect(seen).toEqual(expected)
  }
})

it('the summaries of a removed day go with it, and others stay', async () => {
  const [old, recent] = [success(checkoutAt(Date.now() - 20 * 86_400_000)), success()]
  await storeEvents(pool, [...old, ...recent])
  expect(find((await list()).elements, idOf(old))).toBeDefined()
  const owner = openPool({ url: database.adminUrl, name: 'checkout-lists-owner', max: 1 })
  await owner.raw.query('update event_day set removed_at = now() where day = event_day_of($1)', [idOf(old)])
  await owner.close()
  await removeOldSummaries(pool)
  const { elements } = await list()
  expect([find(elements, idOf(old)), find(elements, idOf(recent)) === undefined]).toEqual([undefined, false])
})
