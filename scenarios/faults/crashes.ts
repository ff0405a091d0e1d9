import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import { type CrashCell, crashCells } from '#harness/faults/reachable.ts'
import type { FaultProxy, FaultRule } from '#harness/scenario/fault-proxy.ts'
import { hosts, instancesOf, styles, table } from './hosts.ts'
import { shopOf } from './shop.ts'

/** Matches requests of one operation with an effect; all others pass. */
export const creation = { method: 'POST', path: '^/api/commandes/enregistrer-vente/?$', key_header: 'idempotency-key' }
export const reservation = { method: 'POST', path: '^/api/inventaire/diminuer-stock/?$', key_header: 'idempotency-key' }
export const commandesAt = 'commandes:8003'
export const inventaireAt = 'inventaire:8002'

type Harm = { at: string; rule: Omit<FaultRule, 'at' | 'seed' | 'id'> }

/**
 * An undo needs a failure: the order, or the reservation, is made and its answer is lost. A choreographed checkout
 * keeps an order once it is made, so there the order must be refused (ADR-055).
 */
const failureFor = ({ style, process, step, phase }: CrashCell): Harm | undefined => {
  if (phase !== 'during-undo' && process !== 'worker-stock-compensation') return undefined
  if (process === 'worker-stock-reservation' && step === 'reserver-stock')
    return { at: inventaireAt, rule: { share: 1, match: reservation, kinds: [{ kind: 'drop-response' }] } }
  const kind = style === 'choreographed' ? 'refuse' : 'drop-response'
  return { at: commandesAt, rule: { share: 1, match: creation, kinds: [{ kind }] } }
}

const batchCount = 8
const batchesMs = 10_000
const deathWithinMs = 12_000

const checkOutBatch = (context: CellContext) => shopOf(context).checkOut(context, { count: batchCount, gapMs: 50 })

/**
 * Orders one replica to crash at a given place. On an odd draw it stays down until all ends are known, if another
 * replica can do its work; otherwise it restarts within half a second.
 */
export const die =
  (
    cell: Pick<CrashCell, 'process' | 'order'>,
    all: readonly string[],
    work: (context: CellContext) => Promise<unknown> = checkOutBatch,
  ) =>
  async (context: CellContext, proxy?: FaultProxy) => {
    const { victims, random, sleep } = context
    const instances = instancesOf(cell.process, all)
    const victim = instances[Math.floor(random() * instances.length)] ?? cell.process
    const nth = 1 + Math.floor(random() * (instances.length > 1 ? 1 : 3))
    const staysDead = instances.length > 1 && random() < 0.5
    victims.order(victim, `${cell.order}:${nth}`)
    let isDead = false
    const dying = (async () => {
      isDead = await victims.death(victim, deathWithinMs)
      if (!isDead) return context.missed(`${victim} did not reach ${cell.order} ${nth} times`)
      context.harmed()
      proxy?.setRules([]) // A worker keeps no memory and needs an answer before it can undo again.
      if (staysDead) return
      await sleep(random() * 500)
      await victims.start(victim)
    })()
    // A replica that was down a moment ago may get no traffic at first, so the first batch may miss it.
    for (const until = context.now() + batchesMs; context.now() < until && !isDead; ) await work(context)
    await dying
  }

export const text: Record<string, string> = {
  'before-effect': 'dies before the effect',
  'after-effect': 'dies after the effect',
  'before-ack': 'dies before the acknowledgement',
  'during-undo': 'dies during the undo',
}

/** SIGKILL of every process at each of its steps and phases. */
export const crashes = (all: readonly string[]): FaultCell[] =>
  styles.flatMap((style) =>
    crashCells(style, table, hosts[style]).map((cell) => {
      const failure = failureFor(cell)
      const run = die(cell, all)
      return {
        ...cell,
        kind: 'crash' as const,
        text: `${cell.process} ${text[cell.phase]} of ${cell.step}`,
        run: failure
          ? (context: CellContext) => context.behindProxy(failure.at, [failure.rule], (proxy) => run(context, proxy))
          : run,
      }
    }),
  )
