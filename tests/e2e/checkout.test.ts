import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initierCheckoutChoreo, lireCheckoutChoreo, terminerCheckoutChoreo } from '#generated/ecommerce/client.ts'
import { lireCommandesParClient, rejouerCheckout } from '#generated/event-store/client.ts'
import {
  demarrerCheckoutSaga,
  forcerCompensation,
  lireEtatSaga,
  listerSagas,
} from '#generated/saga-orchestrator/client.ts'
import { startFaultProxy } from '#harness/scenario/fault-proxy.ts'
import { type Shop, startShop, styles } from './shop.ts'
import { timelineTests } from './timelines.ts'
import { until } from './until.ts'

let shop: Shop

beforeAll(async () => {
  shop = await startShop()
}, 120_000)

afterAll(async () => {
  await shop?.close()
}, 60_000)

const reservation = async (checkoutId: string) =>
  (
    await shop.rows<{ etat: string }>('inventaire', 'select etat from reservation where checkout_id = $1', [checkoutId])
  )[0]
const vente = async (checkoutId: string) =>
  (
    await shop.rows<{ commande_id: string; etat: string; total_cents: number }>(
      'commandes',
      'select commande_id, etat, total_cents from vente where checkout_id = $1',
      [checkoutId],
    )
  )[0]
const eventTypes = async (checkoutId: string): Promise<string[]> => {
  const result = await rejouerCheckout(
    shop.administration,
    { path: { id: checkoutId } },
    { token: shop.tokens.administrateur },
  )
  return result.status === 200 ? result.body.evenements.map((event) => event.type) : []
}

describe.each(styles)('%s', (style) => {
  it('a checkout ends with one order, its stock reserved, and the price of the catalogue', async () => {
    const outcome = await shop.checkout[style]([
      { produit_id: 11, quantite: 2 },
      { produit_id: 12, quantite: 1 },
    ])
    expect(outcome).toMatchObject({ ok: true, motif: null })
    const [prices] = await shop.rows<{ total: number }>(
      'catalogue-1',
      'select sum(prix_cents * case produit_id when 11 then 2 else 1 end)::bigint as total from produit where produit_id in (11, 12)',
    )
    expect(await vente(outcome.checkout_id)).toMatchObject({
      commande_id: outcome.commande_id,
      etat: 'enregistree',
      total_cents: Number(prices?.total),
    })
    expect(await reservation(outcome.checkout_id)).toEqual({ etat: 'reservee' })
  })

  it('a checkout that asks for more than is in stock is refused, without an effect', async () => {
    const outcome = await shop.checkout[style]([{ produit_id: 13, quantite: 10_000 }])
    expect(outcome).toMatchObject({ ok: false, commande_id: null })
    expect(outcome.motif).toMatch(/STOCK_INSUFFISANT/)
    expect(await vente(outcome.checkout_id)).toBeUndefined()
    expect((await reservation(outcome.checkout_id))?.etat).not.toBe('reservee')
  })

  it('the same key and body give the same checkout, once', async () => {
    const key = randomUUID()
    const lignes = [{ produit_id: 14, quantite: 1 }]
    const first = await shop.checkout[style](lignes, key)
    const second = await shop.checkout[style](lignes, key)
    expect(second).toEqual(first)
    const sold = await shop.rows('commandes', 'select 1 from vente where checkout_id = $1', [first.checkout_id])
    expect(sold).toHaveLength(1)
  })

  const endings = {
    orchestrated: { rule: 'is cancelled, and its stock released', vente: 'annulee', reservation: 'liberee' },
    choreographed: { rule: 'is kept, and its checkout succeeds', vente: 'enregistree', reservation: 'reservee' },
  }
  const ending = endings[style]

  it(`an order whose answer is lost ${ending.rule}`, async () => {
    const target = 'commandes:8003'
    const match = { method: 'POST', path: 'enregistrer-vente', key_header: 'idempotency-key' }
    const proxy = await startFaultProxy({
      target: shop.system.url('commandes'),
      rules: [{ id: 'lost-answer', at: target, share: 1, seed: 1, match, kinds: [{ kind: 'drop-response' }] }],
    })
    await shop.system.reroute(target, new URL(proxy.url).host)
    try {
      const outcome = await shop.checkout[style]([{ produit_id: 15, quantite: 3 }])
      const sold = await until(
        () => vente(outcome.checkout_id),
        (found) => found?.etat === ending.vente,
      )
      expect(sold).toBeDefined()
      const isKept = ending.vente === 'enregistree'
      expect(outcome).toMatchObject({ ok: isKept, commande_id: isKept ? sold?.commande_id : null })
      expect(await reservation(outcome.checkout_id)).toEqual({ etat: ending.reservation })
    } finally {
      await shop.system.reroute(target, undefined)
      await proxy.close()
    }
  })
})

