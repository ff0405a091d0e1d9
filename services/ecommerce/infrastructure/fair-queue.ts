/** The queue is full or the wait took too long: nothing was done, and the caller may retry later. */
export class Overloaded extends Error {
  constructor(message = 'too many requests of this kind are waiting') {
    super(message)
    this.name = 'Overloaded'
  }
}

/** The origin of work: the source of the request, and the account it names. */
export type Requester = { readonly source: string; readonly account: string }

export type Limits = {
  readonly atOnce: number
  /** Waiting requests: in total, per source, and per account of a source. */
  readonly waitingMax: number
  readonly perSourceMax: number
  readonly perAccountMax: number
  readonly waitMaxMs: number
}

type Waiting = { readonly who: Requester; readonly start: () => void; readonly refuse: (error: Error) => void }

/** Queues that take turns: the group at the front yields one request and goes to the back. */
class Ring {
  readonly groups = new Map<string, Map<string, Waiting[]>>()
  size = 0

  countOf(source: string): number {
    let count = 0
    for (const waiting of this.groups.get(source)?.values() ?? []) count += waiting.length
    return count
  }

  countOfAccount({ source, account }: Requester): number {
    return this.groups.get(source)?.get(account)?.length ?? 0
  }

  add(waiting: Waiting): void {
    const { source, account } = waiting.who
    const accounts = this.groups.get(source) ?? new Map<string, Waiting[]>()
    this.groups.set(source, accounts)
    accounts.set(account, [...(accounts.get(account) ?? []), waiting])
    this.size += 1
  }

  /** The next request: from the source that has waited longest for its turn, and its account likewise. */
  next(): Waiting | undefined {
    for (const [source, accounts] of this.groups)
      for (const [account, [first, ...rest]] of accounts) {
        if (first === undefined) continue
        this.remove(first)
        this.#toTheBack(this.groups, source)
        if (rest.length > 0) this.#toTheBack(accounts, account)
        return first
      }
    return undefined
  }

  /** The newest request of the source with the most waiting requests. */
  latestOfLargest(): Waiting | undefined {
    const [source = ''] = [...this.groups.keys()].sort((a, b) => this.countOf(b) - this.countOf(a))
    return [...(this.groups.get(source)?.values() ?? [])].at(-1)?.at(-1)
  }

  remove(waiting: Waiting): boolean {
    const { source, account } = waiting.who
    const accounts = this.groups.get(source)
    const before = accounts?.get(account) ?? []
    const after = before.filter((one) => one !== waiting)
    if (after.length === before.length) return false
    this.size -= 1
    if (after.length > 0) accounts?.set(account, after)
    else accounts?.delete(account)
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

export type FairQueue = <T>(who: Requester, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/**
 * Runs at most `atOnce` calls concurrently. The others wait and take turns by source, and within a source by account,
 * so that heavy users only delay themselves. A full queue makes room at the expense of the source with the most waiting
 * requests. A caller without room, or that waits too long, is rejected with Overloaded; one that disconnects costs
 * nothing.
 */
export const fairQueue = (limits: Limits): FairQueue => {
  const ring = new Ring()
  let running = 0

  const makeRoom = (who: Requester): void => {
    const own = ring.countOf(who.source)
    if (own >= limits.perSourceMax || ring.countOfAccount(who) >= limits.perAccountMax) throw new Overloaded()
    if (ring.size < limits.waitingMax) return
    const latest = ring.latestOfLargest()
    if (latest === undefined || ring.countOf(latest.who.source) <= own + 1) throw new Overloaded()
    ring.remove(latest)
    latest.refuse(new Overloaded())
  }

  const turn = (who: Requester, signal: AbortSignal | undefined): Promise<void> =>
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
      const leave = give('the caller disconnected')
      const timer = setTimeout(give('waited too long for a free slot'), limits.waitMaxMs)
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
