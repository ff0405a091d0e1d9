import { lireDeroulement } from '#generated/saga-orchestrator/client.ts'
import type { Transport } from '#platform/http/client.ts'
import { ProblemError } from '#platform/http/problem.ts'
import type { AskOrchestrator } from '../application/timelines.ts'

const timeoutMs = 2_000

/** Reads the timeline of an orchestrated checkout through the gateway. @throws ProblemError if the orchestrator doesn't answer */
export const askOrchestrator =
  (transport: Transport): AskOrchestrator =>
  async (id) => {
    const result = await lireDeroulement(transport, { path: { id } }, { timeoutMs, correlationId: id }).catch(
      () => undefined,
    )
    if (result?.status === 200) return result.body
    if (result?.status === 404) return undefined
    throw new ProblemError('unavailable', { detail: 'the orchestrator did not answer whether it knows the checkout' })
  }
