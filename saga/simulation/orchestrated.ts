import { isEnded, replay } from '../state.ts'
import { callsOf, randomOf, stepClock, tableOf } from './code-under-test.ts'
import type { CaseState, End, FinalState } from './final-state.ts'
import { keepAlive, type Life } from './machine.ts'
import { participantsOf } from './participant.ts'
import { type Order, planOf } from './plan.ts'
import { SimulatedSagaLog } from './saga-log.ts'
import type { Case, Replica, System } from './system.ts'
import { horizonMs, type World } from './world.ts'

const leaseMs = 3_000
const names = ['replica-1', 'replica-2'] as const
const acceptAgainMs = 500

type Running = { readonly life: Life; readonly replica: Replica }

/** Polling sleeps until there is an unfinished saga, which saves most of the moments of a schedule. */
const sleepWhileAllEnded = (life: Life, sagaLog: SimulatedSagaLog, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      if (sagaLog.allEnded) life.later(ms, wake, true)
      else resolve()
    }
    life.later(ms, wake, true)
  })

/** Starts both replicas. Returns a function that gets a running one by its index. */
const startReplicas = (
  world: World,
  system: System,
  sagaLog: SimulatedSagaLog,
  state: Pick<FinalState, 'participants'>,
) => {
  const up = new Map<string, Running>()
  const callsFor = callsOf(system, state.participants)
  const table = tableOf(world, system)
  const random = randomOf(world)
  for (const name of names)
    keepAlive(world, name, (life) => {
      up.delete(name)
      const replica = system.startReplica({
        table,
        calls: callsFor(life),
        sagaLog: sagaLog.portOf(life),
        clock: life.clock(),
        idleClock: { now: life.clock().now, sleep: (ms) => sleepWhileAllEnded(life, sagaLog, ms) },
        random,
        signal: life.signal,
        leaseMs,
      })
      const begin = async (): Promise<void> => {
        try {
          await replica.resume()
        } catch {
          return life.end('start')
        }
        up.set(name, { life, replica })
        await replica.watch()
      }
      begin().catch((error: unknown) => world.violated(`replica failed: ${String(error)}`))
    })
  return (index: number): Running | undefined => {
    const wanted = up.get(names[index] ?? '')
    return wanted && !wanted.life.dead ? wanted : undefined
  }
}

const settled = (work: Promise<void>): void => void work.catch(() => {})

/** Runs an orchestrated schedule. Two replicas share all sagas; one of them accepts each. */
export const runOrchestrated = async (world: World, system: System): Promise<FinalState> => {
  const { timeline } = world
  const cases = system.cases.slice(0, world.ids.length)
  const plan = planOf(world, {
    steps: system.table.steps.length,
    processes: names.length,
    forgetful: false,
    droppable: false,
  })
  const participants = participantsOf(world, system.table, system.outputs)
  const sagaLog = new SimulatedSagaLog(world, leaseMs)
  const replicaAt = startReplicas(world, system, sagaLog, { participants })

  const accept = (saga: Case, wanted: number): void => {
    const running = replicaAt(wanted) ?? replicaAt(1 - wanted)
    if (running) running.life.later(0, () => settled(running.replica.accept(saga)))
    else timeline.after(acceptAgainMs, () => accept(saga, wanted))
  }
  cases.forEach((saga, index) => {
    const wanted = world.choices.pick(names.length, 0.3)
    timeline.after((plan.startsMs[index] ?? 0) + 3, () => accept(saga, wanted))
  })
  const carryOut = ({ what, replica, saga, step }: Order): void => {
    const [running, id] = [replicaAt(replica), cases[saga]?.id ?? '']
    const stepId = system.table.steps[step]?.id ?? ''
    if (!running) return
    world.report('operator', what === 'force' ? 'forces the undo via' : 'restarts it via', id, names[replica])
    world.happened(`operator: ${what}`, stepId)
    running.life.later(0, () =>
      settled(what === 'force' ? running.replica.force(id) : running.replica.restart(id, stepId)),
    )
  }
  for (const order of plan.orders) timeline.after(order.atMs, () => carryOut(order))
  const { clockStep } = plan
  if (clockStep) timeline.after(clockStep.atMs, () => stepClock(world, names, clockStep))

  await timeline.run(() => (timeline.busy === 0 && sagaLog.allEnded) || timeline.now > horizonMs)
  return { participants, cases: cases.map(({ id }) => caseStateOf(world, system, sagaLog, id)) }
}

const caseStateOf = (world: World, system: System, sagaLog: SimulatedSagaLog, id: string): CaseState => {
  const row = sagaLog.rows.get(id)
  if (!row) return { id, end: 'not accepted', ends: [], afterEnd: [] }
  const { records } = row
  const ends = records.flatMap(({ type }, index) => (type === 'succeeded' || type === 'cancelled' ? [`${index}`] : []))
  const afterEnd = ends[0] === undefined ? [] : records.slice(Number(ends[0]) + 1).map(({ type }) => type)
  try {
    const state = replay(system.table, records)
    const end = isEnded(state) && world.timeline.busy === 0 ? (state.phase as End) : 'open'
    return { id, end, ends, afterEnd, row }
  } catch (error) {
    world.violated(`the log is illegal: ${(error as Error).message}`)
    return { id, end: 'open', ends, afterEnd, row }
  }
}
