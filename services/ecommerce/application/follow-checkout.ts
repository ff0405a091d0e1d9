import { type CheckoutInconnu, estTermine, type ProcessusCheckout } from '../domain/processus-checkout.ts'
import type { OutcomeBoard, Waiter } from './outcome-board.ts'
import type { ReadProcess } from './read-checkout.ts'

export type FollowCheckout = {
  readonly client_id: string
  readonly checkout_id: string
  /** Aborts when the follower disconnects. */
  readonly signal: AbortSignal
}

/** An update for a follower: the checkout's state, or a heartbeat. */
export type Update = ProcessusCheckout | 'still-running'

/** Too many readers are waiting. */
export type TooManyWaiting = { readonly kind: 'too-many-waiting' }

type Ports = {
  readCheckoutProcess: ReadProcess
  board: OutcomeBoard
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  heartbeatMs: number
  durationMaxMs: number
}

/**
 * Follows a customer's checkout: yields its current state, then its end, which ends the sequence. In between, a
 * heartbeat every `heartbeatMs`; ends without a result after `durationMaxMs` (the follower may reconnect).
 */
export const followCheckout =
  ({ readCheckoutProcess, board, ...rhythm }: Ports) =>
  async (request: FollowCheckout): Promise<AsyncIterable<Update> | CheckoutInconnu | TooManyWaiting> => {
    const { client_id, checkout_id, signal } = request
    const waiter = board.wait({ checkout_id, client_id }, rhythm.durationMaxMs)
    if (!waiter) return { kind: 'too-many-waiting' }
    signal.addEventListener('abort', () => waiter[Symbol.dispose](), { once: true })
    if (signal.aborted) waiter[Symbol.dispose]()
    try {
      const known = board.known(checkout_id)
      const checkoutProcess = known && estTermine(known) ? known : await readCheckoutProcess(checkout_id)
      if (checkoutProcess?.client_id === client_id) return updates(checkoutProcess, waiter, rhythm)
    } catch (error) {
      waiter[Symbol.dispose]()
      throw error
    }
    waiter[Symbol.dispose]()
    return { kind: 'checkout-inconnu' }
  }

async function* updates(
  checkoutProcess: ProcessusCheckout,
  waiter: Waiter,
  { sleep, heartbeatMs }: Pick<Ports, 'sleep' | 'heartbeatMs'>,
): AsyncGenerator<Update> {
  using _ = waiter
  yield checkoutProcess
  if (estTermine(checkoutProcess)) return
  const ended = waiter.ended.then((end) => end ?? 'nothing-more')
  for (;;) {
    const next = await nextOf(ended, (signal) => sleep(heartbeatMs, signal))
    if (next === 'nothing-more') return
    yield next
    if (next !== 'still-running') return
  }
}

const nextOf = async <T>(
  ended: Promise<T>,
  sleep: (signal: AbortSignal) => Promise<void>,
): Promise<T | 'still-running'> => {
  const slept = new AbortController()
  try {
    return await Promise.race([ended, sleep(slept.signal).then(() => 'still-running' as const)])
  } finally {
    slept.abort()
  }
}
