import { randomUUID } from 'node:crypto'
import { modifierPrix } from '#generated/catalogue/client.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport } from '#platform/http/client.ts'
import { tokenIssuerOf } from './token-issuer.ts'

const tokenSeconds = 60

/** Sets the price of a product, as a manager does through the back office. */
export const changePrice = async (
  system: Pick<ScenarioSystem, 'secrets' | 'url'>,
  produit_id: number,
  prix_cents: number,
): Promise<void> => {
  const transport = createTransport({
    baseUrl: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION ?? '',
    metrics: createMetrics({ name: 'manager' }),
    log: createLog({ name: 'manager', level: 'silent' }),
  })
  try {
    const token = await tokenIssuerOf(system)({ id: 'scenario-manager', role: 'gerant' }, tokenSeconds)
    const request = { path: { produit_id }, body: { prix_cents } }
    const { status } = await modifierPrix(transport, request, { token, idempotencyKey: randomUUID() })
    if (status !== 200) throw new Error(`the price of product ${produit_id} was not changed: ${status}`)
  } finally {
    await transport.close()
  }
}
