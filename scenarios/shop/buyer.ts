import { initierCheckoutChoreo, lireCheckoutChoreo } from '#generated/ecommerce/client.ts'
import { demarrerCheckoutSaga } from '#generated/saga-orchestrator/client.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import type { Outcome, Sample } from '#harness/scenario/records.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import type { Ligne } from './lines.ts'
import { tokenIssuerOf } from './token-issuer.ts'

export type Style = 'orchestrated' | 'choreographed'
export type Order = { i: number; clientId: string; key: string; lignes: Ligne[] }

/** Checks out as a client does and records the answer in the format of a load's lines. */
export type Buyer = {
  buy: (style: Style, order: Order) => Promise<Sample>
  /** The transport of the shop's front end and a customer's token, for a customer's other requests. */
  transport: Transport
  tokenOf: (clientId: string) => Promise<string>
  /** Where messages to customers arrive as files. */
  mailFolder: string
  close: () => Promise<void>
}

type Ending = Pick<Sample, 'outcome' | 'id' | 'status' | 'reason'>

const tokenSeconds = 3_600
const patience = 'wait=4'

const ending = (succeeded: boolean, id: string | null, status: number, reason: string | null | undefined): Ending => ({
  outcome: succeeded ? 'succeeded' : /STOCK_INSUFFISANT/.test(reason ?? '') ? 'refused' : 'failed',
  id,
  status,
  reason: succeeded ? null : (reason ?? null),
})
const unknown = (outcome: Outcome, id: string | null, reason: string): Ending => ({ outcome, id, status: 0, reason })

const orchestrated = async (transport: Transport, token: string, { clientId, key, lignes }: Order): Promise<Ending> => {
  const body = { client_id: clientId, panier: { lignes } }
  const answer = await demarrerCheckoutSaga(transport, { body }, { idempotencyKey: key, token })
  switch (answer.status) {
    case 201:
      return ending(true, answer.body.checkout_id, 201, null)
    case 202:
      return unknown('unended', answer.body.checkout_id, 'not yet')
    default: {
      const { checkout_id = null, motif } = answer.body as { checkout_id?: string; motif?: string }
      return checkout_id === null
        ? unknown('error', null, `status ${answer.status}`)
        : ending(false, checkout_id, answer.status, motif)
    }
  }
}

const choreographed = async (
  transport: Transport,
  token: string,
  { clientId, key, lignes }: Order,
): Promise<Ending> => {
  const request = { path: { id: clientId }, body: { panier: { lignes } } }
  const answer = await initierCheckoutChoreo(transport, request, { idempotencyKey: key, token })
  if (answer.status !== 202) return unknown('error', null, `status ${answer.status}`)
  const { checkout_id } = answer.body
  const path = { id: clientId, checkout_id }
  const outcome = await lireCheckoutChoreo(transport, { path }, { token, prefer: patience })
  if (outcome.status !== 200 || outcome.body.etat === 'EN_COURS')
    return unknown('unended', checkout_id, 'no end in time')
  return ending(outcome.body.etat === 'REUSSI', checkout_id, 200, outcome.body.motif)
}

export const openBuyer = (system: ScenarioSystem): Buyer => {
  const transport = createTransport({
    baseUrl: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE ?? '',
    metrics: createMetrics({ name: 'planted' }),
    log: createLog({ name: 'planted', level: 'silent' }),
    timeoutMs: 15_000,
    breaker: false,
  })
  const issue = tokenIssuerOf(system)
  const ask = { orchestrated, choreographed }
  const tokenOf = (id: string): Promise<string> => issue({ id, role: 'client' }, tokenSeconds)
  return {
    transport,
    tokenOf,
    mailFolder: system.env('ecommerce').MAIL_FOLDER ?? '',
    buy: async (style, order) => {
      const token = await tokenOf(order.clientId)
      const end = await ask[style](transport, token, order).catch((error: Error) =>
        unknown('error', null, error.message),
      )
      return { i: order.i, key: order.key, intended: 0, ready: 0, started: 0, accepted: null, ended: 0, ...end }
    },
    close: () => transport.close(),
  }
}
