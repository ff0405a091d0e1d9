/** There is no room, or the wait got too long: nothing was done, the caller may come back later. */
export class Overloaded extends Error {
  constructor(message = 'too much of this work is waiting already') {
    super(message)
    this.name = 'Overloaded'
  }
}

/** For whom work is done: where the request comes from, and whom it names. */
export type Demandeur = { readonly source: string; readonly compte: string }

export type Limits = {
  readonly atOnce: number
  /** Waiting altogether, from one source, and for one account from one source. */
  readonly waitingMax: number
  readonly perSourceMax: number
  readonly perAccountMax: number
  readonly waitMaxMs: number
}

type Waiting = { readonly who: Demandeur; readonly start: () => void; readonly refuse: (error: Error) => void }

/** Waiting work in turn: the group at the front gives one, and goes to the back. */
class Ring {
  readonly groups = new Map<string, Map<string, Waiting[]>>()
  size = 0

  countOf(source: string): number {
    let count = 0
    for (const waiting of this.groups.get(source)?.values() ?? []) count += waiting.length
    return count
  }

  countOfAccount({ source, compte }: Demandeur): number {
    return this.groups.get(source)?.get(compte)?.length ?? 0
  }

  add(waiting: Waiting): void {
    const { source, compte } = waiting.who
    const accounts = this.groups.get(source) ?? new Map<string, Waiting[]>()
    this.groups.set(source, accounts)
    accounts.set(compte, [...(accounts.get(compte) ?? []), waiting])
    this.size += 1
  }

  /** The next in turn: of the source that waits longest for its turn, its account that does. */
  next(): Waiting | undefined {
    for (const [source, accounts] of this.groups)
      for (const [compte, [first, ...rest]] of accounts) {
        if (first === undefined) continue
        this.remove(first)
        this.#toTheBack(this.groups, source)
        if (rest.length > 0) this.#toTheBack(accounts, compte)
        return first
      }
    return undefined
  }

  /** The latest work of the source that has most of it waiting. */
  latestOfLargest(): Waiting | undefined {
    const [source = ''] = [...this.groups.keys()].sort((a, b) => this.countOf(b) - this.countOf(a))
    return [...(this.groups.get(source)?.values() ?? [])].at(-1)?.at(-1)
  }

  remove(waiting: Waiting): boolean {
    const { source, compte } = waiting.who
    const accounts = this.groups.get(source)
    const before = accounts?.get(compte) ?? []
    const after = before.filter((one) => one !== waiting)
    if (after.length === before.length) return false
    this.size -= 1
    if (after.length > 0) accounts?.set(compte, after)
    else accounts?.delete(compte)
    if (accounts?.size === 0) this.groups.delete(source)
    return true
  }

  #toTheBack<Value>(map: Map<string, Value>, key: string): void {
    const value = map.get(key)
    if (value === undefined) return
    map.delete(key)
    map.set(key, value)
  }
}

export type FairQueue = <T>(who: Demandeur, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/**
 * Lets at most `atOnce` calls run. Others wait, and take turns by source and within a source by account, so that whoever asks for much waits
 * behind himself. A full queue makes room at the expense of the source that has most in it. Whoever finds no room, or waits too long,
 * is refused with Overloaded; whoever goes away meanwhile costs nothing.
 */
export const fairQueue = (limits: Limits): FairQueue => {
  const ring = new Ring()
  let running = 0

  const makeRoom = (who: Demandeur): void => {
    const own = ring.countOf(who.source)
    if (own >= limits.perSourceMax || ring.countOfAccount(who) >= limits.perAccountMax) throw new Overloaded()
    if (ring.size < limits.waitingMax) return
    const latest = ring.latestOfLargest()
    if (latest === undefined || ring.countOf(latest.who.source) <= own + 1) throw new Overloaded()
    ring.remove(latest)
    latest.refuse(new Overloaded())
  }

  const turn = (who: Demandeur, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      makeRoom(who)
      const settle = (end: () => void) => (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', leave)
        end()
      }
      const refuse = (error: Error): void => settle(() => reject(error))()
      const waiting: Waiting = { who, start: settle(resolve), refuse }
      const give = (message: string) => (): void => {
        if (ring.remove(waiting)) refuse(new Overloaded(message))
      }
      const leave = give('the caller went away')
      const timer = setTimeout(give('the wait for this work is too long'), limits.waitMaxMs)
      ring.add(waiting)
      signal?.addEventListener('abort', leave, { once: true })
      if (signal?.aborted) leave()
    })

  return async (who, work, signal) => {
    if (running < limits.atOnce) running += 1
    else await turn(who, signal)
    try {
      return await work()
    } finally {
      const next = ring.next()
      if (next) next.start()
      else running -= 1
    }
  }
}
