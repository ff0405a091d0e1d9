import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from '#harness/scenario/documents.ts'
import type { Observed, ScenarioSystem, SeenLoad } from '#harness/scenario/plugin.ts'
import type { Sample } from '#harness/scenario/records.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { openState } from '../modules/state.ts'
import { openBuyer, type Style } from '../shop/buyer.ts'

export const styles: readonly Style[] = ['orchestrated', 'choreographed']

/** Checks out through the published port, and records the answers to clients and the times of outages. */
export type Shoppers = {
  readonly buy: (style: Style, count: number) => Promise<Sample[]>
  /** Repeats one checkout in each style until both succeed. Returns how long that took. */
  readonly untilServed: (limitMs: number) => Promise<number>
  /** Records the duration of `work` as an outage. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>
  readonly untilAtRest: (limitMs: number) => Promise<void>
  /** Violated invariants over everything so far, as sentences, and how many were checked. */
  readonly check: () => Promise<{ checked: number; violated: string[]; checkouts: number }>
  readonly close: () => Promise<void>
}

const products = 50
const customers = 20
const pollMs = 200

export const openShoppers = (system: ScenarioSystem, like: Scenario): Shoppers => {
  const buyer = openBuyer(system)
  const run = Date.now().toString(36)
  const seen: Record<Style, Sample[]> = { orchestrated: [], choreographed: [] }
  const outages: { fromMs: number; toMs: number }[] = []
  let bought = 0

  const buyOne = async (style: Style): Promise<Sample> => {
    const i = bought++
    const lignes = [{ produit_id: 1 + (i % products), quantite: 1 + (i % 3) }]
    const order = { i, clientId: seedClientId(1, 1 + (i % customers)), key: `containers-${run}-${i}`, lignes }
    const sample = await buyer.buy(style, order)
    seen[style].push(sample)
    return sample
  }
  const buy: Shoppers['buy'] = (style, count) => Promise.all(Array.from({ length: count }, () => buyOne(style)))

  const untilServed: Shoppers['untilServed'] = async (limitMs) => {
    const beganMs = Date.now()
    for (const style of styles) {
      for (let last = await buyOne(style); last.outcome !== 'succeeded'; last = await buyOne(style)) {
        if (Date.now() - beganMs > limitMs)
          throw new Error(`${style}: ${last.outcome} (${last.reason}) after ${limitMs / 1_000} s`)
        await sleep(pollMs)
      }
    }
    return Date.now() - beganMs
  }

  const withState = async <T>(use: (state: Awaited<ReturnType<typeof openState>>) => Promise<T>): Promise<T> => {
    const state = await openState(system)
    try {
      return await use(state)
    } finally {
      await state.close()
    }
  }

  return {
    buy,
    untilServed,
    during: async (work) => {
      const fromMs = Date.now()
      try {
        return await work()
      } finally {
        outages.push({ fromMs, toMs: Date.now() })
      }
    },
    untilAtRest: (limitMs) =>
      withState(async (state) => {
        const deadline = Date.now() + limitMs
        for (let moving = await state.unrest(); moving !== null; moving = await state.unrest()) {
          if (Date.now() > deadline) throw new Error(`not at rest after ${limitMs / 1_000} s: ${moving}`)
          await sleep(pollMs)
        }
      }),
    check: () =>
      withState(async (state) => {
        const loads = styles.map(
          (style): SeenLoad => ({ scenario: like, style, load: 'containers', samples: seen[style] }),
        )
        const observed: Observed = { loads, outages }
        const results = await state.check(observed)
        return {
          checked: results.length,
          checkouts: bought,
          violated: results
            .filter(({ violations }) => violations > 0)
            .map(({ id, violations, examples }) => `${id}: ${violations}, for example ${examples[0]}`),
        }
      }),
    close: () => buyer.close(),
  }
}
