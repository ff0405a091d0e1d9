import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Clock } from '#platform/base/clock.ts'
import { execute, Interrupted, type Ports } from './execute.ts'
import type { LogRecord } from './record.ts'
import { type LogEntry, replay } from './state.ts'
import { portsOf, started, virtualClock, weathers } from './testing.ts'
import { Crash, tripTable, type Weather, World } from './trip.ts'

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
