/** The queue is full: nothing was done, the caller may come back later. */
export class Overloaded extends Error {
  constructor() {
    super('too much of this work is waiting already')
    this.name = 'Overloaded'
  }
}

/** Lets at most `atOnce` calls run and `waitingMax` more wait; further ones are refused at once with Overloaded. */
export const bounded = (atOnce: number, waitingMax: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) throw new Overloaded()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
