import { randomUUID } from 'node:crypto'
import { creerDemandeReappro } from '#generated/inventaire/client.ts'
import { rejeterDemande, validerDemande } from '#generated/supply-chain/client.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { createTransport } from '#platform/http/client.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

const shop = 2
const quantite = 3
const atOnce = 5
const tokenSeconds = 600

/**
 * What the staff do with restocking requests: several validations of one request start at once, so that all but one are undone;
 * another request is rejected.
 */
export const validateRequests = async (system: ScenarioSystem, product: number): Promise<void> => {
  const transport = createTransport({
    baseUrl: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION ?? '',
    metrics: createMetrics({ name: 'planted' }),
    log: createLog({ name: 'planted', level: 'silent' }),
    breaker: false,
  })
  try {
    const token = await tokenIssuerOf(system)({ id: randomUUID(), role: 'gerant' }, tokenSeconds)
    const options = () => ({ token, idempotencyKey: randomUUID() })
    const create = async (): Promise<string> => {
      const body = { magasin_id: shop, produit_id: product, quantite }
      const created = await creerDemandeReappro(transport, { body }, options())
      if (created.status !== 201) throw new Error(`the restocking request was not created: ${created.status}`)
      return created.body.demande_id
    }
    const path = { demande_id: await create() }
    await Promise.all(Array.from({ length: atOnce }, () => validerDemande(transport, { path }, options())))
    const other = { path: { demande_id: await create() }, body: { motif: 'Fin de saison' } }
    await rejeterDemande(transport, other, options())
  } finally {
    await transport.close()
  }
}
