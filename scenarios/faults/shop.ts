import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CellContext, OpenPlan } from '#harness/faults/plan.ts'
import { parseScenario, type Scenario } from '#harness/scenario/documents.ts'
import type { Sample } from '#harness/scenario/records.ts'
import type { System } from '#harness/system/system.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { prepare } from '../modules/prepare.ts'
import { openState } from '../modules/state.ts'
import { type Cart, makeCarts, type Workload } from '../shop/workload.ts'
import { type Customer, checkOut } from './client.ts'
import { probeValidation, validations } from './validation-client.ts'

const folder = join(import.meta.dirname, '..')

/** The workload, seed and customers of C1, with more carts that ask for too much. */
const scenarioOfFaults = (): Scenario => {
  const c1 = parseScenario(readFileSync(join(folder, 'C1.yaml'), 'utf8'), 'C1.yaml', folder)
  return { ...c1, id: 'faults', workload: { ...c1.workload, too_much_share: 0.15 } }
}

export type Batch = {
  count: number
  /** Between the starts of two checkouts. */
  gapMs?: number
  style?: string
  /** The same cart for every checkout. */
  cart?: Cart
  /** Whether a refusal of any of them is acceptable. */
  eitherEnd?: boolean
}

type Client = Pick<CellContext, 'place' | 'history' | 'seen' | 'now' | 'sleep' | 'random'>

/** What the cells know about the running shop. */
export type Shop = {
  system: System
  products: readonly number[]
  /** Checks out many times concurrently and waits for all ends. */
  checkOut: (context: Client, batch: Batch) => Promise<Sample[]>
  /** Starts checkouts at intervals until stopped, then waits for all ends. */
  keepCheckingOut: (context: Client, gapMs: number) => { stop: () => Promise<Sample[]> }
}

/** Open shops by their system: the harness passes only the system to a cell. */
const shops = new WeakMap<System, Shop>()
export const shopOf = ({ system }: CellContext): Shop => {
  const shop = shops.get(system)
  if (!shop) throw new Error('the shop is not open')
  return shop
}

const transportOf = (system: System): Transport =>
  createTransport({
    baseUrl: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE ?? '',
    metrics: createMetrics({ name: 'faults' }),
    log: createLog({ name: 'faults', level: 'silent' }),
    connections: 256,
    breaker: false,
  })

const shopClient = (
  transport: Transport,
  scenario: Scenario,
  products: readonly number[],
  customers: readonly Customer[],
) => {
  const workload = scenario.workload as Workload
  let loads = 0
  const start =
    (context: Client, style: string, carts: readonly Cart[], eitherEnd = false, began = context.now()) =>
    (i: number): Promise<Sample> => {
      const cart = carts[i % carts.length] as Cart
      const customer = customers[cart.client % customers.length] as Customer
      const { history, now, sleep } = context
      const order = {
        style,
        i,
        cart,
        eitherEnd,
        customer,
        history,
        sleep,
        now: () => now() - began,
        key: `fault-${randomUUID()}`,
      }
      return checkOut(transport, order)
    }
  const seen = (context: Client, style: string, samples: Sample[]): Sample[] => {
    context.seen({ scenario, style, load: `faults-${++loads}`, samples })
    return samples
  }
  const cartsOf = (context: Client, count: number): Cart[] =>
    makeCarts(workload, products, Math.floor(context.random() * 2 ** 32), 'faults', count)

  const checkOutMany: Shop['checkOut'] = async (
    context,
    { count, gapMs = 20, style = context.place.style, cart, eitherEnd },
  ) => {
    const carts = cart ? [cart] : cartsOf(context, count)
    const begin = start(context, style, carts, eitherEnd)
    const all: Promise<Sample>[] = []
    for (let i = 0; i < count; i++) {
      all.push(begin(i))
      if (gapMs > 0) await context.sleep(gapMs)
    }
    return seen(context, style, await Promise.all(all))
  }
  const keepCheckingOut: Shop['keepCheckingOut'] = (context, gapMs) => {
    const { style } = context.place
    const begin = start(context, style, cartsOf(context, 500))
    const all: Promise<Sample>[] = []
    let stopped = false
    const arriving = (async () => {
      for (let i = 0; !stopped; i++) {
        all.push(begin(i))
        await context.sleep(gapMs)
      }
    })()
    return {
      stop: async () => {
        stopped = true
        await arriving
        return seen(context, style, await Promise.all(all))
      },
    }
  }
  return { checkOut: checkOutMany, keepCheckingOut }
}

const productCount = (system: System): number => Number(system.env('seed').SEED_PRODUCTS ?? 1_000)

/** Opens the shop of a running system with its customers, carts, state and invariants. */
export const startShop = async (system: System): Promise<OpenPlan> => {
  const scenario = scenarioOfFaults()
  const { target } = await prepare({ system, scenario, load: 'faults', count: 1 })
  const products = Array.from({ length: productCount(system) }, (_, index) => index + 1)
  const transport = transportOf(system)
  const client = shopClient(transport, scenario, products, target.clients as Customer[])
  shops.set(system, { system, products, ...client })
  const state = await openState(system)
  const usual: Cart = { client: 0, lignes: [{ produit_id: 1, quantite: 1 }], expected: 'succeeded' }
  return {
    state,
    // A breaker that is still open rejects the first ones: what counts is that new ones succeed soon.
    probe: async (context) => {
      if (context.place.style === validations) return probeValidation(system, context)
      let [last] = await client.checkOut(context, { count: 1, cart: usual })
      for (let again = 0; again < 5 && last?.outcome !== 'succeeded'; again++) {
        await context.sleep(1_000)
        ;[last] = await client.checkOut(context, { count: 1, cart: usual })
      }
      return last as Sample
    },
    close: async () => {
      await transport.close()
      await state.close()
    },
  }
}
