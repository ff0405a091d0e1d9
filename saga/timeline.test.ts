import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Command, decide } from './decide.ts'
import { execute, Interrupted } from './execute.ts'
import type { LogRecord } from './record.ts'
import { evolve, isEnded, type LogEntry, newSaga, replay } from './state.ts'
import { portsOf, started, virtualClock, weathers } from './testing.ts'
import { timelineOf } from './timeline.ts'
import { Crash, tripTable, type Weather, World } from './trip.ts'

const names = {
  takenOver: 'taken over',
  restarted: 'restarted',
  forced: 'forced',
  parked: 'parked',
  abandoned: 'nobody at work',
}
const timeline = (records: readonly LogRecord[]) => {
  const made = timelineOf(tripTable, records, names)
  if (!made) throw new Error('the log is empty')
  return made
}

/** The log that these commands lead to, one every 10 ms. */
const given = (commands: readonly Command[]): LogRecord[] => {
  let state = newSaga(tripTable)
  return commands.flatMap((command, i) => {
    const records = decide(tripTable, state, command, i * 10)
    for (const record of records) state = evolve(tripTable, state, record)
    return records
  })
}
const start: Command = { type: 'start', data: {} }
const done = (step: string): Command[] => [
  { type: 'begin', step },
  { type: 'done', step, output: {} },
]
const refused = { kind: 'refused', reason: 'FULL', effect: 'none', detail: 'no room' } as const
const untilRoom = [start, ...done('look'), ...done('fares'), ...done('seat'), { type: 'begin', step: 'room' }] as const

it('a saga that succeeds has one closed span for each step, and nothing remains', () => {
  const { spans, ...rest } = timeline(given([start, ...['look', 'fares', 'seat', 'room'].flatMap(done)]))
  expect(rest).toEqual({
    etat: 'booked',
    outcome: 'succeeded',
    step: null,
    reason: null,
    isParked: false,
    startedAt: 0,
    endedAt: 80,
    remaining: [],
  })
  expect(spans.map(({ name, startedAt, endedAt, outcome }) => [name, startedAt, endedAt, outcome])).toEqual([
    ['do-look', 10, 20, 'succeeded'],
    ['do-fares', 30, 40, 'succeeded'],
    ['do-seat', 50, 60, 'succeeded'],
    ['do-room', 70, 80, 'succeeded'],
  ])
})

it('a saga in progress is at the last step that began, and the steps that have not succeeded remain', () => {
  const between = timeline(given([start, ...done('look')]))
  expect([between.step, between.remaining.map(({ step }) => step)]).toEqual(['look', ['fares', 'seat', 'room']])
  const within = timeline(given(untilRoom))
  expect([within.step, within.remaining.map(({ step }) => step)]).toEqual(['room', ['room']])
  expect(within.spans.at(-1)).toMatchObject({ name: 'do-room', endedAt: null, outcome: 'running' })
})

it('a failure names its step, reason and detail; its undo is a span with each attempt', () => {
  const failing: Command[] = [
    ...untilRoom,
    { type: 'fail', step: 'room', failure: refused },
    { type: 'undo', step: 'seat' },
    { type: 'undo-failed', step: 'seat', attempt: 1, reason: 'down' },
  ]
  const undoing = timeline(given(failing))
  expect(undoing).toMatchObject({ outcome: 'running', step: 'room', reason: 'FULL', endedAt: null })
  expect(undoing.remaining).toEqual([{ kind: 'undo', name: 'undo-seat', step: 'seat', attempts: 1, reason: 'down' }])
  const ended = timeline(given([...failing, { type: 'undone', step: 'seat' }]))
  expect(ended).toMatchObject({ outcome: 'failed', step: 'room', reason: 'FULL', endedAt: 110, remaining: [] })
  const seen = ended.spans.slice(-3).map(({ kind, name, attempt, outcome, detail, undoes }) => {
    return { kind, name, attempt, outcome, detail, undoes }
  })
  const undo = { kind: 'undo', name: 'undo-seat', undoes: 'seat' }
  expect(seen).toEqual([
    { kind: 'step', name: 'do-room', attempt: 1, outcome: 'refused', detail: 'no room', undoes: null },
    { ...undo, attempt: 1, outcome: 'failed', detail: 'down' },
    { ...undo, attempt: 2, outcome: 'succeeded', detail: null },
  ])
})

