import { callsOf, randomOf, stepClock, tableOf } from './code-under-test.ts'
import type { CaseState, FinalState } from './final-state.ts'
import { History } from './history.ts'
import { keepAlive } from './machine.ts'
import { looksFrom } from './network.ts'
import { participantsOf } from './participant.ts'
import { planOf } from './plan.ts'
import type { Delivery, Handle, System } from './system.ts'
import { Topic } from './topic.ts'
import { startWatchdogs } from './watchdogs.ts'
import { horizonMs, type World } from './world.ts'

const repeatsMs = [0, 30, 900, 4_000] as const
const replicasEach = 2

/** Starts two processes for each owner, which share its events. */
const startOwners = (world: World, system: System, topic: Topic, state: Pick<FinalState, 'participants'>): string[] => {
  const callsFor = callsOf(system, state.participants)
  const table = tableOf(world, system)
  const random = randomOf(world)
  const names: string[] = []
  for (const [owner, { on, start }] of Object.entries(system.owners))
    for (let replica = 1; replica <= replicasEach; replica++) {
      const name = `${owner}-${replica}`
      names.push(name)
      keepAlive(world, name, (life) => {
        // Created lazily, because most processes of a schedule never receive an event.
        let handle: Handle | undefined
        const begin = (): Handle =>
          start({
            table,
            calls: callsFor(life),
            look: looksFrom(life, state.participants),
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

/** Runs a choreographed schedule. The bus may forget events; it is refilled from the history. */
export const runChoreographed = async (world: World, system: System): Promise<FinalState> => {
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
    // Known limit (ADR-047): after a loss, two entries of one event can both look new.
    const repeatMs = forgets || evictsAtMs !== undefined ? 0 : world.some(repeatsMs, 0.1)
    if (repeatMs > 0) timeline.after(startMs + repeatMs, () => topic.publish([first]))
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
    cases: cases.map(({ id }) => caseStateOf(world, system, topic, history, id, forgets !== undefined)),
  }
}

const caseStateOf = (
  world: World,
  { ends: names, repetitions }: System,
  topic: Topic,
  history: History,
  id: string,
  hasForgotten: boolean,
): CaseState => {
  const { published } = topic
  const of = hasForgotten ? history.of(id) : published.filter(({ message }) => message.saga === id)
  const types = new Map(of.map(({ message: { eventId, type } }) => [eventId, type]))
  const ends = [...types].filter(([, type]) => type === names.succeeded || type === names.failed)
  const [first] = ends
  const ids = [...types.keys()]
  // An event that was lost before it was stored may be republished late.
  const after = first && !hasForgotten ? ids.slice(ids.indexOf(first[0]) + 1) : []
  const isOpen = first === undefined || world.timeline.busy > 0
  const end = isOpen ? 'open' : first[1] === names.succeeded ? 'succeeded' : 'cancelled'
  const holes = hasForgotten ? repetitions(new Set(types.values()), true) : []
  return { id, end, ends: ends.map(([eventId]) => eventId), afterEnd: after.map((one) => types.get(one) ?? ''), holes }
}