timelineTests(() => shop)

it('the orchestrator reports every state of a saga in order', async () => {
  const { checkout_id } = await shop.checkout.orchestrated([{ produit_id: 16, quantite: 1 }])
  const status = await lireEtatSaga(shop.transport, { path: { id: checkout_id } }, { token: shop.token })
  expect(status.status === 200 && status.body.transitions.map(({ etat }) => etat)).toEqual([
    'EN_ATTENTE',
    'VERIFICATION_STOCK',
    'STOCK_VERIFIE',
    'RESERVATION_STOCK',
    'STOCK_RESERVE',
    'CREATION_COMMANDE',
    'COMMANDE_CREEE',
    'SAGA_TERMINEE',
  ])
  const compensated = await forcerCompensation(
    shop.administration,
    { path: { id: checkout_id } },
    { token: shop.tokens.administrateur, idempotencyKey: randomUUID() },
  )
  expect(compensated.status).toBe(409)
  const list = await listerSagas(
    shop.administration,
    { query: { etat: 'SAGA_TERMINEE' } },
    { token: shop.tokens.administrateur },
  )
  expect(list.status).toBe(200)
})

it('the event store replays a choreographed checkout, and the read model counts its order', async () => {
  const { checkout_id, commande_id } = await shop.checkout.choreographed([{ produit_id: 17, quantite: 1 }])
  const types = await until(
    () => eventTypes(checkout_id),
    (found) => found.length >= 4,
  )
  expect(types).toEqual(['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded'])
  const model = await until(
    async () =>
      (
        await lireCommandesParClient(
          shop.administration,
          { path: { id: shop.clientId } },
          { token: shop.tokens.administrateur },
        )
      ).body,
    (body) => 'last_order_id' in body && body.last_order_id === commande_id,
  )
  expect(model).toMatchObject({ client_id: shop.clientId, last_checkout_id: checkout_id })
})

it.each(['stock_reservation', 'order_creation', 'stock_compensation'])(
  'killing and restarting %s while checkouts run loses none of them',
  async (worker) => {
    const service = `worker-${worker.replace('_', '-')}`
    // A failing share keeps stock_compensation busy as well.
    const lignes = (n: number) => [{ produit_id: 18 + (n % 5), quantite: n % 4 === 0 ? 10_000 : 1 }]
    const running = Array.from({ length: 24 }, (_, n) => shop.checkout.choreographed(lignes(n)))
    await shop.system.kill(service, 'SIGKILL')
    const late = Array.from({ length: 8 }, (_, n) => shop.checkout.choreographed(lignes(n)))
    await shop.system.start(service)
    const outcomes = await Promise.all([...running, ...late])
    expect(outcomes.filter(({ ok }) => !ok)).toHaveLength(8)
    const ids = outcomes.filter(({ ok }) => ok).map(({ checkout_id }) => checkout_id)
    const sold = await shop.rows(
      'commandes',
      "select 1 from vente where checkout_id = any($1) and etat = 'enregistree'",
      [ids],
    )
    expect(sold).toHaveLength(24)
  },
  60_000,
)

