import { readDeclaredOrder } from './declared-order.ts'
import { type CheckoutEnd, checkoutEnds, type Invariant } from './invariant.ts'
import type { Snapshot } from './snapshot.ts'

/** From the recorded failure to the end of each undo. */
const undoLimitMs = 5_000

/** A participant's view of a step: whether it ever had its effect, and when that was undone. */
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
  if (read === undefined)
    throw new Error(`${step} has an undo, but the table of effects doesn't say how to read its effect`)
  return read(snapshot, id)
}

type UndoReports = {
  /** When the failure was recorded. */
  failedMs: number | undefined
  /** How often the undo of a step is reported; undefined where it is not reported at all. */
  reported: (step: string) => number | undefined
  /** Whether the step may have had an effect, as far as the saga could know. */
  mayHave: (step: string) => boolean
}

const reportsInLog = ({ undos }: Snapshot, id: string): UndoReports => {
  const records = undos.get(id) ?? []
  const of = (type: string, step: string) => records.filter((record) => record.type === type && record.step === step)
  return {
    failedMs: records.find(({ type }) => type === 'undoing')?.at_ms,
    reported: (step) => of('undo-done', step).length,
    mayHave: (step) => of('step-started', step).length > 0,
  }
}

// A step's owner undoes its own effect of unknown outcome silently; only the release of a reported reservation is
// reported.
const reportsInEvents = ({ evenements, ventes }: Snapshot, id: string): UndoReports => {
  const events = evenements.get(id) ?? []
  const count = (type: string): number => events.filter((event) => event.type === type).length
  const failure = events.find(({ type }) => type === 'OrderCreationFailed' || type === 'StockReservationFailed')
  const cancelledMs = ventes.get(id)?.annulee_ms
  const failedMs = failure && failure.ts * 1_000
  return {
    failedMs: failedMs && cancelledMs ? Math.min(failedMs, cancelledMs) : failedMs,
    reported: (step) => (step === 'reserver-stock' && count('StockReserved') > 0 ? count('StockReleased') : undefined),
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

const stepFindings = (snapshot: Snapshot, id: string, step: string, reports: UndoReports): string[] => {
  const { had, undone, undoneMs } = effectOf(snapshot, step, id)
  const reported = reports.reported(step)
  return [
    ...(had && !undone ? [`checkout ${id}: ${step} has an effect but was not undone`] : []),
    ...(had && reported === 0 ? [`checkout ${id}: the undo of ${step} is not reported`] : []),
    ...(reported !== undefined && reported > 1 ? [`checkout ${id}: ${step} was undone ${reported} times`] : []),
    ...(!had && (reported ?? 0) > 0 && !reports.mayHave(step)
      ? [`checkout ${id}: ${step} was undone but never begun`]
      : []),
    ...(undoneMs !== null && reports.failedMs !== undefined
      ? limitFinding(snapshot, id, step, reports.failedMs, undoneMs)
      : []),
  ]
}

const failedFindings = (snapshot: Snapshot, { checkoutId: id, style }: CheckoutEnd): string[] => {
  const order = readDeclaredOrderOnce()
  const reports = style === 'orchestrated' ? reportsInLog(snapshot, id) : reportsInEvents(snapshot, id)
  const outOfOrder = order[style].filter(([earlier, later]) => {
    const [first, second] = [effectOf(snapshot, earlier, id).undoneMs, effectOf(snapshot, later, id).undoneMs]
    return second !== null && first !== null && first > second
  })
  return [
    ...order.steps.flatMap((step) => stepFindings(snapshot, id, step, reports)),
    ...outOfOrder.map(([earlier, later]) => `checkout ${id}: ${later} was undone before ${earlier}`),
  ]
}

const succeededFindings = (snapshot: Snapshot, { checkoutId: id }: CheckoutEnd): string[] =>
  readDeclaredOrderOnce()
    .steps.filter((step) => effectOf(snapshot, step, id).undone)
    .map((step) => `checkout ${id} succeeded but its ${step} was undone`)

let order: ReturnType<typeof readDeclaredOrder> | undefined
const readDeclaredOrderOnce = () => {
  order ??= readDeclaredOrder()
  return order
}

/**
 * 6. Of a failed checkout, exactly the steps that had or may have had an effect are undone: once each, in the declared
 * order, within five seconds of the recorded failure. Of a succeeded one, none.
 */
export const undoneSteps: Invariant = {
  id: 'undone-steps',
  text: 'Of a failed checkout, the steps undone are those that had or may have had an effect: once each, in the declared order, within 5 s; of a succeeded one, none',
  check: (snapshot) => {
    const ended = checkoutEnds(snapshot).filter(({ end }) => end !== 'open')
    return {
      checked: ended.length,
      violations: ended.flatMap((checkout) =>
        checkout.end === 'failed' ? failedFindings(snapshot, checkout) : succeededFindings(snapshot, checkout),
      ),
    }
  },
}
