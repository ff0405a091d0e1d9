import {
  effacerDonneesPersonnelles,
  initierCheckoutChoreo,
  lireCheckoutChoreo,
  lireClient,
} from '#generated/ecommerce/client.ts'
import { demarrerCheckoutSaga } from '#generated/saga-orchestrator/client.ts'
import type { OpenDrill } from '#harness/commands/drill.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport } from '#platform/http/client.ts'
import { openPool, sql } from '#platform/postgres/pool.ts'
import { readAnchor } from '#services/event-store/infrastructure/anchor.ts'
import { sealDays } from '#services/event-store/infrastructure/seals.ts'
import { verifySnapshot } from '#services/event-store/infrastructure/verification.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { type Erased, openAccount } from '../shop/person.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

const products = 50
const customers = 20
const pieces = 5_000
const atOnce = 8
/** Every fifth checkout asks for more than is in stock. */
const refusedEvery = 5

export const environment = {
  seed: { SEED_PRODUCTS: String(products), SEED_CLIENTS: String(customers), SEED_STOCK: String(pieces) },
}

const countEvents = sql('drill-events', 'select count(*) as n from event')

const transportOf = (system: ScenarioSystem) =>
  createTransport({
    baseUrl: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE ?? '',
    metrics: createMetrics({ name: 'drill' }),
    log: createLog({ name: 'drill', level: 'silent' }),
    timeoutMs: 20_000,
    breaker: false,
  })

/** Checkouts of both styles, some of them refused; the event store with its anchor; the projection's read model. */
export const openDrill: OpenDrill = async (system) => {
  const { DATABASE_URL = '', ANCHOR_FILE = '' } = system.env('event-store')
  const store = () => openPool({ url: DATABASE_URL, name: 'drill', max: 1 })
  const withStore = async <T>(use: (pool: ReturnType<typeof openPool>) => Promise<T>): Promise<T> => {
    const pool = store()
    try {
      return await use(pool)
    } finally {
      await pool.close()
    }
  }
  const transport = transportOf(system)
  const issue = tokenIssuerOf(system)
  const seed = Number(system.env('seed').SEED ?? 1)
  const run = Date.now().toString(36)
  let unit = 0

  let person: Erased | undefined
  const tokenOf = (id: string): Promise<string> => issue({ id, role: 'client' }, 600)

  const checkOut = async (customer?: string): Promise<void> => {
    const n = unit++
    const id = customer ?? seedClientId(seed, 1 + (n % customers))
    const quantite = n % refusedEvery === 0 ? pieces * 2 : 1 + (n % 3)
    const panier = { lignes: [{ produit_id: 1 + (n % products), quantite }] }
    const options = { idempotencyKey: `drill-${run}-${n}`, token: await tokenOf(id) }
    if (n % 2 === 0) {
      await demarrerCheckoutSaga(transport, { body: { client_id: id, panier } }, options)
      return
    }
    const accepted = await initierCheckoutChoreo(transport, { path: { id }, body: { panier } }, options)
    if (accepted.status !== 202) throw new Error(`checkout not accepted: ${accepted.status}`)
    const path = { id, checkout_id: accepted.body.checkout_id }
    await lireCheckoutChoreo(transport, { path }, { token: options.token, prefer: 'wait=15' })
  }

  const erase = async (id: string): Promise<void> => {
    const options = { token: await tokenOf(id), idempotencyKey: `drill-${run}-erase-${unit++}` }
    const answer = await effacerDonneesPersonnelles(transport, { path: { id } }, options)
    if (answer.status !== 200) throw new Error(`not erased: ${answer.status}`)
  }

  return {
    work: async (units) => {
      if (person === undefined) {
        person = await openAccount(transport, system.env('ecommerce').MAIL_FOLDER ?? '')
        for (let i = 0; i < 2 * refusedEvery; i++) await checkOut(person.id)
      }
      let left = units
      const one = async (): Promise<void> => {
        while (left-- > 0) await checkOut()
      }
      await Promise.all(Array.from({ length: atOnce }, one))
    },
    erase: () => erase(person?.id ?? ''),
    returned: async () => {
      const id = person?.id ?? ''
      const { status } = await lireClient(transport, { path: { id } }, { token: await tokenOf(id) })
      await erase(id) // The restored backup predates the request, so erase again.
      return status === 404 ? [] : [`customer ${id} was erased and is back: ${status}`]
    },
    erased: () => (person === undefined ? [] : [person]),
    seal: async () => {
      await withStore((pool) => sealDays(pool, ANCHOR_FILE, new Date().toISOString().slice(0, 10)))
    },
    stored: () => withStore(async (pool) => (await pool.query<{ n: number }>(countEvents))[0]?.n ?? 0),
    rebuilds: [
      {
        name: 'rebuild-orders-by-client',
        service: 'worker-cqrs-projection',
        args: ['workers/main.ts', 'cqrs_projection', 'rebuild'],
      },
    ],
    verify: () =>
      withStore(async (pool) => {
        const { events, checkouts, seals, violations } = await verifySnapshot(pool, await readAnchor(ANCHOR_FILE))
        return {
          checked: `${events} events of ${checkouts} checkouts, ${seals} seals, against the anchor`,
          violations: events === 0 || seals === 0 ? [...violations, 'verify: no sealed event to check'] : violations,
        }
      }),
    close: () => transport.close(),
  }
}
