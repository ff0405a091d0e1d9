import fc from 'fast-check'
import type { Clock } from '#platform/base/clock.ts'
import { decide } from './decide.ts'
import type { Ports } from './execute.ts'
import type { LogRecord } from './record.ts'
import { evolve, newSaga, type SagaState } from './state.ts'
import { tripTable, type Weather, type World } from './trip.ts'

/** A clock that advances only when something sleeps. */
export const virtualClock = (): Clock => {
  let nowMs = 0
  return {
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms
    },
  }
}

/** A saga that has just started, and its records so far. */
export const started = (): { state: SagaState; records: LogRecord[] } => {
  const records = decide(tripTable, newSaga(tripTable), { type: 'start', data: { trip: 'A' } }, 0)
  return { records, state: records.reduce((state, record) => evolve(tripTable, state, record), newSaga(tripTable)) }
}

/** Ports whose calls reach this world. */
export const portsOf = (world: World, signal = new AbortController().signal): Ports => ({
  calls: world.calls(),
  clock: virtualClock(),
  random: () => 0.5,
  signal,
})

/** What happens to the calls of a saga, one after the other. */
export const weathers = fc.array(
  fc.constantFrom<Weather>(
    'fine',
    'fine',
    'lost-before',
    'refused-connection',
    'answer-lost',
    'late',
    'crash-before',
    'crash-after',
  ),
  { maxLength: 24 },
)
