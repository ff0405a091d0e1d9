import type { System } from './system.ts'
import type { Published, Topic } from './topic.ts'
import type { World } from './world.ts'

/** How far the history lags behind the stream. */
const behindsMs = [2, 40, 150] as const
/** When the history detects that the stream has lost entries, and then looks for gaps. */
const noticedMs = [500, 2_000] as const
const holesFirstMs = 5_000
const holesEveryMs = 10_000
const holesLooks = 7
const restMs = 5_000
/** The publisher of first events looks in the history for events older than `patienceMs`, every `firstsEveryMs`, and resends one at most every `againAfterMs`. */
const patienceMs = 10_000
const firstsEveryMs = 5_000
const againAfterMs = 60_000

/** The stored events of a topic, from which the bus is refilled after a loss. */
export class History {
  #behindMs: number = behindsMs[0]
  readonly #sentAgainAt = new Map<string, number>()
  readonly #world: World
  readonly #system: System
  readonly #topic: Topic

  constructor(world: World, system: System, topic: Topic) {
    this.#world = world
    this.#system = system
    this.#topic = topic
  }

  /** The stored events of a saga, without duplicates, in order. */
  of(id: string): Published[] {
    const known = new Set<string>()
    return this.#topic.published.filter(({ message, lost }) => {
      if (lost || message.saga !== id || known.has(message.eventId)) return false
      known.add(message.eventId)
      return true
    })
  }

  /** Called after the bus has lost entries: those not stored yet are lost permanently. */
  afterLoss(since: number, starts: readonly number[]): void {
    const { timeline, bugs } = this.#world
    this.#behindMs = this.#world.some(behindsMs, 0.6)
    for (const one of this.#topic.published)
      if (one.at > since && one.at + this.#behindMs > timeline.now) {
        one.lost = true
        this.#world.report('history', 'misses', one.message.saga, one.message.type)
      }
    const noticed = this.#world.some(noticedMs, 0.3)
    if (!bugs.has('no-refill')) timeline.after(noticed, () => this.#refill())
    const looks = bugs.has('no-refill') || bugs.has('holes-stay') ? 0 : holesLooks
    for (let look = 0; look < looks; look++)
      timeline.after(noticed + holesFirstMs + look * holesEveryMs, () => this.#fillHoles())
    if (!bugs.has('first-not-sent-again')) this.#lookForFirsts(starts)
  }

  /** Republishes, for each unfinished saga, the last event that has a reaction. */
  #refill(): void {
    for (const { id } of this.#system.cases.slice(0, this.#world.ids.length)) {
      const events = this.of(id)
      if (events.some(({ message }) => this.#isEnd(message.type))) continue
      const last = events.findLast(({ message }) => this.#topic.isRead(message.type))
      if (last) this.#topic.publish([{ ...last.message, again: true }])
    }
  }

  #isEnd(type: string): boolean {
    const { succeeded, failed } = this.#system.ends
    return type === succeeded || type === failed
  }

  #fillHoles(): void {
    for (const id of this.#world.ids) {
      const events = this.of(id)
      const hasEnded = events.some(({ message }) => this.#isEnd(message.type))
      const atRest = hasEnded || events.every(({ at }) => at + restMs < this.#world.timeline.now)
      const again = this.#system.repetitions(new Set(events.map(({ message }) => message.type)), atRest)
      for (const type of again) {
        const event = events.find(({ message }) => message.type === type)
        if (event) this.#topic.publish([{ ...event.message, again: true }])
      }
    }
  }

  /** Resends first events that are missing in the history, until they are stored. */
  #lookForFirsts(starts: readonly number[]): void {
    const { timeline } = this.#world
    let isMissing = false
    this.#world.ids.forEach((id, index) => {
      if (this.of(id).length > 0) return
      isMissing = true
      const startedAt = starts[index] ?? 0
      const sentAt = this.#sentAgainAt.get(id) ?? -againAfterMs
      if (timeline.now < startedAt + patienceMs || timeline.now < sentAt + againAfterMs) return
      this.#sentAgainAt.set(id, timeline.now)
      const first = this.#system.cases[index]?.first
      if (first) this.#topic.publish([{ ...first, again: true }])
    })
    if (isMissing) timeline.after(firstsEveryMs, () => this.#lookForFirsts(starts))
  }
}
