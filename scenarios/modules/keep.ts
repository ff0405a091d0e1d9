import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

const tokenSeconds = 12 * 3_600

/**
 * The values of the placeholders in keep.txt: a seeded customer with a token, and the keys of the shop's front end and
 * of its administration, and the account of the first administrator.
 */
export const keepValues = async (system: ScenarioSystem): Promise<Record<string, string>> => {
  const clientId = seedClientId(Number(system.env('seed').SEED ?? 1), 1)
  return {
    gateway: system.url('kong'),
    apiKey: system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE ?? '',
    administrationKey: system.secrets.GATEWAY_KEY_APPLICATION_ADMINISTRATION ?? '',
    adminEmail: system.env('ecommerce').FIRST_ADMIN_EMAIL || 'admin@sagabench.example',
    adminPassword: system.secrets.FIRST_ADMIN_PASSWORD ?? '',
    stock: system.env('seed').SEED_STOCK ?? '',
    adminUrl: system.env('provision').DATABASE_ADMIN_URL ?? '',
    eventStoreUrl: system.env('event-store').DATABASE_URL ?? '',
    anchorFile: system.env('event-store').ANCHOR_FILE ?? '',
    mailFolder: system.env('ecommerce').MAIL_FOLDER ?? '',
    clientId,
    token: await tokenIssuerOf(system)({ id: clientId, role: 'client' }, tokenSeconds),
  }
}
