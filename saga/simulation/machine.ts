import type { Clock } from '#platform/base/clock.ts'
import type { Moment } from './timeline.ts'
import type { World } from './world.ts'

/** What an operation outside a process ends with. */
export type Answer<T> = { readonly value: T } | { readonly error: unknown }

/** How likely a process dies or stands still at a call; more at those of an undo, which are few. */
const death = 0.02
const deathAtUndo = 0.06
const pausesMs = [400, 6_000, 20_000] as const
const restartsMs = [300, 1_500, 7_000, 25_000] as const
/** What clocks show at the beginning of virtual time. */
const startOfTimeMs = 1_700_000_000_000
const deaths = [null, 'dies while it waits', 'dies before it asks', 'dies when the answer comes'] as const
const fates = [...deaths, 'stands still', 'stands still before it asks'] as const

/**
 * One process from its start to its death. What it asks for outside itself goes through `ask`, where it may die before
 * it asks, while it waits, or when the answer comes, and where it may stand still before it asks or after. A dead process
 * gets no answer: its promises stay open for good.
 */
export class Life {
  dead = false
  #pausedUntil = 0
  readonly world: World
  readonly name: string
  readonly #onDeath: () => void

  constructor(world: World, name: string, onDeath: () => void) {
    this.world = world
    this.name = name
    this.#onDeath = onDeath
  }

  get isMoving(): boolean {
    return !this.dead && this.#pausedUntil <= this.world.timeline.now
  }

  /** Runs in this process once it is alive and moving; never in a dead one. */
  later(ms: number, happen: () => void, idle = false): Moment {
    const { timeline } = this.world
    return timeline.after(
      ms,
      () => {
        if (this.dead) return
        if (this.#pausedUntil > timeline.now) this.later(this.#pausedUntil - timeline.now, happen, idle)
        else happen()
      },
      idle,
    )
  }

  /** An operation outside this process; `send` lets it happen and hands over its answer when that has arrived here. */
  ask<T>(place: string, send: (reply: (answer: Answer<T>) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.dead) return
      const fate = this.#fateAt(place)
      if (fate === 'dies before it asks') return this.#die(place, fate)
      const reply = (answer: Answer<T>): void => {
        if (this.dead) return
        if (fate === 'dies when the answer comes') this.#die(place, fate)
        else if ('error' in answer) reject(answer.error)
        else resolve(answer.value)
      }
      if (fate === 'stands still before it asks') return void this.later(this.#pause(place, fate), () => send(reply))
      if (fate === 'stands still') this.#pause(place, fate)
      send(reply)
      if (fate === 'dies while it waits') this.#die(place, fate)
    })
  }

  /** `idle`: whoever sleeps only looks now and then whether there is something to do. */
  clock(idle = false): Clock {
    const { timeline, clockErrors } = this.world
    return {
      now: () => startOfTimeMs + Math.floor(timeline.now) + (clockErrors.get(this.name) ?? 0),
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (this.dead) return
          if (signal && signal !== this.world.signal) onAbort(signal, resolve)
          this.later(ms, resolve, idle)
        }),
    }
  }

  get signal(): AbortSignal {
    return this.world.signal
  }

  #fateAt(place: string): (typeof fates)[number] {
    const { world } = this
    if (world.crashesLeft <= 0) return null
    return world.fault(world.forgetful ? deaths : fates, place.endsWith('undo') ? deathAtUndo : death, place)
  }

  #pause(place: string, fate: string): number {
    const { world } = this
    world.crashesLeft--
    world.processFaults++
    const ms = pausesMs[world.choices.pick(pausesMs.length, 0.7)] ?? pausesMs[0]
    world.tell(this.name, `${fate} for ${ms} ms:`, undefined, place)
    this.#pausedUntil = world.timeline.now + ms
    return ms
  }

  #die(place: string, fate: string): void {
    this.world.crashesLeft--
    this.world.processFaults++
    this.end(place, fate)
  }

  /** The process ends, and is started again after a while. */
  end(place: string, fate = 'gives up'): void {
    const { world } = this
    world.tell(this.name, fate, undefined, place)
    this.dead = true
    const ms = restartsMs[world.choices.pick(restartsMs.length, 0.6)] ?? restartsMs[0]
    world.timeline.after(ms, this.#onDeath)
  }
}

/** Starts a process, and again each time after it died. */
export const keepAlive = (world: World, name: string, start: (life: Life) => void): void => {
  const begin = (restarts: number): void => {
    if (restarts > 0) world.tell(name, 'is started again')
    start(new Life(world, name, () => begin(restarts + 1)))
  }
  begin(0)
}

/** Who waits for a signal, with one listener for all: many calls wait for the same one. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/** Calls when the signal aborts; the result takes that back. */
export const onAbort = (signal: AbortSignal, call: () => void): (() => void) => {
  let calls = waiting.get(signal)
  if (!calls) {
    const fresh = new Set<() => void>()
    waiting.set(signal, fresh)
    signal.addEventListener(
      'abort',
      () => {
        for (const one of fresh) one()
      },
      { once: true },
    )
    calls = fresh
  }
  const all = calls.add(call)
  return () => all.delete(call)
}
