import { isEnded, replay } from '../state.ts'
import { Journal } from './journal.ts'
import { keepAlive, type Life } from './machine.ts'
import { callsFrom } from './network.ts'
import { type Participants, participantsOf } from './participant.ts'
import type { Replica, System } from './system.ts'
import { Topic } from './topic.ts'
import { horizonMs, type World } from './world.ts'

export const styles = ['orchestrated', 'choreographed'] as const
export type Style = (typeof styles)[number]

export type End = 'succeeded' | 'cancelled' | 'not accepted' | 'open'

/** What stands in the end, for the invariants. */
export type Stand = {
  readonly end: End
  readonly participants: Participants
  /** Ids of the events or numbers of the records that end the saga, each once. */
  readonly ends: readonly string[]
  /** What was told after the end. */
  readonly afterEnd: readonly string[]
}

const leaseMs = 3_000
const replicas = ['replica-1', 'replica-2'] as const
const forcesMs = [0, 3, 40, 300, 2_000] as const

/** Random numbers of a process: three values are enough to reorder, and keep the choices few. */
const randomOf = (world: World) => (): number => world.some([0.5, 0.1, 0.95], 0.2)

const callsOf = (world: World, system: System, participants: Participants) => {
  let order = 0
  return (life: Life) => callsFrom(life, world, system.table.steps, participants, () => order++)
}

/** The table that the code under test gets; without its order of undo where that is the bug. */
const tableOf = (world: World, { table }: System): System['table'] =>
  world.bugs.has('undo-unordered')
    ? {
        ...table,
        steps: table.steps.map((step) => (step.undo ? { ...step, undo: { ...step.undo, after: [] } } : step)),
      }
    : table

/** Two replicas of an orchestrator share one saga, which one of them accepts. */
export const runOrchestrated = async (world: World, system: System): Promise<Stand> => {
  const participants = participantsOf(world, system.table, system.outputs)
  const journal = new Journal(world, leaseMs)
  const callsFor = callsOf(world, system, participants)
  const alive = new Map<string, Replica>()
  const table = tableOf(world, system)
  for (const name of replicas) {
    keepAlive(world, name, (life) => {
      const replica = system.startReplica({
        table,
        calls: callsFor(life),
        journal: journal.portOf(life),
        clock: life.clock(),
        idleClock: life.clock(true),
        random: randomOf(world),
        signal: life.signal,
        leaseMs,
      })
      alive.set(name, replica)
      const begin = async (): Promise<void> => {
        try {
          await replica.resume()
        } catch {
          return life.end('start')
        }
        if (!journal.accepted && name === replicas[0]) await replica.accept(system.data).catch(() => {})
        await replica.watch()
      }
      begin().catch((error: unknown) => world.violated(`replica failed: ${String(error)}`))
    })
  }
  const forceMs = forcesMs[world.choices.pick(forcesMs.length, 0.1)] ?? 0
  if (forceMs > 0) {
    const name = world.some(replicas, 0.5)
    world.timeline.after(forceMs, () => {
      world.tell('operator', `forces the undo at ${name}`)
      alive
        .get(name)
        ?.force()
        .catch(() => {})
    })
  }
  const { timeline } = world
  const isOver = (): boolean => timeline.busy === 0 && (journal.terminal || !journal.accepted)
  await timeline.run(() => isOver() || timeline.now > horizonMs)
  return standOfLog(world, system, journal, participants)
}

const standOfLog = (world: World, system: System, journal: Journal, participants: Participants): Stand => {
  const { records } = journal
  const ends = records.flatMap(({ type }, index) => (type === 'succeeded' || type === 'cancelled' ? [`${index}`] : []))
  const afterEnd = ends[0] === undefined ? [] : records.slice(Number(ends[0]) + 1).map(({ type }) => type)
  if (!journal.accepted) return { end: 'not accepted', participants, ends: [], afterEnd }
  try {
    const state = replay(system.table, records)
    const end = isEnded(state) && world.timeline.busy === 0 ? (state.phase as End) : 'open'
    return { end, participants, ends, afterEnd }
  } catch (error) {
    world.violated(`the log is illegal: ${(error as Error).message}`)
    return { end: 'open', participants, ends, afterEnd }
  }
}

/** Each owner of a part runs as one process; events lead from one to the next. */
export const runChoreographed = async (world: World, system: System): Promise<Stand> => {
  const participants = participantsOf(world, system.table, system.outputs)
  const topic = new Topic(world, system.owners)
  const callsFor = callsOf(world, system, participants)
  const table = tableOf(world, system)
  for (const [name, owner] of Object.entries(system.owners)) {
    keepAlive(world, name, (life) => {
      const handle = owner.start({
        table,
        calls: callsFor(life),
        clock: life.clock(),
        random: randomOf(world),
        signal: life.signal,
        publishMarked: (messages, mark) => topic.publishMarked(life, messages, mark),
        readMark: (key) => topic.readMark(life, key),
        writeMark: (key, value) => topic.writeMark(life, key, value),
      })
      topic.attach(owner.on, life, handle)
    })
  }
  topic.publish([system.first])
  const againMs = world.some([0, 30, 900, 4_000], 0.1)
  if (againMs > 0) world.timeline.after(againMs, () => topic.publish([system.first]))
  const { timeline } = world
  await timeline.run(() => timeline.busy === 0 || timeline.now > horizonMs)
  return standOfTopic(world, system, topic, participants)
}

const standOfTopic = (world: World, { ends: names }: System, topic: Topic, participants: Participants): Stand => {
  const told = new Map(topic.published.map(({ eventId, type }) => [eventId, type]))
  const ends = [...told].filter(([, type]) => type === names.succeeded || type === names.failed)
  const [first] = ends
  const ids = [...told.keys()]
  const afterEnd = first ? ids.slice(ids.indexOf(first[0]) + 1).map((id) => told.get(id) ?? '') : []
  const isOpen = first === undefined || world.timeline.busy > 0
  const end = isOpen ? 'open' : first[1] === names.succeeded ? 'succeeded' : 'cancelled'
  return { end, participants, ends: ends.map(([id]) => id), afterEnd }
}
