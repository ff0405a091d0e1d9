import { callsOf, randomOf } from './code-under-test.ts'
import type { FinalState } from './final-state.ts'
import { keepAlive, type Life } from './machine.ts'
import { looksFrom } from './network.ts'
import type { Case, System, Watchdog } from './system.ts'
import type { Topic } from './topic.ts'
import type { World } from './world.ts'

const replicas = 2
const looksEveryMs = 2_000
const leaseMs = 15_000
/** The delay from the commit of an end to its events in the stream. */
const relayMs = 5

/** The database of the service that accepts sagas: which have ended, and leases on overdue ones. */
class Register {
  readonly #ended = new Set<string>()
  readonly #leasedUntil = new Map<string, number>()
  readonly #world: World
  readonly #system: System
  readonly #topic: Topic

  constructor(world: World, system: System, topic: Topic) {
    this.#world = world
    this.#system = system
    this.#topic = topic
  }

  hasEnded(id: string): boolean {
    const { succeeded, failed } = this.#system.ends
    return (
      this.#ended.has(id) ||
      this.#topic.published.some(({ message, lost }) => {
        return message.saga === id && !lost && (message.type === succeeded || message.type === failed)
      })
    )
  }

  lease(id: string): boolean {
    const { now } = this.#world.timeline
    if ((this.#leasedUntil.get(id) ?? 0) > now) return false
    this.#leasedUntil.set(id, now + leaseMs)
    return true
  }

  release(id: string): void {
    this.#leasedUntil.delete(id)
  }

  /** Stores the end and its events in one write; the events reach the stream later. */
  end(id: string, messages: Parameters<Topic['publish']>[0]): void {
    if (this.hasEnded(id)) return
    this.#ended.add(id)
    this.#world.report('watchdog', 'ends', id)
    this.#world.happened('ended by its deadline', 'watchdog')
    this.#world.timeline.after(relayMs, () => this.#topic.publish(messages))
  }
}

type Conclude = ReturnType<Watchdog['start']>

const lookAfter = (life: Life, saga: Case, register: Register, conclude: () => Conclude): void => {
  const { id } = saga
  const again = (): void => void life.later(looksEveryMs, look)
  const look = (): void => {
    if (register.hasEnded(id)) return
    if (!register.lease(id)) {
      again()
      return
    }
    conclude()(saga).then(
      (messages) => {
        if (messages) register.end(id, messages)
        else {
          register.release(id)
          again()
        }
      },
      (error: Error) => life.world.violated(`the watchdog threw ${error.message}`),
    )
  }
  look()
}

/** Starts the instances that end sagas after their deadline. */
export const startWatchdogs = (
  world: World,
  system: System,
  topic: Topic,
  { participants, startsMs }: Pick<FinalState, 'participants'> & { startsMs: readonly number[] },
): void => {
  const { watchdog } = system
  if (!watchdog || world.bugs.has('no-watchdog')) return
  const register = new Register(world, system, topic)
  const callsFor = callsOf(system, participants)
  for (let replica = 1; replica <= replicas; replica++) {
    keepAlive(world, `watchdog-${replica}`, (life) => {
      let made: Conclude | undefined
      const conclude = (): Conclude => {
        made ??= watchdog.start({
          calls: callsFor(life),
          look: looksFrom(life, participants),
          clock: life.clock(),
          random: randomOf(world),
          signal: life.signal,
        })
        return made
      }
      system.cases.slice(0, world.ids.length).forEach((saga, index) => {
        const dueAt = (startsMs[index] ?? 0) + watchdog.deadlineMs
        life.later(Math.max(1, dueAt - world.timeline.now), () => lookAfter(life, saga, register, conclude))
      })
    })
  }
}
