import { probeSpeed } from '../scenario/speed.ts'
import { inTurn, onStage, runBlock, type VariantsContext } from './block.ts'
import type { BenchRecord, Block, Speed } from './record.ts'
import type { VariantSet } from './variant.ts'

export type Measured = Pick<BenchRecord, 'speeds' | 'blocks' | 'invariants'>

/** Every second round backwards, so that what drifts over time meets each variant alike (A B C, C B A, A B C …). */
export const orderOf = <T>(arms: readonly T[], round: number): T[] =>
  round % 2 === 0 ? [...arms] : [...arms].reverse()

/** Runs every load of every variant in every round, in an order that a drifting machine can't favour. */
export const runVariants = (context: VariantsContext, set: VariantSet, rounds: number): Promise<Measured> =>
  onStage(context, set, async (stage, ledger) => {
    const { progress, signal } = context
    const [speeds, blocks]: [Speed[], Block[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      speeds.push({ round, hashesPerMs: probeSpeed() })
      for (const arm of orderOf(set.arms, round)) {
        await inTurn(stage, arm, async () => {
          for (const load of set.loads) {
            signal.throwIfAborted()
            progress.status(`round ${round + 1} of ${rounds}: ${arm.id}, ${load.text}`)
            blocks.push(await runBlock(stage, arm, load, round, load.duration_s))
          }
        })
        await ledger.note(arm.id)
      }
      progress.line(`round ${round + 1} of ${rounds}`)
    }
    return { speeds, blocks, invariants: [...ledger.rows.values()] }
  })
