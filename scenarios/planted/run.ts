import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { readScenarios, type Scenario, scenariosFolder } from '#harness/scenario/documents.ts'
import { type FaultProxy, type FaultRule, startFaultProxy } from '#harness/scenario/fault-proxy.ts'
import type { Observed, SeenLoad } from '#harness/scenario/plugin.ts'
import type { Sample } from '#harness/scenario/records.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { invariants } from '../invariants/all.ts'
import { type Checks, openState, redisUrl } from '../modules/state.ts'
import { type Buyer, openBuyer, type Style } from '../shop/buyer.ts'
import { processes } from '../shop/databases.ts'
import type { Ligne } from '../shop/lines.ts'
import { changePrice } from '../shop/manager.ts'
import { comeAndGo, type Erased } from '../shop/person.ts'
import { type Bench, type BenchOptions, openBench } from './bench.ts'
import { cancelPastSale } from './past-sales.ts'
import { type Plant, processPlants } from './plants.ts'
import { sendTwice } from './send-twice.ts'
import { settle } from './settle.ts'
import { validateRequests } from './validate-requests.ts'

/** The result of one planted bug. `red`: every invariant that reported it; `found`: the expected one is among them. */
export type PlantedResult = { id: string; text: string; invariant: string; found: boolean; red: string[] }

const styles: readonly Style[] = ['orchestrated', 'choreographed']
const target = 'commandes:8003'
const match = { method: 'POST', path: 'enregistrer-vente', key_header: 'idempotency-key' }
const rule = (kinds: FaultRule['kinds']): FaultRule => ({ id: 'planted', at: target, share: 1, seed: 1, match, kinds })
/** In the choreography an order stays once it is made, even if its answer is lost (ADR-055). */
const failing: Record<Style, FaultRule> = {
  orchestrated: rule([{ kind: 'drop-response' }, { kind: 'refuse' }]),
  choreographed: rule([{ kind: 'refuse' }]),
}
const slow = rule([{ kind: 'delay', delay_ms: 2_500 }])

const tooMuch = 10_000
const failingEach = 2

type Run = { bench: Bench; buyer: Buyer; state: Checks; proxy: FaultProxy; redis: Redis; like: Scenario; runId: string }

type Driven = { loads: SeenLoad[]; erased?: Erased[] }

/** The checkouts of one bug: they use a customer and products of their own, so that findings name the bug. */
const drive = async (run: Run, plant: Plant, nth: number): Promise<Driven> => {
  const { buyer, proxy, like } = run
  const clientId = seedClientId(1, nth)
  const product = nth
  const order = (style: Style, load: string, i: number, lignes: Ligne[]): Promise<Sample> =>
    buyer.buy(style, { i, clientId, key: `${run.runId}-${plant.id}-${style}-${load}-${i}`, lignes })
  const few = (quantite: number): Ligne[] => [{ produit_id: product, quantite }]
  const plain = (style: Style): Promise<Sample[]> =>
    Promise.all([1, 2, 3, tooMuch].map((quantite, i) => order(style, 'plain', i, few(quantite))))
  const failed = (style: Style): Promise<Sample[]> =>
    Promise.all(Array.from({ length: failingEach }, (_, i) => order(style, 'failing', i, few(1))))
  const scenario = { ...like, id: plant.id, seed: nth }
  const loads: SeenLoad[] = []
  for (const style of styles) loads.push({ scenario, style, load: 'plain', samples: await plain(style) })
  for (const style of styles) {
    proxy.setRules([failing[style]])
    const faulty = { ...scenario, method: { text: '', faults: [failing[style]] } }
    loads.push({ scenario: faulty, style, load: 'failing', samples: await failed(style) })
  }
  proxy.setRules([])
  if (plant.beside === undefined) return { loads }
  const buy = () => order('orchestrated', 'beside', 0, few(1))
  const erased = await besides[plant.beside]({ ...run, product }, plant, buy)
  return { loads, erased }
}

const besides: Record<
  NonNullable<Plant['beside']>,
  (run: Run & { product: number }, plant: Plant, buy: () => Promise<Sample>) => Promise<Erased[]>