it('an administrator ends a choreographed checkout long before its deadline, while no worker handles it', async () => {
  const lignes = [{ produit_id: 23, quantite: 1 }]
  await shop.system.kill('worker-stock-reservation', 'SIGKILL')
  try {
    const own = { path: { id: shop.clientId } }
    const started = await initierCheckoutChoreo(
      shop.transport,
      { ...own, body: { panier: { lignes } } },
      { token: shop.token, idempotencyKey: randomUUID() },
    )
    if (started.status !== 202) throw new Error(`not accepted: ${started.status}`)
    const { checkout_id } = started.body
    const by = { token: shop.tokens.administrateur, idempotencyKey: randomUUID() }
    const forced = await terminerCheckoutChoreo(shop.administration, { path: { checkout_id } }, by)
    expect(forced).toMatchObject({ status: 200, body: { etat: 'EN_COURS' } })
    const end = await until(
      async () =>
        (await lireCheckoutChoreo(shop.transport, { path: { ...own.path, checkout_id } }, { token: shop.token })).body,
      (body) => 'etat' in body && body.etat !== 'EN_COURS',
      10_000,
    )
    expect(end).toMatchObject({ etat: 'ECHOUE', motif: 'ECHEANCE_DEPASSEE' })
  } finally {
    await shop.system.start('worker-stock-reservation')
  }
}, 60_000)

describe('the gateway', () => {
  const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers })

  it('rejects a caller without a key, with problem+json', async () => {
    const response = await get(`${shop.system.url('kong')}/api/catalogue/produits/`)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  it('cannot be bypassed, and its headers cannot be forged', async () => {
    const direct = await get(`${shop.system.url('catalogue-1')}/api/catalogue/produits/`)
    expect(direct.status).toBe(401)
    const forged = await fetch(`${shop.system.url('kong')}/api/inventaire/diminuer-stock/`, {
      method: 'POST',
      headers: {
        'x-api-key': shop.key('application-boutique'),
        'x-consumer-username': 'service-saga-orchestrator',
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        checkout_id: '01900000-0000-7000-8000-000000000000',
        lignes: [{ produit_id: 1, quantite: 1 }],
      }),
    })
    expect(forged.status).toBe(403)
  })

  it("another customer's checkout does not exist for me", async () => {
    const { checkout_id } = await shop.checkout.choreographed([{ produit_id: 11, quantite: 1 }])
    const other = randomUUID()
    const request = { path: { id: other, checkout_id } }
    expect((await lireCheckoutChoreo(shop.transport, request, { token: shop.token })).status).toBe(404)
    const panier = { lignes: [{ produit_id: 11, quantite: 1 }] }
    const key = { idempotencyKey: randomUUID(), token: shop.token }
    expect((await initierCheckoutChoreo(shop.transport, { path: { id: other }, body: { panier } }, key)).status).toBe(
      404,
    )
    expect((await demarrerCheckoutSaga(shop.transport, { body: { client_id: other, panier } }, key)).status).toBe(404)
  })

  it('sends /api/commandes/clients to ecommerce and the rest of /api/commandes to commandes', async () => {
    const headers = { 'x-api-key': shop.key('application-boutique'), authorization: `Bearer ${shop.token}` }
    const client = await get(`${shop.system.url('kong')}/api/commandes/clients/${shop.clientId}/`, headers)
    expect(client.status).toBe(200)
    const shops = await get(`${shop.system.url('kong')}/api/commandes/magasins/`, headers)
    expect(shops.status).toBe(200)
    expect(((await shops.json()) as { elements: unknown[] }).elements).toHaveLength(3)
  })
})

it('every process exposes its metrics under the names of the reference', async () => {
  const metrics = async (service: string) => (await fetch(`${shop.system.url(service)}/metrics`)).text()
  const expected: Record<string, readonly string[]> = {
    'saga-orchestrator': [
      'saga_started_total',
      'saga_completed_total',
      'saga_failed_total{',
      'saga_execution_duration_seconds_bucket',
      'external_service_call_duration_seconds_bucket{',
    ],
    ecommerce: ['events_published_total{'],
    'worker-stock-reservation': [
      'events_consumed_total{',
      'events_published_total{',
      'event_latency_seconds_bucket{',
      'saga_choreo_failed_total{',
    ],
    'worker-order-creation': ['saga_choreo_success_total{'],
    'worker-stock-compensation': ['# TYPE saga_choreo_failed_total counter'],
    'worker-audit': ['events_consumed_total{'],
    'worker-notification': ['events_consumed_total{'],
    'worker-cqrs-projection': ['events_consumed_total{'],
    'event-store': ['events_consumed_total{'],
  }
  for (const [service, names] of Object.entries(expected)) {
    const text = await metrics(service)
    for (const name of names) expect(text, `${name} of ${service}`).toContain(name)
  }
})
