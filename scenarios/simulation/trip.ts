import { Interrupted, Unsettled } from '#saga/execute.ts'
import { type Reaction, type ReactionOutcome, react } from '#saga/react.ts'
import { styles } from '#saga/simulation/style.ts'
import type { Case, Handle, Message, Owner, OwnerPorts, System } from '#saga/simulation/system.ts'
import type { SagaFailure } from '#saga/state.ts'
import { tripTable } from '#saga/trip.ts'
import { startReplica } from './replica.ts'

type Asked = { trip: string }

const sagasMax = 3
const aloneMs = 4_500
const event = (type: string, data: Asked): Message => ({
  type,
  eventId: `${data.trip}:${type}`,
  saga: data.trip,
  payload: data,
})

const caseOf = (id: string): Case => ({ id, data: { trip: id }, first: event('asked', { trip: id }) })

type Published = { readonly [Kind in 'succeeded' | 'failed' | 'undone-before']: readonly string[] }

const gone = { kind: 'refused', reason: 'GONE', effect: 'none', step: 'seat', at: 0 } as const

/** The result of an earlier handling, according to the seat, as workers/checkout/known-reservation.ts finds it. */
const looksBack = async (
  { run = [] }: Reaction,
  look: OwnerPorts['look'],
  data: Asked,
): Promise<ReactionOutcome | undefined> => {
  if (!run.includes('seat')) return undefined
  const context = { correlationId: data.trip, timeoutMs: 100, retries: 0, signal: new AbortController().signal }
  const { effect, undoneBy } = await look('seat', context).catch((error: Error) => {
    throw new Unsettled(error.message)
  })
  if (effect === 'none') return undefined
  const isOurs = effect === 'tombstone' || (effect === 'undone' && undoneBy === 'seats')
  return isOurs ? { kind: 'failed', data, failure: gone } : { kind: 'succeeded', data }
}

/** A short version of workers/checkout/reaction.ts. */
const reacting =
  (reaction: Reaction, published: Published) =>
  ({ table, calls, clock, random, signal, look, publishMarked, readMark, note }: OwnerPorts): Handle => {
    const markOf = ({ trip }: Asked): string => `${reaction.on} ${trip}`
    const isSuccessTold = async (data: Asked): Promise<boolean> => (await readMark(markOf(data))) === 'succeeded'
    const last = new Map<string, Promise<void>>()
    const handle = async (data: Asked, deliveries: number): Promise<void> => {
      const [mark, startedAt] = [markOf(data), clock.now()]
      const barredBy = { key: mark, value: 'succeeded' }
      const mayUndo = async (failure: SagaFailure): Promise<string | undefined> => {
        const ageMs = clock.now() - startedAt
        if (failure.kind !== 'refused' && (deliveries > 1 || ageMs < 0 || ageMs > aloneMs)) return undefined
        const { barred, before } = await note({ key: `undo ${mark}`, value: JSON.stringify(failure), barredBy })
        if (barred) return undefined
        return before === null ? failure.reason : (JSON.parse(before) as SagaFailure).reason
      }
      const noted = deliveries > 1 ? await readMark(`undo ${mark}`) : undefined
      const isBegun = noted !== undefined && !(await isSuccessTold(data))
      const undoBegun = isBegun ? (JSON.parse(noted) as SagaFailure) : undefined
      const context = { correlationId: data.trip }
      const ports = { calls, clock, random, signal, mayUndo, undoBegun, context }
      const known = deliveries > 1 && !undoBegun ? await looksBack(reaction, look, data) : undefined
      const outcome = known ?? (await react(table, reaction, data, ports))
      const ownUndo = outcome.kind === 'undone-before' && (await readMark(`undo ${mark}`)) !== undefined
      const kind = ownUndo ? 'failed' : outcome.kind
      for (;;) {
        const before = kind === 'succeeded' ? undefined : ((await readMark(mark)) ?? null)
        if (before === 'succeeded') return
        const messages = published[before === 'undone-before' ? before : kind].map((type) => event(type, data))
        const repeated = messages.map((message) => ({ ...message, again: deliveries > 1 }))
        const condition = before === undefined ? { barredBy: `undo ${mark}` } : { expected: before }
        const marking = await publishMarked(repeated, { key: mark, value: kind, ...condition })
        if (marking !== 'barred') return
        if (before === undefined) throw new Unsettled('another delivery has begun to undo')
      }
    }
    return async ({ payload, deliveries }) => {
      const data = payload as Asked
      const mine = (last.get(data.trip) ?? Promise.resolve()).catch(() => {}).then(() => handle(data, deliveries))
      last.set(data.trip, mine)
      try {
        await mine
      } catch (error) {
        if (!(error instanceof Interrupted || error instanceof Unsettled)) throw error
        if (error instanceof Unsettled && (await isSuccessTold(data))) return
        throw Object.assign(new Error(error.message), { afterMs: 300 })
      }
    }
  }

const owner = (reaction: Reaction, succeeded: string[], failed: string[] = [], undoneBefore = failed): Owner => ({
  on: reaction.on,
  start: reacting(reaction, { succeeded, failed, 'undone-before': undoneBefore }),
})

/** The saga of saga/trip.ts plus an undo order, which the checkout lacks: the seat is released after the room. */
export const trip: System = {
  name: 'trip',
  styles,
  table: {
    ...tripTable,
    steps: tripTable.steps.map((step) =>
      step.id === 'seat' && step.undo ? { ...step, undo: { ...step.undo, after: ['room'] } } : step,
    ),
  },
  cases: Array.from({ length: sagasMax }, (_, index) => caseOf(`trip-${index + 1}`)),
  outputs: { fares: () => ({ fare: 10 }) },
  startReplica,
  owners: {
    seats: owner({ on: 'asked', run: ['look', 'fares', 'seat'] }, ['seated'], ['no-seat', 'refused'], ['refused']),
    rooms: owner({ on: 'seated', run: ['room'] }, ['roomed', 'booked'], ['no-room']),
    undoer: owner({ on: 'no-room', undo: ['seat'] }, ['seat-free', 'refused']),
  },
  repetitions: () => [],
  ends: { succeeded: 'booked', failed: 'refused' },
}
