import { probeSpeed } from '../scenario/running.ts'
import { inTurn, onStage, runBlock, type VariantsContext } from './block.ts'
import type { BenchRecord, Block, Speed } from './record.ts'
import type { VariantSet } from './variant.ts'

export type Measured = Pick<BenchRecord, 'speeds' | 'blocks' | 'invariants'>

/** Reverses every second round, so that drift over time affects each variant alike (A B C, C B A, A B C …). */
export const orderOf = <T>(variants: readonly T[], round: number): T[] =>
  round % 2 === 0 ? [...variants] : [...variants].reverse()

/** Runs every load of every variant in every round, in an order that a drifting machine can't favour. */
export const runVariants = (context: VariantsContext, set: VariantSet, rounds: number): Promise<Measured> =>
  onStage(context, set, async (stage, ledger) => {
    const { progress, signal } = context
    const [speeds, blocks]: [Speed[], Block[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      speeds.push({ round, hashesPerMs: probeSpeed() })
      for (const variant of orderOf(set.variants, round)) {
        await inTurn(stage, variant, async () => {
          for (const load of set.loads) {
            signal.throwIfAborted()
            progress.status(`round ${round + 1} of ${rounds}: ${variant.id}, ${load.text}`)
            blocks.push(await runBlock(stage, variant, load, round, load.duration_s))
          }
        })
        await ledger.note(variant.id)
      }
      progress.line(`round ${round + 1} of ${rounds}`)
    }
    return { speeds, blocks, invariants: [...ledger.rows.values()] }
  })
