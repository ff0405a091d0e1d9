import type { System } from './system.ts'
import type { Published, Topic } from './topic.ts'
import type { World } from './world.ts'

/** How far the history is behind the stream. */
const behindsMs = [2, 40, 150] as const
/** When it finds out that the stream has lost something, and then looks for holes. */
const noticedMs = [500, 2_000] as const
const holesFirstMs = 5_000
const holesEveryMs = 10_000
const holesLooks = 7
const restMs = 5_000
/** The author of first events asks the history for those that are older than this, this often, and sends none again sooner than that. */
const patienceMs = 10_000
const firstsEveryMs = 5_000
const againAfterMs = 60_000

/** What is stored of a topic, outside the bus: from it the bus is refilled after it has forgotten. */
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

  /** The stored events of a saga, each once, in their order. */
  of(id: string): Published[] {
    const known = new Set<string>()
    return this.#topic.published.filter(({ message, lost }) => {
      if (lost || message.saga !== id || known.has(message.eventId)) return false
      known.add(message.eventId)
      return true
    })
  }

  /** The bus has just forgotten what it held: what was not stored yet is lost for good. */
  afterLoss(since: number, starts: readonly number[]): void {
    const { timeline, bugs } = this.#world
    this.#behindMs = this.#world.some(behindsMs, 0.6)
    for (const one of this.#topic.published)
      if (one.at > since && one.at + this.#behindMs > timeline.now) {
        one.lost = true
        this.#world.tell('history', 'never learns of', one.message.saga, one.message.type)
      }
    const noticed = this.#world.some(noticedMs, 0.3)
    if (!bugs.has('no-refill')) timeline.after(noticed, () => this.#refill())
    const looks = bugs.has('no-refill') || bugs.has('holes-stay') ? 0 : holesLooks
    for (let look = 0; look < looks; look++)
      timeline.after(noticed + holesFirstMs + look * holesEveryMs, () => this.#fillHoles())
    if (!bugs.has('first-not-sent-again')) this.#lookForFirsts(starts)
  }

  /** Who reacts gets, of each saga that has not ended, the last event to which somebody reacts. */
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

  /** First events of which nothing is stored are sent again by their author, until they are. */
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
