import fc from 'fast-check'
import { expect, it } from 'vitest'
import { execute } from './execute.ts'
import type { LogRecord } from './record.ts'
import { replay } from './state.ts'
import { stepsOf } from './steps.ts'
import { portsOf, started, weathers } from './testing.ts'
import { tripTable, World } from './trip.ts'

const at = 5
const timedOut = { kind: 'technical', reason: 'TIMEOUT', effect: 'unknown' } as const

it('the steps of a log have the number of their calls, their times and reasons, and those of their undos', () => {
  const records: LogRecord[] = [
    { at: 0, type: 'started', data: {}, deadlineAt: 100 },
    { at: 1, type: 'step-started', step: 'look' },
    { at: 2, type: 'step-done', step: 'look', output: {} },
    { at: 3, type: 'step-started', step: 'fares' },
    { at: 4, type: 'step-done', step: 'fares', output: {} },
    { at, type: 'step-started', step: 'seat' },
    { at: 6, type: 'resumed', epoch: 2 },
    { at: 7, type: 'step-started', step: 'seat' },
    { at: 8, type: 'step-failed', step: 'seat', failure: timedOut, advice: false },
    { at: 8, type: 'undoing', failure: timedOut, steps: ['seat'] },
    { at: 9, type: 'undo-started', step: 'seat' },
    { at: 10, type: 'undo-failed', step: 'seat', attempt: 1, reason: 'down' },
    { at: 11, type: 'undo-done', step: 'seat' },
  ]
  const [look, fares, seat, room] = stepsOf(tripTable, records)
  expect([look?.undo.operation, fares?.state, room]).toEqual([
    null,
    'done',
    expect.objectContaining({ state: 'waiting', attempts: 0, startedAt: null, endedAt: null, reason: null }),
  ])
  expect(seat).toEqual({
    step: 'seat',
    operation: 'do-seat',
    state: 'undone',
    attempts: 2,
    startedAt: at,
    endedAt: 8,
    reason: 'TIMEOUT',
    undo: { operation: 'undo-seat', attempts: 2, startedAt: 9, endedAt: 11, reason: null },
  })
})

it('whatever happens to the calls, a step that is done has an end, and one that waits has no call', async () => {
  await fc.assert(
    fc.asyncProperty(weathers, async (weather) => {
      const { state, records } = started()
      const log = [...records]
      const append = async (entries: readonly { record: LogRecord }[]) =>
        void log.push(...entries.map(({ record }) => record))
      await execute(tripTable, state, { ...portsOf(new World(weather)), append }).ended
      const { steps } = replay(tripTable, log)
      for (const one of stepsOf(tripTable, log)) {
        expect(one.state).toBe(steps[one.step])
        expect(one.attempts === 0).toBe(one.startedAt === null)
        if (one.state === 'waiting') expect([one.attempts, one.undo.attempts]).toEqual([0, 0])
        if (one.state === 'done') expect(one.endedAt).not.toBeNull()
        if (one.state === 'undone') expect([one.undo.attempts > 0, one.undo.endedAt !== null]).toEqual([true, true])
      }
    }),
  )
})
