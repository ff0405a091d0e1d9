import { fitUsl, type Point, type Usl } from '../judge/usl.ts'
import type { Load } from '../scenario/documents.ts'
import { badEnds } from '../scenario/records.ts'
import { inTurn, type Ledger, onStage, runBlock, type Stage, type VariantsContext } from './block.ts'
import { valueOfBlock } from './figures.ts'
import type { Block } from './record.ts'
import type { Variant, VariantSet } from './variant.ts'

/** One offered rate. It is valid only if all offered work also completed correctly. */
export type Rung = {
  ratePerS: number
  reachedPerS: number
  p95Ms: number | null
  restMs: number | null
  why: string | null
}

export type Capacity = {
  variant: string
  /** Throughput by concurrent users, without pause. */
  curve: Point[]
  law: Usl | null
  rungs: Rung[]
  /** The highest valid rate; null if there is none. */
  highestPerS: number | null
}

export type CapacityOptions = { users: readonly number[]; curveS: number; rungS: number }

const firstShare = 0.5
const growth = 1.15
const rungsMost = 12
/** There is no backlog if the system is at rest this soon after the last unit of work arrived. */
const flatMs = 1_500

const closed = (users: number): Load => ({
  id: `users-${users}`,
  text: `${users} users without pause`,
  judged: false,
  model: { kind: 'closed', users, paced_to: null },
  duration_s: 0,
  quick_duration_s: 0,
})

const open = (rate: number): Load => ({
  id: `rate-${rate}`,
  text: `${rate}/s, arriving steadily`,
  judged: false,
  model: { kind: 'open', rate: `${rate}/s`, most_in_flight: 400 },
  duration_s: 0,
  quick_duration_s: 0,
})

/** Units that were due so late that the load had ended: k6 neither starts them nor counts them as dropped. */
const lateOf = ({ generator: { offered, started, dropped } }: Block): number =>
  offered === null ? 0 : Math.max(0, offered - started - dropped)

/** Why a rung is invalid; null if it is valid. */
export const flaw = (block: Block, broken: readonly string[]): string | null => {
  if (block.invalid !== null) {
    const late = lateOf(block)
    return late === 0 ? block.invalid : `${block.invalid}; the generator never started the last ${late} requests`
  }
  const bad = badEnds(block.outcomes)
  if (bad > 0) return `${bad} of ${block.samples} failed`
  if (block.unsteady !== null) return block.unsteady
  if (block.restMs === null || block.restMs > flatMs)
    return `a backlog was left: rest after ${((block.restMs ?? 0) / 1_000).toFixed(1)} s (limit ${(flatMs / 1_000).toFixed(1)} s)`
  return broken.length === 0 ? null : `violated invariants: ${broken.join(', ')}`
}

const newlyBroken = (ledger: Ledger, variant: Variant, before: ReadonlyMap<string, number>): string[] =>
  [...ledger.rows.values()].flatMap(({ variant: of, id, violations }) =>
    of === variant.id && !(id in (variant.gives_up ?? {})) && violations > (before.get(id) ?? 0) ? [id] : [],
  )

const violationsOf = (ledger: Ledger, variant: Variant): Map<string, number> =>
  new Map(
    [...ledger.rows.values()].flatMap(({ variant: of, id, violations }) =>
      of === variant.id ? [[id, violations]] : [],
    ),
  )

const climb = async (
  stage: Stage,
  ledger: Ledger,
  variant: Variant,
  peakPerS: number,
  rungS: number,
): Promise<Rung[]> => {
  const rungs: Rung[] = []
  let rate = Math.max(1, Math.round(peakPerS * firstShare))
  while (rungs.length < rungsMost) {
    stage.context.signal.throwIfAborted()
    stage.context.progress.status(`${variant.id}: ${rate}/s`)
    const before = violationsOf(ledger, variant)
    const block = await runBlock(stage, variant, open(rate), rungs.length, rungS)
    await ledger.note(variant.id)
    const why = flaw(block, newlyBroken(ledger, variant, before))
    rungs.push({
      ratePerS: rate,
      reachedPerS: block.ratePerS,
      p95Ms: block.samples === 0 ? null : valueOfBlock(block, 'p95'),
      restMs: block.restMs,
      why,
    })
    if (why !== null) break
    rate = Math.max(rate + 1, Math.round(rate * growth))
  }
  return rungs
}

const measure = async (stage: Stage, ledger: Ledger, variant: Variant, options: CapacityOptions): Promise<Capacity> => {
  const curve: Point[] = []
  for (const users of options.users) {
    stage.context.signal.throwIfAborted()
    stage.context.progress.status(`${variant.id}: ${users} users`)
    const block = await runBlock(stage, variant, closed(users), 0, options.curveS)
    if (block.invalid === null && block.ratePerS > 0) curve.push({ n: users, x: block.ratePerS })
  }
  await ledger.note(variant.id)
  const peak = Math.max(0, ...curve.map(({ x }) => x))
  const rungs = peak === 0 ? [] : await climb(stage, ledger, variant, peak, options.rungS)
  const counted = rungs.filter(({ why }) => why === null).map(({ ratePerS }) => ratePerS)
  return {
    variant: variant.id,
    curve,
    law: fitUsl(curve) ?? null,
    rungs,
    highestPerS: counted.length === 0 ? null : Math.max(...counted),
  }
}

/** Finds, for each variant, how throughput grows with users, and the highest steady rate without backlog or violations. */
export const measureCapacity = (
  context: VariantsContext,
  set: VariantSet,
  options: CapacityOptions,
): Promise<Capacity[]> =>
  onStage(context, set, async (stage, ledger) => {
    const found: Capacity[] = []
    for (const variant of set.variants) {
      await inTurn(stage, variant, async () => {
        const capacity = await measure(stage, ledger, variant, options)
        found.push(capacity)
        context.progress.line(
          `${variant.id}: ${capacity.highestPerS === null ? 'no valid rate' : `highest valid rate ${capacity.highestPerS}/s`}`,
        )
      })
    }
    return found
  })
