import { type CheckoutInconnu, estTermine, type ProcessusCheckout } from '../domain/processus-checkout.ts'
import type { OutcomeBoard, Waiter } from './outcome-board.ts'

export type ReadProcess = (checkout_id: string) => Promise<ProcessusCheckout | undefined>

export type ReadCheckout = {
  readonly client_id: string
  readonly checkout_id: string
  /** 0: answer at once. */
  readonly waitMs: number
  /** Aborts when the reader disconnects. */
  readonly signal: AbortSignal
}

/** `waited`: whether the request to wait was honoured; it isn't if too many readers are waiting. */
export type CheckoutReading = { readonly checkoutProcess: ProcessusCheckout; readonly waited: boolean }

type Ports = { readCheckoutProcess: ReadProcess; board: OutcomeBoard }

const unknown: CheckoutInconnu = { kind: 'checkout-inconnu' }

/**
 * A customer's checkout; another customer's is unknown. With `waitMs` above 0 the answer comes when the checkout
 * ends, or after that time at the latest. An end may be answered from memory; that a checkout has not ended is only
 * answered after asking the database.
 */
export const readCheckout =
  ({ readCheckoutProcess, board }: Ports) =>
  async ({ client_id, checkout_id, waitMs, signal }: ReadCheckout): Promise<CheckoutReading | CheckoutInconnu> => {
    const known = board.known(checkout_id)
    if (known && known.client_id !== client_id) return unknown
    if (known && estTermine(known)) return { checkoutProcess: known, waited: waitMs > 0 }
    // Register before reading the database, so that an end in between is not missed.
    using waiter = waitMs > 0 ? board.wait({ checkout_id, client_id }, waitMs) : undefined
    const ended = known && waiter ? await endOf(waiter, signal) : undefined
    const checkoutProcess = ended ?? (await readCheckoutProcess(checkout_id))
    if (checkoutProcess?.client_id !== client_id) return unknown
    if (known || !waiter || estTermine(checkoutProcess)) return { checkoutProcess, waited: waiter !== undefined }
    return { checkoutProcess: (await endOf(waiter, signal)) ?? checkoutProcess, waited: true }
  }

const endOf = async (waiter: Waiter, signal: AbortSignal): Promise<ProcessusCheckout | undefined> => {
  const leave = (): void => waiter[Symbol.dispose]()
  if (signal.aborted) leave()
  signal.addEventListener('abort', leave, { once: true })
  const ended = await waiter.ended
  signal.removeEventListener('abort', leave)
  return ended
}
