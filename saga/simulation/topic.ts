import type { Life } from './machine.ts'
import type { Handle, Message, Owner } from './system.ts'
import type { World } from './world.ts'

/** The bus did not answer: the event comes again. */
class Disconnected extends Error {}

/** An event as one group knows it: handed out until it is acknowledged. */
type Entry = { readonly message: Message; deliveries: number; acknowledged: boolean }

type Group = { readonly entries: Entry[]; life: Life | undefined; handle: Handle | undefined }

const acknowledgeMs = 5
const claimIdleMs = 5_000
const transientMs = 1_000
const failsAfterMs = 500
const publishLaterMs = 50
const weathers = [null, 'bus away', 'answer of the bus lost'] as const

/** A stream of events with one group for each owner. Delivery is at least once, in any order. */
export class Topic {
  /** Everything that was published, in order, repetitions too. */
  readonly published: Message[] = []
  readonly #marks = new Map<string, string>()
  readonly #groups = new Map<string, Group>()
  readonly #world: World
  #lastId = 0

  constructor(world: World, owners: Readonly<Record<string, Owner>>) {
    this.#world = world
    for (const { on } of Object.values(owners))
      this.#groups.set(on, { entries: [], life: undefined, handle: undefined })
  }

  publish(messages: readonly Message[]): void {
    for (const message of messages) {
      const eventId = this.#world.bugs.has('new-event-ids') ? `${message.eventId}/${this.#lastId++}` : message.eventId
      this.#world.tell('topic', message.type)
      this.published.push({ ...message, eventId })
      const group = this.#groups.get(message.type)
      if (!group) continue
      const entry = { message, deliveries: 0, acknowledged: false }
      group.entries.push(entry)
      if (group.life) this.#deliver(group, group.life, entry, this.#world.latencyMs())
    }
  }

  /** A process that handles the events of a type from now on; what is not acknowledged comes first. */
  attach(on: string, life: Life, handle: Handle): void {
    const group = this.#groups.get(on)
    if (!group) throw new Error(`nobody reads ${on}`)
    group.life = life
    group.handle = handle
    for (const entry of group.entries) if (!entry.acknowledged) this.#deliver(group, life, entry, 1)
  }

  #deliver(group: Group, life: Life, entry: Entry, ms: number): void {
    life.later(ms, () => {
      if (entry.acknowledged) return
      entry.deliveries++
      this.#world.tell(life.name, `is handed ${entry.message.type}, delivery ${entry.deliveries}`)
      if (this.#world.bugs.has('acknowledge-first')) entry.acknowledged = true
      const deliveries = this.#world.bugs.has('deliveries-not-counted') ? 1 : entry.deliveries
      const handling = group.handle?.({ payload: entry.message.payload, deliveries }) ?? Promise.resolve()
      handling.then(
        () => this.#acknowledge(group, life, entry),
        (error: unknown) => this.#repeat(group, life, entry, error),
      )
    })
  }

  #acknowledge(group: Group, life: Life, entry: Entry): void {
    const isLost = this.#world.fault([null, 'acknowledgement lost'], 0.02, entry.message.type) !== null
    life.later(acknowledgeMs, () => {
      if (!isLost) entry.acknowledged = true
      else this.#deliver(group, life, entry, claimIdleMs)
    })
  }

  #repeat(group: Group, life: Life, entry: Entry, error: unknown): void {
    if (life.dead) return
    const { afterMs } = error as { afterMs?: number }
    this.#world.tell(life.name, `can't handle ${entry.message.type} now: ${String((error as Error).message)}`)
    if (afterMs === undefined && !(error instanceof Disconnected))
      this.#world.violated(`handler threw ${String(error)}`)
    entry.deliveries = 1
    this.#deliver(group, life, entry, afterMs ?? transientMs)
  }

  /** Publishes from a process, atomically with a mark whose first value stays. */
  publishMarked(life: Life, messages: readonly Message[], mark: { key: string; value: string }): Promise<boolean> {
    if (this.#world.bugs.has('publish-later')) {
      life.later(publishLaterMs, () => this.publish(messages))
      return Promise.resolve(true)
    }
    return this.#ask(life, `publish ${messages.map(({ type }) => type).join(' + ')}`, () => {
      this.publish(messages)
      const isFirst = !this.#marks.has(mark.key)
      if (isFirst && !this.#world.bugs.has('no-mark')) this.#marks.set(mark.key, mark.value)
      return isFirst
    })
  }

  readMark(life: Life, key: string): Promise<string | undefined> {
    return this.#ask(life, 'read a mark', () => {
      const mark = this.#marks.get(key)
      return mark === 'undone-before' && this.#world.bugs.has('end-not-remembered') ? undefined : mark
    })
  }

  writeMark(life: Life, key: string, value: string): Promise<string | undefined> {
    return this.#ask(life, 'write a mark', () => {
      const before = this.#marks.get(key)
      if (before === undefined && !this.#world.bugs.has('undo-not-noted')) this.#marks.set(key, value)
      return before
    })
  }

  #ask<T>(life: Life, place: string, operation: () => T): Promise<T> {
    const world = this.#world
    return life.ask<T>(place, (reply) => {
      const weather = world.fault(weathers, 0.02, place)
      if (weather !== null) world.tell(life.name, `${place}: ${weather}`)
      const fail = (): void => reply({ error: new Disconnected(place) })
      if (weather === 'bus away') return void life.later(failsAfterMs, fail)
      world.timeline.after(world.latencyMs(), () => {
        const value = operation()
        if (weather === null) life.later(world.latencyMs(), () => reply({ value }))
        else life.later(failsAfterMs, fail)
      })
    })
  }
}
