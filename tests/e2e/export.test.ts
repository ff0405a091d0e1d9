import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import {
  ajouterProduitPanier,
  exporterDonneesPersonnelles,
  initierCheckoutChoreo,
  lireCheckoutChoreo,
  ouvrirSession,
} from '#generated/ecommerce/client.ts'
import type { ExportDonnees } from '#generated/ecommerce/types.ts'
import { demarrerCheckoutSaga } from '#generated/saga-orchestrator/client.ts'
import { searchEverywhere } from '../../scenarios/invariants/traces.ts'
import { redisUrl } from '../../scenarios/modules/state.ts'
import { type Databases, openDatabases, type Source } from '../../scenarios/shop/databases.ts'
import { type Erased, openAccount } from '../../scenarios/shop/person.ts'
import { type Shop, startShop } from './shop.ts'

// The export of a customer's data, compared with every table and Redis key that contains the customer.

let shop: Shop
let databases: Databases
let redis: Redis
let person: Erased
let document: ExportDonnees

/** The part of the export that has the tables of a database. */
const parts: Partial<Record<Source, string>> = {
  ecommerce: 'ecommerce',
  commandes: 'commandes',
  saga: 'saga-orchestrator',
  evenements: 'event-store',
}

/** Places that only repeat what other parts of the export have, each with a query for values that must then be in the document. */
const copies: Readonly<Record<string, readonly [Source, string]>> = {
  'table audit_trail of audit': ['audit', 'select event_id as value from audit_trail where payload::text like $1'],
  'table notification of notification': [
    'notification',
    'select event_id as value from notification where client_id::text like $1',
  ],
  'table orders_by_client_day of cqrs': [
    'cqrs',
    'select last_order_id::text as value from orders_by_client where client_id::text like $1',
  ],
  'table idempotency of commandes': [
    'commandes',
    `select coalesce(answer #>> '{sale,checkoutId}', answer ->> 'checkout_id', split_part(key, ':', 1)) as value
     from idempotency where answer::text like $1`,
  ],
  'Redis key ecommerce.checkout.events': [
    'evenements',
    'select event_id as value from event where client_id::text like $1',
  ],
}

const rowsIn = (exported: ExportDonnees, partie: string, source: string): number =>
  exported.parties.find((part) => part.partie === partie)?.elements.filter((row) => row.source === source).length ?? 0

/** What contains the customer and is missing in the export. */
const missingIn = async (exported: ExportDonnees): Promise<string[]> => {
  const text = JSON.stringify(exported)
  const pattern = `%${person.id}%`
  const places = await searchEverywhere({ databases, redis }, [person.id, ...person.texts])
  expect(places.length).toBeGreaterThan(10)
  const missing: string[] = []
  for (const place of places) {
    const [, table = '', source = ''] = /^table (\w+) of (\w+)$/.exec(place) ?? []
    const copy = copies[place]
    if (copy !== undefined) {
      const values = (await databases[copy[0]].raw.query(copy[1], [pattern])).rows.map(({ value }) => String(value))
      const absent = values.filter((value) => !text.includes(value))
      if (values.length === 0 || absent.length > 0)
        missing.push(`${place}: ${absent.join(', ') || 'nothing to compare'}`)
    } else if (place === `Redis key cqrs:orders_by_client:${person.id}`) {
      if (rowsIn(exported, 'cqrs', 'cqrs:orders_by_client') !== 1) missing.push(place)
    } else {
      const partie = parts[source as Source]
      const pool = databases[source as Source]
      const found =
        partie === undefined
          ? 1
          : (await pool.raw.query(`select from ${table} t where t::text like $1`, [pattern])).rowCount
      const exports = partie === undefined ? 0 : rowsIn(exported, partie, table)
      if (exports < (found ?? 0)) missing.push(`${place}: ${found} rows, ${exports} of them exported`)
    }
  }
  return missing
}

