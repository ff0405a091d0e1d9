import { type CheckoutInconnu, estTermine, type ProcessusCheckout } from '../domain/processus-checkout.ts'
import type { LireProcessus } from './lire-checkout.ts'
import type { OutcomeBoard, Waiter } from './outcome-board.ts'

export type SuivreCheckout = {
  readonly client_id: string
  readonly checkout_id: string
  /** Aborts when the follower disconnects. */
  readonly signal: AbortSignal
}

/** An update for a follower: the checkout's state, or a heartbeat. */
export type Nouvelle = ProcessusCheckout | 'toujours-en-cours'

/** Too many readers are waiting. */
export type TropDAttentes = { readonly refus: 'trop-d-attentes' }

type Ports = {
  lireProcessus: LireProcessus
  board: OutcomeBoard
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  battementMs: number
  dureeMaxMs: number
}

/**
 * Follows a customer's checkout: yields its current state, then its end, which ends the sequence. In between, a
 * heartbeat every `battementMs`; ends without a result after `dureeMaxMs` (the follower may reconnect).
 */
export const suivreCheckout =
  ({ lireProcessus, board, ...rythme }: Ports) =>
  async (demande: SuivreCheckout): Promise<AsyncIterable<Nouvelle> | CheckoutInconnu | TropDAttentes> => {
    const { client_id, checkout_id, signal } = demande
    const waiter = board.wait({ checkout_id, client_id }, rythme.dureeMaxMs)
    if (!waiter) return { refus: 'trop-d-attentes' }
    signal.addEventListener('abort', () => waiter[Symbol.dispose](), { once: true })
    if (signal.aborted) waiter[Symbol.dispose]()
    try {
      const known = board.known(checkout_id)
      const processus = known && estTermine(known) ? known : await lireProcessus(checkout_id)
      if (processus?.client_id === client_id) return nouvelles(processus, waiter, rythme)
    } catch (error) {
      waiter[Symbol.dispose]()
      throw error
    }
    waiter[Symbol.dispose]()
    return { refus: 'checkout-inconnu' }
  }

async function* nouvelles(
  processus: ProcessusCheckout,
  waiter: Waiter,
  { sleep, battementMs }: Pick<Ports, 'sleep' | 'battementMs'>,
): AsyncGenerator<Nouvelle> {
  using _ = waiter
  yield processus
  if (estTermine(processus)) return
  const ended = waiter.ended.then((fin) => fin ?? 'plus-rien')
  for (;;) {
    const next = await nextOf(ended, (signal) => sleep(battementMs, signal))
    if (next === 'plus-rien') return
    yield next
    if (next !== 'toujours-en-cours') return
  }
}

const nextOf = async <T>(
  ended: Promise<T>,
  sleep: (signal: AbortSignal) => Promise<void>,
): Promise<T | 'toujours-en-cours'> => {
  const slept = new AbortController()
  try {
    return await Promise.race([ended, sleep(slept.signal).then(() => 'toujours-en-cours' as const)])
  } finally {
    slept.abort()
  }
}
