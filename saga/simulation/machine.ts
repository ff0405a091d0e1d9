import type { Clock } from '#platform/base/clock.ts'
import type { Moment } from './timeline.ts'
import type { World } from './world.ts'

/** The result of an operation outside a process. */
export type Answer<T> = { readonly value: T } | { readonly error: unknown }

/** The probability that a process dies or pauses at a call. Higher for undos, because they are rare. */
const death = 0.02
const deathAtUndo = 0.06
const pausesMs = [400, 6_000, 20_000] as const
const restartsMs = [300, 1_500, 7_000, 25_000] as const
/** The clock's value at the start of virtual time. */
const startOfTimeMs = 1_700_000_000_000
const deaths = [null, 'dies while waiting', 'dies before the request', 'dies on the response'] as const
const fates = [...deaths, 'pauses', 'pauses before the request'] as const

/**
 * One process from start to death. Requests to the outside go through `ask`: there the process may die before the request,
 * while waiting or on the response, or pause. The promises of a dead process never settle.
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

  /** Runs `happen` in this process after `ms` and after any pause; never if it has died. */
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

  /** A request to the outside. `send` performs it and calls `reply` when the response has arrived at this process. */
  ask<T>(place: string, send: (reply: (answer: Answer<T>) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.dead) return
      const fate = this.#fateAt(place)
      if (fate === 'dies before the request') return this.#die(place, fate)
      const reply = (answer: Answer<T>): void => {
        if (this.dead) return
        if (fate === 'dies on the response') this.#die(place, fate)
        else if ('error' in answer) reject(answer.error)
        else resolve(answer.value)
      }
      if (fate === 'pauses before the request') return void this.later(this.#pause(place, fate), () => send(reply))
      if (fate === 'pauses') this.#pause(place, fate)
      send(reply)
      if (fate === 'dies while waiting') this.#die(place, fate)
    })
  }

  /** The clock of this process. `idle`: its sleeps are polling pauses, which don't keep a schedule running. */
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
    world.report(this.name, `${fate} for ${ms} ms:`, undefined, place)
    this.#pausedUntil = world.timeline.now + ms
    return ms
  }

  #die(place: string, fate: string): void {
    this.world.crashesLeft--
    this.world.processFaults++
    this.end(place, fate)
  }

  /** Ends the process. It restarts after a delay. */
  end(place: string, fate = 'exits'): void {
    const { world } = this
    world.report(this.name, fate, undefined, place)
    this.dead = true
    const ms = restartsMs[world.choices.pick(restartsMs.length, 0.6)] ?? restartsMs[0]
    world.timeline.after(ms, this.#onDeath)
  }
}

/** Starts a process and restarts it after each death. */
export const keepAlive = (world: World, name: string, start: (life: Life) => void): void => {
  const begin = (restarts: number): void => {
    if (restarts > 0) world.report(name, 'restarts')
    start(new Life(world, name, () => begin(restarts + 1)))
  }
  begin(0)
}

/** Callbacks by signal, behind a single listener, because many calls wait for the same signal. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>()

/** Calls back when the signal aborts. Returns a function that cancels this. */
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
