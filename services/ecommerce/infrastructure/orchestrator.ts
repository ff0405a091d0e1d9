import { noterClientEfface } from '#generated/saga-orchestrator/client.ts'
import type { Transport } from '#platform/http/client.ts'

/** Resolves once the orchestrator accepts no more checkouts of the customer. @throws CallFailure */
export const notifyOrchestrator =
  (transport: Transport) =>
  async (client_id: string): Promise<void> => {
    const key = { idempotencyKey: `efface:${client_id}`, correlationId: client_id }
    const { status } = await noterClientEfface(transport, { body: { client_id } }, key)
    if (status !== 200) throw new Error(`the orchestrator answered ${status}`)
  }