beforeAll(async () => {
  shop = await startShop()
  databases = openDatabases(shop.system)
  redis = new Redis(redisUrl(shop.system))
  person = await openAccount(shop.transport, shop.system.env('ecommerce').MAIL_FOLDER ?? '')
  const path = { id: person.id }
  const [, courriel = '', mot_de_passe = ''] = person.texts
  await ouvrirSession(shop.transport, { body: { courriel, mot_de_passe: 'not the password' } }, {})
  const session = await ouvrirSession(shop.transport, { body: { courriel, mot_de_passe } }, {})
  if (session.status !== 200) throw new Error(`no session: ${session.status}`)
  const token = session.body.jeton
  const by = () => ({ token, idempotencyKey: randomUUID() })
  const line = { produit_id: 7, quantite: 1 }
  const panier = { lignes: [line] }
  await ajouterProduitPanier(shop.transport, { path, body: line }, by())
  const sold = await demarrerCheckoutSaga(shop.transport, { body: { client_id: person.id, panier } }, by())
  const tooMuch = { lignes: [{ produit_id: 7, quantite: 9_999 }] }
  const refused = await demarrerCheckoutSaga(shop.transport, { body: { client_id: person.id, panier: tooMuch } }, by())
  expect([sold.status, refused.status]).toEqual([201, 409])
  const accepted = await initierCheckoutChoreo(shop.transport, { path, body: { panier } }, by())
  if (accepted.status !== 202) throw new Error(`not accepted: ${accepted.status}`)
  const { checkout_id } = accepted.body
  const ended = await lireCheckoutChoreo(
    shop.transport,
    { path: { ...path, checkout_id } },
    { token, prefer: 'wait=15' },
  )
  expect(ended).toMatchObject({ status: 200, body: { etat: 'REUSSI' } })
  // What keeps copies comes last: workers, and the event store's summaries.
  await vi.waitFor(
    async () => {
      const text = 'select from notification where client_id = $1'
      const { rowCount } = await databases.notification.raw.query(text, [person.id])
      const summary = 'select from checkout_summary where client_id = $1'
      const summaries = (await databases.evenements.raw.query(summary, [person.id])).rowCount
      expect([rowCount, summaries, await redis.exists(`cqrs:orders_by_client:${person.id}`)]).toEqual([1, 1, 1])
    },
    { timeout: 15_000, interval: 100 },
  )
  const answer = await exporterDonneesPersonnelles(shop.transport, { path, body: {} }, { token })
  if (answer.status !== 200) throw new Error(`not exported: ${JSON.stringify(answer.body)}`)
  document = answer.body
}, 180_000)

afterAll(async () => {
  redis?.disconnect()
  await databases?.[Symbol.asyncDispose]()
  await shop?.close()
}, 60_000)

it('an export has a row for each row of each table and Redis key that contains the customer', async () => {
  const missing = await missingIn(document)
  // The export's own row in the log is written after the document was read.
  expect(missing).toEqual(['table operation_log of ecommerce: 1 rows, 0 of them exported'])
  const [nom = '', courriel = ''] = person.texts
  expect(document.client).toMatchObject({ client_id: person.id, nom, courriel })
})

it('a row that a service leaves out is noticed', async () => {
  for (const [partie, source] of [
    ['commandes', 'vente'],
    ['saga-orchestrator', 'saga'],
    ['event-store', 'event'],
    ['ecommerce', 'session'],
  ]) {
    const parties = document.parties.map((part) => {
      const at = part.elements.findIndex((row) => row.source === source)
      return part.partie === partie && at >= 0 ? { ...part, elements: part.elements.toSpliced(at, 1) } : part
    })
    const missing = await missingIn({ ...document, parties })
    expect(
      missing.some((place) => place.startsWith(`table ${source} of`)),
      `${source} of ${partie}`,
    ).toBe(true)
  }
})

it('an export contains no password, token, digest or hash', () => {
  const text = JSON.stringify(document)
  const [, , password = ''] = person.texts
  expect(text).not.toContain(password)
  const names = new Set([...text.matchAll(/"(\w+)":/g)].map(([, name = '']) => name))
  expect([...names].filter((name) => /empreinte|hash|mot_de_passe|jeton|secret|donnees_|content/.test(name))).toEqual(
    [],
  )
})

it('an administrator exports with a reason, and the log says who, in which role and why', async () => {
  const token = shop.tokens.administrateur
  const motif = 'Demande par courrier'
  const path = { id: person.id }
  const unreasoned = await exporterDonneesPersonnelles(shop.administration, { path, body: {} }, { token })
  const answer = await exporterDonneesPersonnelles(shop.administration, { path, body: { motif } }, { token })
  expect([unreasoned.status, answer.status]).toEqual([400, 200])
  const rows = await shop.rows(
    'ecommerce',
    `select role, reason, application from operation_log where object_id = $1 and operation = 'exporterDonneesPersonnelles' order by position`,
    [person.id],
  )
  expect(rows).toEqual([
    { role: 'client', reason: null, application: 'application-boutique' },
    { role: 'administrateur', reason: motif, application: 'application-administration' },
  ])
})
