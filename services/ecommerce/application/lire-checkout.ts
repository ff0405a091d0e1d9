import { type CheckoutInconnu, estTermine, type ProcessusCheckout } from '../domain/processus-checkout.ts'
import type { OutcomeBoard, Waiter } from './outcome-board.ts'

export type LireProcessus = (checkout_id: string) => Promise<ProcessusCheckout | undefined>

export type LireCheckout = {
  readonly client_id: string
  readonly checkout_id: string
  /** 0: answer at once. */
  readonly attendreMs: number
  /** Aborts when the reader disconnects. */
  readonly signal: AbortSignal
}

/** `attendu`: whether the request to wait was honoured; it isn't if too many readers are waiting. */
export type CheckoutLu = { readonly processus: ProcessusCheckout; readonly attendu: boolean }

type Ports = { lireProcessus: LireProcessus; board: OutcomeBoard }

const inconnu: CheckoutInconnu = { refus: 'checkout-inconnu' }

/**
 * A customer's checkout; another customer's is unknown. With `attendreMs` above 0 the answer comes when the checkout
 * ends, or after that time at the latest. An end may be answered from memory; that a checkout has not ended is only
 * answered after asking the database.
 */
export const lireCheckout =
  ({ lireProcessus, board }: Ports) =>
  async ({ client_id, checkout_id, attendreMs, signal }: LireCheckout): Promise<CheckoutLu | CheckoutInconnu> => {
    const known = board.known(checkout_id)
    if (known && known.client_id !== client_id) return inconnu
    if (known && estTermine(known)) return { processus: known, attendu: attendreMs > 0 }
    // Register before reading the database, so that an end in between is not missed.
    using waiter = attendreMs > 0 ? board.wait({ checkout_id, client_id }, attendreMs) : undefined
    const ended = known && waiter ? await endOf(waiter, signal) : undefined
    const processus = ended ?? (await lireProcessus(checkout_id))
    if (processus?.client_id !== client_id) return inconnu
    if (known || !waiter || estTermine(processus)) return { processus, attendu: waiter !== undefined }
    return { processus: (await endOf(waiter, signal)) ?? processus, attendu: true }
  }

const endOf = async (waiter: Waiter, signal: AbortSignal): Promise<ProcessusCheckout | undefined> => {
  const leave = (): void => waiter[Symbol.dispose]()
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  const ended = await waiter.ended
  signal.removeEventListener('abort', leave)
  return ended
}
