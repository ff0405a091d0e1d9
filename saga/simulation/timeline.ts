/** What happens at a moment of virtual time. `idle`: it alone is no reason to go on. `quiet`: no promise is settled by it. */
export type Moment = { at: number; idle: boolean; quiet: boolean; happen: (() => void) | undefined }

/** Virtual time: things happen in the order of their time, those of one time in the order in which they were asked for. */
export class Timeline {
  now = 0
  /** Moments to come that are not idle. */
  busy = 0
  /** Latest first: there are few, and the next one is taken from the end. */
  readonly #moments: Moment[] = []

  /** For what only changes things and asks for other moments: what follows it needs no promise to be settled first. */
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

  /** Lets moments happen until one may have settled a promise. False: none is left. */
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
   * Lets one moment after the other happen until `isOver`, each followed by all that it sets going: promises are
   * settled by the queue of microtasks, which is empty whenever `process.nextTick` has its turn.
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
