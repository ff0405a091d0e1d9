import { Interrupted, Unsettled } from '#saga/execute.ts'
import { type Reaction, react } from '#saga/react.ts'
import type { Handle, Message, Owner, OwnerPorts, System } from '#saga/simulation/system.ts'
import type { SagaFailure } from '#saga/state.ts'
import { tripTable } from '#saga/testing.ts'
import { startReplica } from './replica.ts'

const data = { trip: 'A' }
const event = (type: string): Message => ({ type, eventId: type, payload: data })

type Told = { readonly [Kind in 'succeeded' | 'failed' | 'undone-before']: readonly string[] }

/** As workers/reaction.ts does it, in few words. */
const reacting =
  (reaction: Reaction, told: Told) =>
  ({ table, calls, clock, random, signal, publishMarked, readMark, writeMark }: OwnerPorts): Handle => {
    const isSuccessTold = async (): Promise<boolean> => (await readMark(reaction.on)) === 'succeeded'
    let last: Promise<void> = Promise.resolve()
    const handle = async (deliveries: number): Promise<void> => {
      const mayUndo = async (failure: SagaFailure): Promise<string | undefined> => {
        if ((failure.kind !== 'refused' && deliveries > 1) || (await isSuccessTold())) return undefined
        const before = await writeMark(`undo ${reaction.on}`, JSON.stringify(failure))
        return before === undefined ? failure.reason : (JSON.parse(before) as SagaFailure).reason
      }
      const noted = deliveries > 1 ? await readMark(`undo ${reaction.on}`) : undefined
      const isBegun = noted !== undefined && !(await isSuccessTold())
      const undoBegun = isBegun ? (JSON.parse(noted) as SagaFailure) : undefined
      const outcome = await react(table, reaction, data, { calls, clock, random, signal, mayUndo, undoBegun })
      const before = outcome.kind === 'succeeded' ? undefined : await readMark(reaction.on)
      if (before === 'succeeded') return
      const messages = told[before === 'undone-before' ? before : outcome.kind].map(event)
      await publishMarked(messages, { key: reaction.on, value: outcome.kind })
    }
    return async ({ deliveries }) => {
      const mine = last.catch(() => {}).then(() => handle(deliveries))
      last = mine
      try {
        await mine
      } catch (error) {
        if (!(error instanceof Interrupted || error instanceof Unsettled)) throw error
        if (error instanceof Unsettled && (await isSuccessTold())) return
        throw Object.assign(new Error(error.message), { afterMs: 300 })
      }
    }
  }

const owner = (reaction: Reaction, succeeded: string[], failed: string[] = [], undoneBefore = failed): Owner => ({
  on: reaction.on,
  start: reacting(reaction, { succeeded, failed, 'undone-before': undoneBefore }),
})

/** The saga of saga/testing.ts, with an order of undo, which the checkout has not: the seat is given back after the room. */
export const trip: System = {
  name: 'trip',
  table: {
    ...tripTable,
    steps: tripTable.steps.map((step) =>
      step.id === 'seat' && step.undo ? { ...step, undo: { ...step.undo, after: ['room'] } } : step,
    ),
  },
  data,
  outputs: { fares: () => ({ fare: 10 }) },
  startReplica,
  owners: {
    seats: owner({ on: 'asked', run: ['look', 'fares', 'seat'] }, ['seated'], ['no-seat', 'refused'], ['refused']),
    rooms: owner({ on: 'seated', run: ['room'] }, ['roomed', 'booked'], ['no-room']),
    undoer: owner({ on: 'no-room', undo: ['seat'] }, ['seat-free', 'refused']),
  },
  first: event('asked'),
  ends: { succeeded: 'booked', failed: 'refused' },
}
