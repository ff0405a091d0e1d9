import { expect, it } from 'vitest'
import { type Command, canRestart, decide, nextStep, readyToUndo } from './decide.ts'
import { type SagaTable, segmentOf } from './definition.ts'
import type { LogRecord } from './record.ts'
import { remainingOf } from './remaining.ts'
import { evolve, IllegalRecord, newSaga, replay } from './state.ts'
import { transitionsOf } from './transitions.ts'
import { tripTable } from './trip.ts'

const at = 1_000
const refused = { kind: 'refused', reason: 'FULL', effect: 'none' } as const
const timedOut = { kind: 'technical', reason: 'TIMEOUT', effect: 'unknown' } as const

/** The log that these commands lead to. */
const given = (commands: readonly Command[], table: SagaTable = tripTable): LogRecord[] => {
  let state = newSaga(table)
  return commands.flatMap((command) => {
    const records = decide(table, state, command, at)
    for (const record of records) state = evolve(table, state, record)
    return records
  })
}
const start: Command = { type: 'start', data: { trip: 'A' } }
const done = (step: string, output = {}): Command[] => [
  { type: 'begin', step },
  { type: 'done', step, output },
]
const typesOf = (records: readonly LogRecord[]) => records.map((r) => ('step' in r ? `${r.type} ${r.step}` : r.type))

it('steps run in order, their outputs are added to the data, and the last one ends the saga', () => {
  const records = given([start, ...done('look'), ...done('fares', { fare: 10 }), ...done('seat'), ...done('room')])
  const state = replay(tripTable, records)
  expect(typesOf(records).slice(-2)).toEqual(['step-done room', 'succeeded'])
  expect(state).toMatchObject({ phase: 'succeeded', etat: 'booked', data: { trip: 'A', fare: 10 }, seq: 10 })
})

it('a refusal before any effect ends the saga at once, passing through the failed and undoing states', () => {
  const records = given([start, { type: 'begin', step: 'look' }, { type: 'fail', step: 'look', failure: refused }])
  expect(typesOf(records).slice(-3)).toEqual(['step-failed look', 'undoing', 'cancelled'])
  expect(transitionsOf(tripTable, records)).toEqual([
    { etat: 'asked', at },
    { etat: 'look running', at, step: 'look', action: 'do-look' },
    { etat: 'look failed', at, step: 'look', reason: 'FULL' },
    { etat: 'giving back', at, reason: 'FULL' },
    { etat: 'given back', at, reason: 'FULL' },
  ])
})

const untilRoom: Command[] = [
  start,
  ...done('look'),
  ...done('fares'),
  ...done('seat'),
  { type: 'begin', step: 'room' },
]

it('a refused step is not undone; a step with unknown effect is', () => {
  const undoneAfter = (failure: typeof refused | typeof timedOut) =>
    given([...untilRoom, { type: 'fail', step: 'room', failure }]).find((record) => record.type === 'undoing')?.steps
  expect(undoneAfter(refused)).toEqual(['seat'])
  expect(undoneAfter(timedOut)).toEqual(['seat', 'room'])
})

it('undos run concurrently unless one is declared to wait for another', () => {
  const commands: Command[] = [...untilRoom, { type: 'fail', step: 'room', failure: timedOut }]
  const ids = (table: SagaTable, more: Command[] = []) =>
    readyToUndo(table, replay(table, given([...commands, ...more], table))).map(({ id }) => id)
  expect(ids(tripTable)).toEqual(['seat', 'room'])
  const steps = tripTable.steps.map((s) =>
    s.id === 'seat' && s.undo ? { ...s, undo: { ...s.undo, after: ['room'] } } : s,
  )
  const ordered = { ...tripTable, steps }
  expect(ids(ordered)).toEqual(['room'])
  expect(
    ids(ordered, [
      { type: 'undo', step: 'room' },
      { type: 'undone', step: 'room' },
    ]),
  ).toEqual(['seat'])
})

it('the saga is cancelled when the last undo is done, and not before', () => {
  const failing: Command[] = [...untilRoom, { type: 'fail', step: 'room', failure: timedOut }]
  const undo = (step: string): Command[] => [
    { type: 'undo', step },
    { type: 'undone', step },
  ]
  expect(replay(tripTable, given([...failing, ...undo('room')])).phase).toBe('undoing')
  expect(replay(tripTable, given([...failing, ...undo('room'), ...undo('seat')]))).toMatchObject({
    phase: 'cancelled',
    etat: 'given back',
    failure: { step: 'room', reason: 'TIMEOUT', at },
  })
})

it('an undo that fails too often is parked, in the log and in the state', () => {
  const failing: Command[] = [
    ...untilRoom,
    { type: 'fail', step: 'room', failure: refused },
    { type: 'undo', step: 'seat' },
  ]
  const attempts = [1, 2, 3].map((attempt): Command => ({ type: 'undo-failed', step: 'seat', attempt, reason: 'down' }))
  const state = replay(tripTable, given([...failing, ...attempts]))
  expect(state).toMatchObject({ phase: 'undoing', steps: { seat: 'parked' }, undoAttempts: { seat: 3 } })
  expect(readyToUndo(tripTable, state).map(({ id }) => id)).toEqual(['seat'])
})

it('a forced undo includes the running step', () => {
  const records = given([...untilRoom, { type: 'force' }])
  expect(records.at(-1)).toMatchObject({ type: 'undoing', steps: ['seat', 'room'], failure: { reason: 'FORCED' } })
})

it('a resumed saga repeats the step without a recorded outcome', () => {
  expect(nextStep(tripTable, replay(tripTable, given([...untilRoom, { type: 'resume', epoch: 2 }])))?.id).toBe('room')
})

