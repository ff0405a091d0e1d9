import { join } from 'node:path'
import { projectRoot } from '#harness/commands/with-system.ts'
import type { Scenario } from '#harness/scenario/documents.ts'
import type { SeenLoad } from '#harness/scenario/plugin.ts'
import type { Progress } from '#harness/scenario/running.ts'
import { type System, startSystem } from '#harness/system/system.ts'
import type { GuaranteeFault, Violated } from '#harness/variants/records.ts'
import type { Variant } from '#harness/variants/running.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { type Checks, openState } from '../modules/state.ts'
import { guaranteePatches, provideWithoutOutbox } from '../planted/guarantees.ts'
import { openNursery } from '../planted/nursery.ts'
import { settle } from '../planted/settle.ts'
import { switchTo } from '../planted/switch.ts'
import { openBuyer, type Style } from '../shop/buyer.ts'
import { type Strike, strikes, type Turn } from './strikes.ts'

export type FaultOptions = { offset: number; like: Scenario; progress: Progress; signal: AbortSignal }

/** The guarantee that the variant lacks: `<style>-without-<what>`. */
const lackOf = ({ id }: Variant): string => id.slice(id.indexOf('-without-') + '-without-'.length)
const settleMs = 40_000
const customers = 20
const products = 50

type Prepared = { system: System; folder: string }

const start = async ({ offset, progress, signal }: FaultOptions): Promise<Prepared> => {
  const nursery = await openNursery(projectRoot, offset)
  nursery.lay(guaranteePatches)
  const system = await startSystem({
    offset,
    projectRoot,
    composeFile: join(projectRoot, 'docker-compose.yml'),
    environment: nursery.environment,
    progress: progress.status,
    signal,
  })
  await provideWithoutOutbox(system)
  return { system, folder: nursery.folder }
}

const violatedIn = async (state: Checks, loads: SeenLoad[], outages: { fromMs: number; toMs: number }[]) =>
  (await state.check({ loads, outages }))
    .filter(({ violations }) => violations > 0)
    .map(({ id, violations, examples }): Violated => ({ id, violations, example: examples[0] ?? '' }))

let turns = 0

/** Invariants that the variant keeps without the fault and breaks with it. */
const turnOf = async (
  { system, folder }: Prepared,
  { like }: FaultOptions,
  variant: Variant,
  { strike }: Strike,
  lacks: boolean,
): Promise<Violated[]> => {
  const style = (variant.against ?? variant.id) as Style
  const turn = ++turns
  const words =
    lacks && ['outbox', 'dedupe', 'saga-log'].includes(lackOf(variant)) ? [`without-${lackOf(variant)}`] : []
  const leave = lacks ? await variant.enter?.(system) : undefined
  const buyer = openBuyer(system)
  let bought = 0
  const buy: Turn['buy'] = (count) =>
    Array.from({ length: count }, () => {
      const i = bought++
      const lignes = [{ produit_id: 1 + (i % products), quantite: 1 }]
      const clientId = seedClientId(1, 1 + (i % customers))
      return buyer.buy(style, { i, clientId, key: `fault-${variant.id}-${turn}-${i}`, lignes })
    })
  const load = (samples: SeenLoad['samples']): SeenLoad => ({ scenario: like, style, load: 'fault', samples })
  try {
    const before = await openState(system)
    const calm = await Promise.all(buy(4))
    await settle(before, settleMs)
    const known = new Set((await violatedIn(before, [load(calm)], [])).map(({ id }) => id))
    const isRunning = (service: string): boolean => system.pid(service) !== undefined
    const dieAt: Turn['dieAt'] = (places) =>
      switchTo(folder, [...words, ...places.map((place) => `die:${place}`)], isRunning)
    const { samples, outages } = await strike({ system, lacks, buy, state: before, dieAt })
    await before.close()
    const after = await openState(system)
    await settle(after, settleMs)
    const found = await violatedIn(after, [load([...calm, ...samples])], outages)
    await after.close()
    return found.filter(({ id }) => !known.has(id))
  } finally {
    await buyer.close()
    await leave?.()
  }
}

/**
 * Exposes each variant that lacks a guarantee to the fault that the guarantee protects against, and does the same with its
 * whole variant. The whole variants share one system; each of the others gets its own, because the fault leaves it broken.
 */
export const runFaultTurns = async (options: FaultOptions, variants: readonly Variant[]): Promise<GuaranteeFault[]> => {
  const { progress, signal } = options
  const lacking = variants.flatMap((variant) => {
    const strike = variant.against === undefined ? undefined : strikes[lackOf(variant)]
    return strike === undefined ? [] : [{ variant, strike }]
  })
  if (lacking.length === 0) return []
  const withIt: Violated[][] = []
  const whole = await start(options)
  try {
    for (const { variant, strike } of lacking) {
      signal.throwIfAborted()
      progress.status(`${variant.against}: ${strike.text}`)
      withIt.push(await turnOf(whole, options, variant, strike, false))
    }
  } finally {
    await whole.system.stop()
  }
  const results: GuaranteeFault[] = []
  for (const [i, { variant, strike }] of lacking.entries()) {
    signal.throwIfAborted()
    progress.status(`${variant.id}: ${strike.text}`)
    const own = await start(options)
    try {
      const without = await turnOf(own, options, variant, strike, true)
      const { text: fault, limits } = strike
      results.push({
        variant: variant.id,
        against: variant.against ?? '',
        fault,
        limits,
        without,
        with: withIt[i] ?? [],
      })
      progress.line(
        `${variant.id}: ${strike.text}: ${without.map(({ id }) => id).join(', ') || 'every invariant held'}`,
      )
    } finally {
      await own.system.stop()
    }
  }
  return results
}
