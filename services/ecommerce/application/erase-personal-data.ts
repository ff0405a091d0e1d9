import type { Act } from '#platform/delivery/operation-log.ts'
import type { UnknownClient } from './add-to-cart.ts'
import type { KeyReused, RepeatableRequest, RequestInFlight } from './repeatable-request.ts'

/** `act.author`: the customer's pseudonym, or the id of the member of staff who requested it. */
export type ErasePersonalData = {
  readonly client_id: string
  readonly act: Act
  readonly motif: string | undefined
}
/** `efface_le`: ISO 8601. */
export type Erasure = { readonly client_id: string; readonly efface_le: string }

/** Removes the person's data from the database and records the erasure, in one transaction. */
export type WriteErasure = (
  erasure: ErasePersonalData,
  request: RepeatableRequest,
) => Promise<Erasure | UnknownClient | KeyReused | RequestInFlight>

type Ports = {
  writeErasure: WriteErasure
  destroyKey: (client_id: string) => Promise<void>
  /** Makes Redis rewrite its log without the data deleted since. */
  rewriteRedisLog: () => Promise<void>
  /** Tells the orchestrator, which knows customers only by their tokens, to accept no more requests of this one. */
  notifyOrchestrator: (client_id: string) => Promise<void>
}

/**
 * Erases a person. The customer remains as a pseudonym with orders, totals and events; nothing links it to a person any
 * more. The steps after the transaction are repeated with every request, so an interrupted erasure can be completed.
 */
export const erasePersonalData =
  ({ writeErasure, destroyKey, rewriteRedisLog, notifyOrchestrator }: Ports) =>
  async (
    command: ErasePersonalData,
    request: RepeatableRequest,
  ): Promise<Erasure | UnknownClient | KeyReused | RequestInFlight> => {
    const erasure = await writeErasure(command, request)
    if ('kind' in erasure) return erasure
    await destroyKey(command.client_id)
    await rewriteRedisLog()
    await notifyOrchestrator(command.client_id)
    return erasure
  }
