import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Interrupted, type Ports, Unsettled } from './execute.ts'
import { type ReactionOutcome, react } from './react.ts'
import { portsOf, weathers } from './testing.ts'
import { tripTable, World } from './trip.ts'

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
