import { accepter, estTermine, type Outcome, type ProcessusCheckout, terminer } from '../domain/processus-checkout.ts'

/** A reader that waits for one checkout's end. Dispose of it when the reader leaves, even early. */
export type Waiter = Disposable & {
  /** The ended checkout; undefined when time is up or the reader left. */
  readonly ended: Promise<ProcessusCheckout | undefined>
}

/**
 * What this process remembers about checkouts: those it accepted, and ends that it saw on the stream. A shortcut for
 * readers, never the truth: bounded, empty after a start, and silent about what it forgot.
 */
export type OutcomeBoard = {
  accepted: (checkoutProcess: ProcessusCheckout) => void
  ended: (identity: { checkout_id: string; client_id: string }, outcome: Outcome) => void
  known: (checkout_id: string) => ProcessusCheckout | undefined
  /** Registers before the call returns. Undefined if too many readers are waiting, in total or for this customer. */
  wait: (identity: { checkout_id: string; client_id: string }, timeoutMs: number) => Waiter | undefined
  waiting: () => number
  /** The checkouts whose end readers are waiting for. */
  awaited: () => string[]
  /** Releases all waiting readers with what is known, because the process is stopping. */
  release: () => void
}

type Release = (checkoutProcess: ProcessusCheckout | undefined) => void

/**
 * @param knownMax checkouts kept in memory; the oldest are forgotten first.
 * @param waitersMax readers that may wait at once, and waitersPerClientMax those of one customer, who must not take all
 * places.
 */
export const createOutcomeBoard = ({
  knownMax = 20_000,
  waitersMax = 2_000,
  waitersPerClientMax = 50,
} = {}): OutcomeBoard => {
  const known = new Map<string, ProcessusCheckout>()
  const waiters = new Map<string, Set<Release>>()
  const perClient = new Map<string, number>()
  let waiting = 0
  let released = false

  const remember = (checkoutProcess: ProcessusCheckout): void => {
    known.set(checkoutProcess.checkout_id, checkoutProcess)
    if (known.size <= knownMax) return
    const oldest = known.keys().next().value
    if (oldest !== undefined) known.delete(oldest)
  }

  const count = (client_id: string, change: 1 | -1): void => {
    waiting += change
    const own = (perClient.get(client_id) ?? 0) + change
    if (own > 0) perClient.set(client_id, own)
    else perClient.delete(client_id)
  }

  const wait: OutcomeBoard['wait'] = ({ checkout_id, client_id }, timeoutMs) => {
    if (waiting >= waitersMax || (perClient.get(client_id) ?? 0) >= waitersPerClientMax || released) return undefined
    const { promise, resolve } = Promise.withResolvers<ProcessusCheckout | undefined>()
    const here = waiters.get(checkout_id) ?? new Set<Release>()
    waiters.set(checkout_id, here)
    count(client_id, 1)
    const leave: Release = (checkoutProcess) => {
      if (!here.delete(leave)) return
      count(client_id, -1)
      if (here.size === 0) waiters.delete(checkout_id)
      clearTimeout(timer)
      resolve(checkoutProcess)
    }
    const timer = setTimeout(() => leave(undefined), timeoutMs)
    here.add(leave)
    return { ended: promise, [Symbol.dispose]: () => leave(undefined) }
  }

  return {
    accepted: (checkoutProcess) => {
      if (!known.has(checkoutProcess.checkout_id)) remember(checkoutProcess)
    },
    ended: (identity, outcome) => {
      const before = known.get(identity.checkout_id)
      if (before && estTermine(before)) return
      const checkoutProcess = terminer(before ?? accepter(identity), outcome)
      remember(checkoutProcess)
      for (const leave of [...(waiters.get(identity.checkout_id) ?? [])]) leave(checkoutProcess)
    },
    known: (checkout_id) => known.get(checkout_id),
    wait,
    waiting: () => waiting,
    awaited: () => [...waiters.keys()],
    release: () => {
      released = true
      for (const here of [...waiters.values()]) for (const leave of [...here]) leave(undefined)
    },
  }
}