> = {
  'coordinators-die': async ({ bench, proxy }, { patch }, buy) => {
    proxy.setRules([slow])
    const bought = buy()
    while (proxy.pending() === 0) await sleep(20)
    await bench.restart(patch?.services ?? [])
    proxy.setRules([])
    await bought
    return []
  },
  'consumer-dies': async ({ bench, state }, { patch }) => {
    await settle(state)
    await bench.restart(patch?.services ?? [])
    return []
  },
  'events-come-twice': async ({ redis }) => {
    await sendTwice(redis, 5)
    return []
  },
  'requests-are-validated': async ({ bench, product }) => {
    await validateRequests(bench.system, product)
    return []
  },
  'price-is-changed': async ({ bench, product }) => {
    await changePrice(bench.system, product, 1)
    return []
  },
  'past-sale-is-cancelled': async ({ bench }) => {
    await cancelPastSale(bench.system)
    return []
  },
  'customer-is-erased': async ({ buyer, product }) => [await comeAndGo(buyer, product)],
}

type Violations = Map<string, Set<string>>

const lookAt = async (state: Checks, driven: Driven): Promise<Violations> => {
  const observed: Observed = { ...driven, outages: [] }
  const snapshot = await state.snapshot(observed)
  return new Map(invariants.map(({ id, check }) => [id, new Set(check(snapshot).violations)]))
}

const newOnes = (before: Violations, after: Violations): string[] =>
  [...after].filter(([id, texts]) => [...texts].some((text) => !before.get(id)?.has(text))).map(([id]) => id)

const runOne = async (run: Run, plant: Plant, nth: number): Promise<string[]> => {
  const before = await lookAt(run.state, { loads: [] })
  await using _planted = await run.bench.plant(plant)
  const driven = await drive(run, plant, nth)
  await settle(run.state)
  return newOnes(before, await lookAt(run.state, driven))
}

const control: Plant = { id: 'no-bug', invariant: '', text: 'no bug', beside: 'customer-is-erased' }

const putProxy = async (bench: Bench) => {
  const proxy = await startFaultProxy({ target: bench.system.url('commandes') })
  await bench.system.reroute(target, new URL(proxy.url).host)
  return proxy
}

export type PlantedOptions = Omit<BenchOptions, 'customers' | 'products'> & {
  plants?: readonly Plant[]
  onResult?: (result: PlantedResult) => void
  /** Called with the number of services that are up. */
  onStarted?: (services: number) => void
}

/**
 * Starts a dedicated system, plants one bug after another, runs checkouts in both styles (some of which fail), and
 * returns which invariants found something new. A first round without a bug must find nothing.
 * @throws Error if an invariant is violated without a bug
 */
export const runPlantedBugs = async (options: PlantedOptions): Promise<PlantedResult[]> => {
  const { plants = processPlants, onResult } = options
  const size = plants.length + 1
  const bench = await openBench({ ...options, customers: size, products: size }, processes)
  options.onStarted?.(bench.system.services.length)
  try {
    const [like] = readScenarios(scenariosFolder, ['P2'])
    if (like === undefined) throw new Error('no scenario P2')
    const proxy = await putProxy(bench)
    const state = await openState(bench.system)
    const redis = new Redis(redisUrl(bench.system))
    const buyer = openBuyer(bench.system)
    const run = { bench, buyer, state, proxy, redis, like, runId: Date.now().toString(36) }
    try {
      const withoutBug = await runOne(run, control, size)
      if (withoutBug.length > 0) throw new Error(`violated without a bug: ${withoutBug.join(', ')}`)
      const results: PlantedResult[] = []
      for (const [i, plant] of plants.entries()) {
        options.signal?.throwIfAborted()
        const red = await runOne(run, plant, i + 1)
        const { id, text, invariant } = plant
        const result = { id, text, invariant, found: red.includes(invariant), red }
        onResult?.(result)
        results.push(result)
      }
      return results
    } finally {
      redis.disconnect()
      await Promise.all([buyer.close(), state.close(), proxy.close()])
    }
  } finally {
    await bench.system.stop()
  }
}
