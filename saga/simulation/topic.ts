import { Disconnected, Group } from './group.ts'
import type { Life } from './machine.ts'
import type { ForgetKind } from './plan.ts'
import type { Handle, Mark, Message, Note, Owner, OwnerPorts } from './system.ts'
import type { World } from './world.ts'

/** An event in the stream. `lost`: the bus lost it before the history stored it. */
export type Published = { readonly message: Message; readonly at: number; lost: boolean }

const failsAfterMs = 500
const publishLaterMs = 50
const rewindMs = 1_000
const faults = [null, 'bus unavailable', 'response of the bus lost'] as const

/** A stream of events with a group for each owner, and the owners' marks. */
export class Topic {
  /** All published events in order, with repetitions. */
  readonly published: Published[] = []
  readonly #marks = new Map<string, { value: string; at: number }>()
  readonly #groups = new Map<string, Group>()
  readonly #world: World
  #lastId = 0

  constructor(world: World, owners: Readonly<Record<string, Owner>>) {
    this.#world = world
    for (const { on } of Object.values(owners)) this.#groups.set(on, new Group(world))
  }

  publish(messages: readonly Message[]): void {
    for (const message of messages) {
      const eventId = this.#world.bugs.has('new-event-ids') ? `${message.eventId}/${this.#lastId++}` : message.eventId
      this.#world.report('topic', message.again ? 'republishes' : 'publishes', message.saga, message.type)
      this.published.push({ message: { ...message, eventId }, at: this.#world.timeline.now, lost: false })
      this.#groups.get(message.type)?.add(message)
    }
  }

  attach(on: string, life: Life, handle: Handle): void {
    this.groupOf(on).attach(life, handle)
  }

  groupOf(on: string): Group {
    const group = this.#groups.get(on)
    if (!group) throw new Error(`no group reads ${on}`)
    return group
  }

  isRead(type: string): boolean {
    return this.#groups.has(type)
  }

  /**
   * Loses entries, acknowledgements and marks: all, or those of the last second, as after a restart from an older file.
   * Returns the time from which they are lost.
   */
  forget(kind: ForgetKind): number {
    this.#world.report('topic', 'loses', undefined, kind)
    this.#world.happened('the bus forgets', kind)
    const since = kind === 'all' ? -1 : this.#world.timeline.now - rewindMs
    for (const group of this.#groups.values()) group.forget(since)
    for (const [key, { at }] of this.#marks) if (at > since) this.#marks.delete(key)
    return since
  }

  /** One group loses its pending entries. */
  drop(nth: number): void {
    const [on, group] = [...this.#groups][nth % this.#groups.size] ?? []
    this.#world.report('topic', 'a group loses its entries:', undefined, on)
    this.#world.happened('a group loses its entries', on ?? '')
    group?.drop()
  }

  /** Loses all marks. */
  evict(): void {
    this.#world.report('topic', 'marks are evicted')
    this.#world.happened('marks are evicted', 'topic')
    this.#marks.clear()
  }

  /** Publishes events and sets a mark, atomically. */
  publishMarked(life: Life, messages: readonly Message[], mark: Mark): ReturnType<OwnerPorts['publishMarked']> {
    const { bugs } = this.#world
    if (bugs.has('publish-later')) {
      life.later(publishLaterMs, () => this.publish(messages))
      return Promise.resolve('first')
    }
    return this.#ask(life, 'publish', () => {
      const { key, value, barredBy, expected } = mark
      const now = this.#marks.get(key)?.value ?? null
      if (barredBy !== undefined && this.#marks.has(barredBy) && !bugs.has('success-not-barred')) return 'barred'
      if (expected !== undefined && now !== expected) return 'barred'
      this.publish(messages)
      if (now !== null) return 'repeated'
      if (!bugs.has('no-mark')) this.#mark(key, value)
      return 'first'
    })
  }

  readMark(life: Life, key: string): Promise<string | undefined> {
    return this.#ask(life, 'read a mark', () => {
      return this.#marks.get(key)?.value
    })
  }

  note(life: Life, { key, value, barredBy }: Note): ReturnType<OwnerPorts['note']> {
    const { bugs } = this.#world
    return this.#ask(life, 'note', () => {
      const barred = this.#marks.get(barredBy.key)?.value === barredBy.value && !bugs.has('undo-not-barred')
      const before = this.#marks.get(key)?.value ?? null
      if (!barred && before === null && !bugs.has('undo-not-noted')) this.#mark(key, value)
      return { barred, before }
    })
  }

  #mark(key: string, value: string): void {
    this.#marks.set(key, { value, at: this.#world.timeline.now })
  }

  #ask<T>(life: Life, place: string, operation: () => T): Promise<T> {
    const world = this.#world
    return life.ask<T>(place, (reply) => {
      const fault = world.fault(faults, 0.02, place)
      if (fault !== null) world.report(life.name, `${place}:`, undefined, fault)
      const fail = (): void => reply({ error: new Disconnected(place) })
      if (fault === 'bus unavailable') return void life.later(failsAfterMs, fail)
      world.timeline.quietlyAfter(world.latencyMs(), () => {
        const value = operation()
        if (fault === null) life.later(world.latencyMs(), () => reply({ value }))
        else life.later(failsAfterMs, fail)
      })
    })
  }
}
