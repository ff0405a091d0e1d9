/** An action at a moment of virtual time. `idle`: doesn't keep the schedule running. `quiet`: settles no promise. */
export type Moment = { at: number; idle: boolean; quiet: boolean; happen: (() => void) | undefined }

/** Virtual time. Actions run in order of their time; at the same time, in the order in which they were scheduled. */
export class Timeline {
  now = 0
  /** The number of pending moments that are not idle. */
  busy = 0
  /** Sorted latest first, so that the next one is at the end. */
  readonly #moments: Moment[] = []

  /** For actions that settle no promise, so that the next moment can follow without waiting for microtasks. */
  quietlyAfter(ms: number, happen: () => void): Moment {
    const moment = this.after(ms, happen)
    moment.quiet = true
    return moment
  }

  after(ms: number, happen: () => void, idle = false): Moment {
    const moment: Moment = { at: this.now + ms, idle, quiet: false, happen }
    let place = this.#moments.length
    for (; place > 0; place--) {
      const before = this.#moments[place - 1]
      if (before && before.at > moment.at) break
    }
    this.#moments.splice(place, 0, moment)
    if (!idle) this.busy++
    return moment
  }

  cancel(moment: Moment): void {
    if (moment.happen === undefined) return
    moment.happen = undefined
    if (!moment.idle) this.busy--
  }

  /** Runs moments until one may have settled a promise. Returns false if none is left. */
  step(isOver: () => boolean): boolean {
    for (;;) {
      const moment = this.#moments.pop()
      if (!moment) return false
      const { happen, idle, quiet } = moment
      if (!happen) continue
      moment.happen = undefined
      this.now = moment.at
      if (!idle) this.busy--
      happen()
      if (!quiet || isOver()) return true
    }
  }

  /**
   * Runs moments until `isOver`. Each is followed by all microtasks that it triggers: `process.nextTick`, called from a
   * microtask, runs only when their queue is empty.
   */
  run(isOver: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const tick = (): void => {
        let isDone: boolean
        try {
          isDone = isOver() || !this.step(isOver)
        } catch (error) {
          reject(error)
          return
        }
        if (isDone) resolve()
        else queueMicrotask(next)
      }
      const next = (): void => process.nextTick(tick)
      queueMicrotask(next)
    })
  }
}
