import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Clock } from '#platform/base/clock.ts'
import { decide } from './decide.ts'
import { execute, Interrupted, type Ports, Unsettled } from './execute.ts'
import { type ReactionOutcome, react } from './react.ts'
import type { LogRecord } from './record.ts'
import { evolve, type LogEntry, newSaga, replay, type SagaState } from './state.ts'
import { Crash, tripTable, type Weather, World } from './trip.ts'

/** A clock that advances only when something sleeps. */
const virtualClock = (): Clock => {
  let nowMs = 0
  return {
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms
    },
  }
}

const started = (): { state: SagaState; records: LogRecord[] } => {
  const records = decide(tripTable, newSaga(tripTable), { type: 'start', data: { trip: 'A' } }, 0)
  return { records, state: records.reduce((state, record) => evolve(tripTable, state, record), newSaga(tripTable)) }
}

const portsOf = (world: World, signal = new AbortController().signal): Ports => ({
  calls: world.calls(),
  clock: virtualClock(),
  random: () => 0.5,
  signal,
})

const weathers = fc.array(
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

/** Runs with a log; after each crash, a new run resumes from it. */
const runLogged = async (world: World): Promise<LogRecord[]> => {
  const log = started().records
  for (;;) {
    const crash = new AbortController()
    let dead = false
    world.onCrash = () => {
      dead = true
      crash.abort()
    }
    const append = async (entries: readonly LogEntry[]) => {
      if (dead) throw new Crash()
      log.push(...entries.map(({ record }) => record))
    }
    try {
      await execute(tripTable, replay(tripTable, log), { ...portsOf(world, crash.signal), append }).ended
      return log
    } catch (error) {
      if (!(error instanceof Crash || error instanceof Interrupted)) throw error
    }
  }
}

it('whatever messages are lost, a saga ends once, and has its effects if and only if it succeeds', async () => {
  await fc.assert(
    fc.asyncProperty(weathers, fc.boolean(), fc.boolean(), fc.boolean(), async (weather, full, faresGone, roomFull) => {
      const world = new World(weather)
      Object.assign(world, { faresGone })
      world.seat.full = full
      world.room.full = roomFull
      const log = await runLogged(world)
      world.settle()
      const { phase } = replay(tripTable, log)
      const effects = [world.seat.effect, world.room.effect]
      expect(log.filter(({ type }) => type === 'succeeded' || type === 'cancelled')).toEqual([log.at(-1)])
      if (phase === 'succeeded') expect(effects).toEqual(['live', 'live'])
      else expect(effects).not.toContain('live')
      for (const { made, undone } of [world.seat, world.room])
        expect([made, undone]).toSatisfy(([m, u]) => m <= 1 && u <= m)
      if (weather.length === 0 && !full && !faresGone && !roomFull) expect(phase).toBe('succeeded')
    }),
    { numRuns: 2_000 },
  )
})

type Published = { type: string; data: object }

const reactions = {
  started: { on: 'started', run: ['look', 'fares', 'seat'] },
  seated: { on: 'seated', run: ['room'] },
  'no-room': { on: 'no-room', undo: ['seat'] },
} as const

const publications: Record<keyof typeof reactions, Record<ReactionOutcome['kind'], string[]>> = {
  started: { succeeded: ['seated'], failed: ['no-seat', 'ended-badly'], 'undone-before': ['ended-badly'] },
  seated: { succeeded: ['ended-well'], failed: ['no-room'], 'undone-before': ['no-room'] },
  'no-room': { succeeded: ['ended-badly'], failed: [], 'undone-before': [] },
}

/** Delivers one event until a run completes, again after each crash. `crashes`: runs that crash after publishing. */
const handle = async (world: World, on: keyof typeof reactions, published: Published[], crashes: boolean[]) => {
  const reaction = reactions[on]
  for (let delivery = 1; ; delivery++) {
    const crash = new AbortController()
    let dead = false
    world.onCrash = () => {
      dead = true
      crash.abort()
    }
    try {
      // A redelivery takes longer than any call, so pending undos have arrived by then.
      world.settle('undo')
      const mayUndo: Ports['mayUndo'] = async ({ kind, reason }) =>
        kind === 'refused' || delivery === 1 ? reason : undefined
      const ports = { ...portsOf(world, crash.signal), mayUndo }
      const { kind, data } = await react(tripTable, reaction, { trip: 'A' }, ports)
      if (dead) continue
      for (const type of publications[on][kind]) published.push({ type, data })
      if (!crashes.shift()) return
    } catch (error) {
      if (!(error instanceof Unsettled || error instanceof Interrupted)) throw error
    }
  }
}

const terminal = (published: readonly Published[]) =>
  new Set(published.map(({ type }) => type).filter((t) => t.startsWith('ended')))

/** Delivers each published event once per type, like consumers that deduplicate by event id. */
const runChoreographed = async (world: World, crashes: boolean[]): Promise<Published[]> => {
  const published: Published[] = [{ type: 'started', data: {} }]
  const seen = new Set<string>()
  for (let i = 0; i < published.length; i++) {
    const type = published[i]?.type ?? ''
    if (seen.has(type)) continue
    seen.add(type)
    if (type in reactions) await handle(world, type as keyof typeof reactions, published, crashes)
  }
  return published
}

it('a choreographed saga ends once, too, although owners have no log and events are redelivered', async () => {
  await fc.assert(
    fc.asyncProperty(
      weathers,
      fc.array(fc.boolean(), { maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      async (weather, crashes, full, faresGone, roomFull) => {
        const world = new World(weather)
        Object.assign(world, { faresGone })
        world.seat.full = full
        world.room.full = roomFull
        const published = await runChoreographed(world, [...crashes])
        world.settle()
        const effects = [world.seat.effect, world.room.effect]
        expect(terminal(published).size).toBe(1)
        if (terminal(published).has('ended-well')) expect(effects).toEqual(['live', 'live'])
        else expect(effects).not.toContain('live')
      },
    ),
    { numRuns: 2_000 },
  )
})

it('redelivering every event of a choreographed saga changes nothing, even if seats ran out or came back', async () => {
  await fc.assert(
    fc.asyncProperty(weathers, fc.boolean(), fc.boolean(), fc.boolean(), async (weather, full, laterFull, roomFull) => {
      const world = new World(weather.filter((one) => !one.startsWith('crash')))
      world.seat.full = full
      world.room.full = roomFull
      const first = await runChoreographed(world, [])
      world.settle()
      world.weather = []
      world.seat.full = laterFull
      world.room.full = !roomFull
      const again: Published[] = []
      for (const type of Object.keys(reactions) as (keyof typeof reactions)[])
        if (first.some((event) => event.type === type)) await handle(world, type, again, [])
      const known = first.map(({ type }) => type)
      expect(again.filter(({ type }) => !known.includes(type))).toEqual([])
      expect(world.seat.effect === 'live').toBe(terminal(first).has('ended-well'))
    }),
    { numRuns: 1_000 },
  )
})

it('the intent of a call with an effect is written before the call, together with all earlier records: four writes in total', async () => {
  const world = new World([])
  const writes: string[][] = []
  const append = async (entries: readonly LogEntry[]) => {
    writes.push(entries.map(({ record: r }) => ('step' in r ? `${r.type} ${r.step}` : r.type)))
  }
  const { state } = started()
  await execute(tripTable, state, { ...portsOf(world), append }).ended
  expect(writes).toEqual([
    ['step-started look', 'step-done look', 'step-started fares', 'step-done fares', 'step-started seat'],
    ['step-done seat', 'step-started room'],
    ['step-done room', 'succeeded'],
  ])
})

it('a saga past its deadline starts no further step and undoes its effects', async () => {
  const world = new World([])
  const ports = portsOf(world)
  const calls = ports.calls
  const slow = {
    ...calls,
    seat: { ...calls.seat, run: () => ports.clock.sleep(70_000).then(() => world.seat.run()) },
  }
  const end = await execute(tripTable, started().state, { ...ports, calls: slow }).ended
  expect(end).toMatchObject({ phase: 'cancelled', failure: { kind: 'deadline', step: 'room' } })
  expect([world.seat.effect, world.room.effect]).toEqual(['undone', undefined])
})

it('forcing a running saga aborts the current call and undoes everything; forcing an ended one is rejected', async () => {
  const world = new World([])
  const ports = portsOf(world)
  const room = {
    ...ports.calls.room,
    run: (_data: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise<never>((_, reject) => {
        world.room.run()
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        setImmediate(() => expect(execution.force()).toBe(true))
      }),
  }
  const execution = execute(tripTable, started().state, { ...ports, calls: { ...ports.calls, room } as Ports['calls'] })
  expect(await execution.ended).toMatchObject({ phase: 'cancelled', failure: { kind: 'forced', reason: 'FORCED' } })
  expect([world.seat.effect, world.room.effect]).toEqual(['undone', 'undone'])
  expect(execution.force()).toBe(false)
})

it('an undo is retried until it succeeds, and counts as parked meanwhile', async () => {
  const world = new World([...Array<Weather>(3).fill('fine'), 'lost-before', ...Array<Weather>(12).fill('lost-before')])
  const log: LogRecord[] = []
  const append = async (entries: readonly LogEntry[]) => void log.push(...entries.map(({ record }) => record))
  const end = await execute(tripTable, started().state, { ...portsOf(world), append }).ended
  expect(end.phase).toBe('cancelled')
  expect(log.filter(({ type }) => type === 'undo-parked').length).toBe(2)
  expect(world.weather).toEqual([])
})

it('each process counts the parked undos that it retries: the count moves with a takeover and ends at zero', async () => {
  const counted = { now: 0, most: 0 }
  const parked = (_: string, by: 1 | -1): void => {
    counted.now += by
    counted.most = Math.max(counted.most, counted.now)
  }
  const log = started().records
  const append = async (entries: readonly LogEntry[]) => void log.push(...entries.map(({ record }) => record))
  const world = new World([...Array<Weather>(3).fill('fine'), ...Array<Weather>(13).fill('lost-before')])
  const dying = new AbortController()
  const clock: Clock = {
    ...virtualClock(),
    sleep: async () => {
      if (counted.now === 2) dying.abort()
    },
  }
  const ports = { ...portsOf(world, dying.signal), append, parked }
  await expect(execute(tripTable, started().state, { ...ports, clock }).ended).rejects.toThrow(Interrupted)
  expect(counted).toEqual({ now: 0, most: 2 })
  counted.most = 0
  const end = await execute(tripTable, replay(tripTable, log), { ...portsOf(world), append, parked }).ended
  expect(end.phase).toBe('cancelled')
  expect(counted).toEqual({ now: 0, most: 2 })
})

it('after a crash at any crash point, a saga resumes to a single end, with every effect made once or undone', async () => {
  const points: string[] = []
  const record = (step: string, phase: string): void => void points.push(`${step}:${phase}`)
  const unlucky = (world: World): World => Object.assign(world, { weather: [...Array(3).fill('fine'), 'answer-lost'] })
  await execute(tripTable, started().state, { ...portsOf(new World([])), append: async () => {}, reach: record }).ended
  await execute(tripTable, started().state, {
    ...portsOf(unlucky(new World([]))),
    append: async () => {},
    reach: record,
  }).ended
  expect(new Set(points)).toEqual(
    new Set([
      ...['look', 'fares', 'seat', 'room'].flatMap((step) =>
        ['before-effect', 'after-effect', 'before-ack'].map((phase) => `${step}:${phase}`),
      ),
      ...['seat', 'room'].map((step) => `${step}:during-undo`),
    ]),
  )
  for (const point of new Set(points)) {
    const world = point.endsWith('undo') ? unlucky(new World([])) : new World([])
    const log = started().records
    const append = async (entries: readonly LogEntry[]) => void log.push(...entries.map((entry) => entry.record))
    const die = (step: string, phase: string): void => {
      if (`${step}:${phase}` === point) throw new Crash()
    }
    const run = (reach?: Ports['reach']) =>
      execute(tripTable, replay(tripTable, log), { ...portsOf(world), append, ...(reach ? { reach } : {}) }).ended
    await expect(run(die)).rejects.toThrow(Crash)
    const end = await run()
    expect([point, end.phase]).toEqual([point, point.endsWith('undo') ? 'cancelled' : 'succeeded'])
    expect([point, world.seat.made, world.room.made]).toEqual([point, 1, 1])
  }
})
