import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import type { FaultKind } from '#harness/scenario/fault-proxy.ts'
import { commandesAt, creation, inventaireAt, reservation } from './crashes.ts'
import { styles } from './hosts.ts'
import { shopOf } from './shop.ts'

type Trouble = {
  phase: string
  text: string
  share: number
  kind: FaultKind
  only?: 'commandes' | 'inventaire'
}

const targets = {
  commandes: { at: commandesAt, match: creation, step: 'creer-commande' },
  inventaire: { at: inventaireAt, match: reservation, step: 'reserver-stock' },
} as const

/** Longer than all attempts of a step together, and than its undo. */
const afterUndoMs = 3_500

const troubles: readonly Trouble[] = [
  {
    phase: 'timeout-after-commit',
    text: 'The answer is lost after the commit',
    share: 0.6,
    kind: { kind: 'drop-response' },
  },
  {
    phase: 'half-open',
    text: 'The connection stays open and says nothing after the commit',
    share: 0.6,
    kind: { kind: 'half-open' },
  },
  {
    phase: 'late-effect',
    text: 'The request arrives after its undo',
    share: 0.6,
    kind: { kind: 'delay', delay_ms: afterUndoMs },
  },
  {
    phase: 'slow',
    text: 'The service answers shortly after the caller has timed out',
    share: 0.8,
    kind: { kind: 'delay', delay_ms: 850 },
  },
  { phase: 'reset', text: 'Connections are reset', share: 0.6, kind: { kind: 'reset' } },
  { phase: 'error', text: 'The service answers 500', share: 0.6, kind: { kind: 'error' } },
]

const count = 12

const disturb =
  ({ share, kind }: Trouble, { at, match }: (typeof targets)[keyof typeof targets]) =>
  (context: CellContext): Promise<void> =>
    context.behindProxy(at, [{ share, match, kinds: [kind] }], async (proxy) => {
      context.harmed()
      await shopOf(context).checkOut(context, { count })
      if (!proxy.records().some((record) => record.kind !== 'none')) context.missed('no request met the fault')
    })

/** What the network can do to a request on its way to a participant, through no fault of the participant. */
export const networkFaults: readonly FaultCell[] = troubles.flatMap((trouble) =>
  styles.flatMap((style) =>
    (['inventaire', 'commandes'] as const).map((process) => ({
      style,
      process,
      step: targets[process].step,
      phase: trouble.phase,
      kind: 'fault' as const,
      text: trouble.text,
      run: disturb(trouble, targets[process]),
    })),
  ),
)