it('a takeover interrupts the step, shows the wait, and the repeated step is a second attempt', () => {
  const { spans } = timeline(given([...untilRoom, { type: 'resume', epoch: 2 }, ...done('room')]))
  expect(spans.slice(-4).map(({ kind, name, attempt, outcome }) => [kind, name, attempt, outcome])).toEqual([
    ['step', 'do-room', 1, 'interrupted'],
    ['wait', 'nobody at work', 1, 'succeeded'],
    ['event', 'taken over', 1, 'succeeded'],
    ['step', 'do-room', 2, 'succeeded'],
  ])
})

it('a forced undo and a parked undo are moments', () => {
  const failures = [1, 2, 3].map((attempt): Command => ({ type: 'undo-failed', step: 'seat', attempt, reason: 'down' }))
  const parked = timeline(given([...untilRoom, { type: 'force' }, { type: 'undo', step: 'seat' }, ...failures]))
  expect(parked.isParked).toBe(true)
  expect(parked.spans.filter(({ kind }) => kind === 'event').map(({ name }) => name)).toEqual(['forced', 'parked'])
})

it('an empty log has no timeline', () => {
  expect(timelineOf(tripTable, [], names)).toBeUndefined()
})

/** The log of a saga whose calls and process meet this weather, resumed after each crash: as it was after each write. */
const logsOf = async (weather: readonly Weather[]): Promise<LogRecord[][]> => {
  const world = new World(weather)
  const clock = virtualClock()
  const logs = [started().records]
  const write = (records: readonly LogRecord[]) => void logs.push([...(logs.at(-1) ?? []), ...records])
  for (let epoch = 2; ; epoch++) {
    const crash = new AbortController()
    world.onCrash = () => crash.abort()
    const append = async (entries: readonly LogEntry[]) => {
      if (crash.signal.aborted) throw new Crash()
      write(entries.map(({ record }) => record))
    }
    const state = replay(tripTable, logs.at(-1) ?? [])
    try {
      await execute(tripTable, state, { ...portsOf(world, crash.signal), clock, append }).ended
      return logs
    } catch (error) {
      if (!(error instanceof Interrupted || error instanceof Crash)) throw error
      const now = replay(tripTable, logs.at(-1) ?? [])
      if (!isEnded(now)) write(decide(tripTable, now, { type: 'resume', epoch }, clock.now()))
    }
  }
}

it('after every write of every saga, its spans end after they start, and all end with the saga', async () => {
  const outcomes = new Set<string>()
  await fc.assert(
    fc.asyncProperty(weathers, async (weather) => {
      for (const records of await logsOf(weather)) {
        const { spans, outcome, remaining, endedAt, reason } = timeline(records)
        const ended = outcome !== 'running'
        outcomes.add(outcome)
        expect([remaining.length === 0, endedAt !== null]).toEqual([ended, ended])
        expect(outcome === 'failed' && reason === null).toBe(false)
        expect(ended && spans.some((span) => span.endedAt === null)).toBe(false)
        for (const span of spans) expect(span.startedAt).toBeLessThanOrEqual(span.endedAt ?? Number.POSITIVE_INFINITY)
        expect(new Set(spans.map(({ kind, name, attempt }) => `${kind} ${name} ${attempt}`)).size).toBe(spans.length)
      }
    }),
    { numRuns: 500 },
  )
  expect([...outcomes].sort()).toEqual(['failed', 'running', 'succeeded'])
})