it('a repeated step whose call fails is undone, because it may have run before the crash', () => {
  const certainlyNot = { kind: 'technical', reason: 'ERROR', effect: 'none' } as const
  const again: Command[] = [
    ...untilRoom,
    { type: 'resume', epoch: 2 },
    { type: 'begin', step: 'room' },
    { type: 'fail', step: 'room', failure: certainlyNot },
  ]
  expect(given(again).at(-1)).toMatchObject({ type: 'undoing', steps: ['seat', 'room'] })
})

it('restarting from a step repeats it and later ones, and undoes them if they then fail', () => {
  const restarted = [...untilRoom, { type: 'resume', epoch: 2 }, { type: 'restart', step: 'seat' }] as const
  const state = replay(tripTable, given(restarted))
  expect(nextStep(tripTable, state)?.id).toBe('seat')
  expect(state.steps).toEqual({ look: 'done', fares: 'done', seat: 'repeating', room: 'repeating' })
  const failed = given([
    ...restarted,
    { type: 'begin', step: 'seat' },
    { type: 'fail', step: 'seat', failure: timedOut },
  ])
  expect(failed.at(-1)).toMatchObject({ type: 'undoing', steps: ['seat', 'room'] })
})

it('a saga can’t be restarted from a step that hasn’t started or has nothing to undo', () => {
  const running = replay(tripTable, given([start, ...done('look')]))
  expect(['look', 'fares', 'seat', 'sea'].filter((step) => canRestart(running, step))).toEqual(['look'])
  const undoing = replay(tripTable, given([...untilRoom, { type: 'fail', step: 'room', failure: refused }]))
  expect(['look', 'seat', 'room'].filter((step) => canRestart(undoing, step))).toEqual(['seat'])
  expect(canRestart(newSaga(tripTable), 'look')).toBe(false)
})

it('a parked undo is listed with its reason, and a restart resets its attempts', () => {
  const failures: Command[] = [1, 2, 3].map((attempt) => ({
    type: 'undo-failed',
    step: 'seat',
    attempt,
    reason: 'down',
  }))
  const begun: Command[] = [
    ...untilRoom,
    { type: 'fail', step: 'room', failure: refused },
    { type: 'undo', step: 'seat' },
  ]
  const parked = [...begun, ...failures]
  const owed = { step: 'seat', operation: 'undo-seat' }
  expect(replay(tripTable, given(parked)).steps.seat).toBe('parked')
  expect(remainingOf(tripTable, given(parked))).toEqual([{ ...owed, attempts: 3, reason: 'down' }])
  const again = given([...parked, { type: 'restart', step: 'seat' }])
  expect(replay(tripTable, again).steps.seat).toBe('to-undo')
  expect(remainingOf(tripTable, again)).toEqual([{ ...owed, attempts: 0, reason: 'down' }])
  expect(remainingOf(tripTable, given(untilRoom))).toEqual([])
})

it('the history lists every action of an undo', () => {
  const records = given([
    ...untilRoom,
    { type: 'fail', step: 'room', failure: refused },
    { type: 'undo', step: 'seat' },
    { type: 'undo-failed', step: 'seat', attempt: 1, reason: 'down' },
    { type: 'undone', step: 'seat' },
  ])
  expect(transitionsOf(tripTable, records).slice(-4)).toEqual([
    { etat: 'giving back', at, step: 'seat', action: 'undo-seat started' },
    { etat: 'giving back', at, step: 'seat', action: 'undo-seat failed', reason: 'down' },
    { etat: 'giving back', at, step: 'seat', action: 'undo-seat done' },
    { etat: 'given back', at, reason: 'FULL' },
  ])
})

it('without a log, a guard only advises, and every step without a certain outcome is undone', () => {
  const table = segmentOf(tripTable, ['look', 'fares', 'seat'])
  const advised = [start, { type: 'begin', step: 'look' }, { type: 'fail', step: 'look', failure: refused }] as const
  expect(nextStep(table, replay(table, given(advised, table)))?.id).toBe('fares')
  const closed = given(
    [...advised, { type: 'begin', step: 'fares' }, { type: 'fail', step: 'fares', failure: refused }],
    table,
  )
  expect(closed.at(-1)).toMatchObject({ type: 'undoing', steps: ['seat'] })
})

it('an impossible log is rejected', () => {
  const records = given([start, ...done('look')])
  expect(() => replay(tripTable, [...records, { type: 'step-done', step: 'seat', output: {}, at }])).toThrow(
    IllegalRecord,
  )
  expect(() => replay(tripTable, [...records, { type: 'cancelled', at }])).toThrow(IllegalRecord)
  expect(() => replay(tripTable, [...records, { type: 'step-started', step: 'sea', at }])).toThrow(/unknown step/)
})

it('closing a saga gives up each undo that is still open, and ends it with its first failure', () => {
  const closed = given([
    ...untilRoom,
    { type: 'fail', step: 'room', failure: timedOut },
    { type: 'undo', step: 'room' },
    { type: 'undone', step: 'room' },
    { type: 'undo', step: 'seat' },
    { type: 'undo-failed', step: 'seat', attempt: 1, reason: 'gone' },
    { type: 'close' },
  ])
  expect(typesOf(closed).slice(-2)).toEqual(['undo-abandoned seat', 'cancelled'])
  const state = replay(tripTable, closed)
  expect(state).toMatchObject({ phase: 'cancelled', etat: 'given back', failure: { reason: 'TIMEOUT', step: 'room' } })
  expect([state.steps.seat, state.steps.room, remainingOf(tripTable, closed)]).toEqual(['abandoned', 'undone', []])
  expect(() => given([...untilRoom, { type: 'close' }])).toThrow('only a saga that is being undone')
})
