import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { CheckoutInconnu, ProcessusCheckout } from '../domain/processus-checkout.ts'
import type { ReadProcess } from './read-checkout.ts'

/** Lets the deadline of a running checkout pass, and logs who did it in the same transaction; does nothing to an ended one. */
export type MakeDue = (checkout_id: string, by: LoggedOperation) => Promise<void>

type Ports = { makeDue: MakeDue; readCheckoutProcess: ReadProcess }

/** Makes a checkout end as if its deadline had passed. Returns its present state; the watch of the deadlines ends it. */
export const forceEnd =
  ({ makeDue, readCheckoutProcess }: Ports) =>
  async (checkout_id: string, by: LoggedOperation): Promise<ProcessusCheckout | CheckoutInconnu> => {
    await makeDue(checkout_id, by)
    return (await readCheckoutProcess(checkout_id)) ?? { kind: 'checkout-inconnu' }
  }
