import { callsOf, randomOf, stepClock, tableOf } from './code-under-test.ts'
import { History } from './history.ts'
import { keepAlive } from './machine.ts'
import { looksFrom } from './network.ts'
import { participantsOf } from './participant.ts'
import { planOf } from './plan.ts'
import type { CaseStand, Stand } from './stand.ts'
import type { Delivery, Handle, System } from './system.ts'
import { Topic } from './topic.ts'
import { startWatchdogs } from './watchdogs.ts'
import { horizonMs, type World } from './world.ts'

const againsMs = [0, 30, 900, 4_000] as const
const replicasEach = 2

/** Two processes for each owner of a part, which share its events. */
const startOwners = (world: World, system: System, topic: Topic, stand: Pick<Stand, 'participants'>): string[] => {
  const callsFor = callsOf(system, stand.participants)
  const table = tableOf(world, system)
  const random = randomOf(world)
  const names: string[] = []
  for (const [owner, { on, start }] of Object.entries(system.owners))
    for (let replica = 1; replica <= replicasEach; replica++) {
      const name = `${owner}-${replica}`
      names.push(name)
      keepAlive(world, name, (life) => {
        // Most processes of a schedule get nothing to do: what they consist of is made when they do.
        let handle: Handle | undefined
        const begin = (): Handle =>
          start({
            table,
            calls: callsFor(life),
            look: looksFrom(life, stand.participants),
            clock: life.clock(),
            random,
            signal: life.signal,
            publishMarked: (messages, mark) => topic.publishMarked(life, messages, mark),
            readMark: (key) => topic.readMark(life, key),
            note: (note) => topic.note(life, note),
          })
        topic.attach(on, life, (delivery: Delivery) => {
          handle ??= begin()
          return handle(delivery)
        })
      })
    }
  return names
}

/** Events lead from one owner to the next; the bus may forget them, and is refilled from the history. */
export const runChoreographed = async (world: World, system: System): Promise<Stand> => {
  const { timeline } = world
  const cases = system.cases.slice(0, world.ids.length)
  const processes = Object.keys(system.owners).length * replicasEach
  const droppable = system.watchdog !== undefined
  const plan = planOf(world, { steps: system.table.steps.length, processes, forgetful: true, droppable })
  const { forgets, drops, evictsAtMs, clockStep } = plan
  world.forgetful = forgets !== undefined
  const participants = participantsOf(world, system.table, system.outputs)
  const topic = new Topic(world, system.owners)
  const history = new History(world, system, topic)
  const names = startOwners(world, system, topic, { participants })

  cases.forEach(({ first }, index) => {
    const startMs = plan.startsMs[index] ?? 0
    timeline.after(startMs, () => topic.publish([first]))
    // Two entries that nobody knows of any more, both taken for new, are a limit (ADR-047).
    const againMs = forgets || evictsAtMs !== undefined ? 0 : world.some(againsMs, 0.1)
    if (againMs > 0) timeline.after(startMs + againMs, () => topic.publish([first]))
  })
  if (forgets)
    timeline.after(forgets.atMs, () => {
      const since = topic.forget(forgets.kind)
      history.afterLoss(since, plan.startsMs)
    })
  startWatchdogs(world, system, topic, { participants, startsMs: plan.startsMs })
  if (drops) timeline.after(drops.atMs, () => topic.drop(drops.group))
  if (evictsAtMs !== undefined) timeline.after(evictsAtMs, () => topic.evict())
  if (clockStep) timeline.after(clockStep.atMs, () => stepClock(world, names, clockStep))

  await timeline.run(() => timeline.busy === 0 || timeline.now > horizonMs)
  return {
    participants,
    cases: cases.map(({ id }) => standOf(world, system, topic, history, id, forgets !== undefined)),
  }
}

const standOf = (
  world: World,
  { ends: names, repetitions }: System,
  topic: Topic,
  history: History,
  id: string,
  hasForgotten: boolean,
): CaseStand => {
  const { published } = topic
  const of = hasForgotten ? history.of(id) : published.filter(({ message }) => message.saga === id)
  const told = new Map(of.map(({ message: { eventId, type } }) => [eventId, type]))
  const ends = [...told].filter(([, type]) => type === names.succeeded || type === names.failed)
  const [first] = ends
  const ids = [...told.keys()]
  // A line that was lost before it was stored may come late.
  const after = first && !hasForgotten ? ids.slice(ids.indexOf(first[0]) + 1) : []
  const isOpen = first === undefined || world.timeline.busy > 0
  const end = isOpen ? 'open' : first[1] === names.succeeded ? 'succeeded' : 'cancelled'
  const holes = hasForgotten ? repetitions(new Set(told.values()), true) : []
  return { id, end, ends: ends.map(([eventId]) => eventId), afterEnd: after.map((one) => told.get(one) ?? ''), holes }
}
