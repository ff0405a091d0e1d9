import { readDeclaredOrder } from './declared-order.ts'
import { type Invariant, type Issue, issues } from './invariant.ts'
import type { Snapshot } from './snapshot.ts'

/** From the recorded failure to the end of each undo. */
const undoLimitMs = 5_000

/** What a participant says of a step: whether it ever had its effect, and when that was undone. */
type Effect = { had: boolean; undone: boolean; undoneMs: number | null }
const noEffect: Effect = { had: false, undone: false, undoneMs: null }

const effects: Readonly<Record<string, (snapshot: Snapshot, id: string) => Effect>> = {
  'reserver-stock': ({ reservations }, id) => {
    const row = reservations.get(id)
    return row ? { had: row.lignes.length > 0, undone: row.etat !== 'reservee', undoneMs: row.released_ms } : noEffect
  },
  'creer-commande': ({ ventes }, id) => {
    const row = ventes.get(id)
    return row
      ? { had: row.commande_id !== null, undone: row.etat !== 'enregistree', undoneMs: row.annulee_ms }
      : noEffect
  },
}

const effectOf = (snapshot: Snapshot, step: string, id: string): Effect => {
  const read = effects[step]
  if (read === undefined) throw new Error(`${step} has an undo, and nobody told the checker where its effect is seen`)
  return read(snapshot, id)
}

type Telling = {
  /** When the failure was recorded. */
  failedMs: number | undefined
  /** How often the undo of a step is told; undefined where nobody tells. */
  told: (step: string) => number | undefined
  /** Whether anybody may think that the step had an effect. */
  mayHave: (step: string) => boolean
}

const tellingOfLog = ({ undos }: Snapshot, id: string): Telling => {
  const records = undos.get(id) ?? []
  const of = (type: string, step: string) => records.filter((record) => record.type === type && record.step === step)
  return {
    failedMs: records.find(({ type }) => type === 'undoing')?.at_ms,
    told: (step) => of('undo-done', step).length,
    mayHave: (step) => of('step-started', step).length > 0,
  }
}

// The owner of a step undoes its own unknown effect silently; only the release of a told reservation is told.
const tellingOfEvents = ({ evenements, ventes }: Snapshot, id: string): Telling => {
  const events = evenements.get(id) ?? []
  const count = (type: string): number => events.filter((event) => event.type === type).length
  const failure = events.find(({ type }) => type === 'OrderCreationFailed' || type === 'StockReservationFailed')
  const cancelledMs = ventes.get(id)?.annulee_ms
  const failedMs = failure && failure.ts * 1_000
  return {
    failedMs: failedMs && cancelledMs ? Math.min(failedMs, cancelledMs) : failedMs,
    told: (step) => (step === 'reserver-stock' && count('StockReserved') > 0 ? count('StockReleased') : undefined),
    mayHave: () => true,
  }
}

const limitFinding = (snapshot: Snapshot, id: string, step: string, fromMs: number, undoneMs: number): string[] => {
  const from = snapshot.observed.outages
    .filter((outage) => outage.fromMs <= undoneMs && outage.toMs >= fromMs)
    .reduce((latest, { toMs }) => Math.max(latest, toMs), fromMs)
  const tookMs = undoneMs - from
  return tookMs <= undoLimitMs ? [] : [`checkout ${id}: ${step} was undone after ${Math.round(tookMs)} ms`]
}

const stepFindings = (snapshot: Snapshot, id: string, step: string, telling: Telling): string[] => {
  const { had, undone, undoneMs } = effectOf(snapshot, step, id)
  const told = telling.told(step)
  return [
    ...(had && !undone ? [`checkout ${id}: ${step} has an effect and is not undone`] : []),
    ...(had && told === 0 ? [`checkout ${id}: nobody tells that ${step} was undone`] : []),
    ...(told !== undefined && told > 1 ? [`checkout ${id}: ${step} was undone ${told} times`] : []),
    ...(!had && (told ?? 0) > 0 && !telling.mayHave(step)
      ? [`checkout ${id}: ${step} was undone and never begun`]
      : []),
    ...(undoneMs !== null && telling.failedMs !== undefined
      ? limitFinding(snapshot, id, step, telling.failedMs, undoneMs)
      : []),
  ]
}

const failedFindings = (snapshot: Snapshot, { checkoutId: id, style }: Issue): string[] => {
  const order = readDeclaredOrderOnce()
  const telling = style === 'orchestrated' ? tellingOfLog(snapshot, id) : tellingOfEvents(snapshot, id)
  const outOfOrder = order[style].filter(([earlier, later]) => {
    const [first, second] = [effectOf(snapshot, earlier, id).undoneMs, effectOf(snapshot, later, id).undoneMs]
    return second !== null && first !== null && first > second
  })
  return [
    ...order.steps.flatMap((step) => stepFindings(snapshot, id, step, telling)),
    ...outOfOrder.map(([earlier, later]) => `checkout ${id}: ${later} was undone before ${earlier}`),
  ]
}

const succeededFindings = (snapshot: Snapshot, { checkoutId: id }: Issue): string[] =>
  readDeclaredOrderOnce()
    .steps.filter((step) => effectOf(snapshot, step, id).undone)
    .map((step) => `checkout ${id} succeeded and its ${step} was undone`)

let order: ReturnType<typeof readDeclaredOrder> | undefined
const readDeclaredOrderOnce = () => {
  order ??= readDeclaredOrder()
  return order
}

/**
 * 6. Of a failed checkout, the steps that are undone are those that had an effect, or may have had one: once each, in
 * the order that the process declares, within five seconds of the recorded failure. Of a succeeded one, none.
 */
export const undoneSteps: Invariant = {
  id: 'undone-steps',
  check: (snapshot) => {
    const ended = issues(snapshot).filter(({ end }) => end !== 'open')
    return {
      checked: ended.length,
      violations: ended.flatMap((issue) =>
        issue.end === 'failed' ? failedFindings(snapshot, issue) : succeededFindings(snapshot, issue),
      ),
    }
  },
}
