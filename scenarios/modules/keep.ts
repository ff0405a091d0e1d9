import type { Role } from '#generated/roles.ts'
import type { KeptSystem, ScenarioSystem } from '#harness/scenario/plugin.ts'
import type { SystemOptions } from '#harness/system/system.ts'
import { seedClientId } from '#services/seed-ids.ts'
import { createDemoAccounts, type DemoAccount } from '../shop/demo-accounts.ts'
import { tokenIssuerOf } from '../shop/token-issuer.ts'

const tokenSeconds = 12 * 3_600

/** Sales of the last weeks, so that a kept system has reports with figures. A number that the user sets wins. */
export const keepEnvironment = {
  seed: { SEED_SALES: process.env.SEED_SALES ?? '3000' },
} satisfies SystemOptions['environment']

/**
 * The values of the placeholders in keep.txt: a seeded customer with a token, the keys of the shop's front end and of its
 * administration, and the account of the first administrator.
 */
export const keepValues = async (system: ScenarioSystem): Promise<Record<string, string>> => {
  const clientId = seedClientId(Number(system.env('seed').SEED ?? 1), 1)
  return {
    web: `${system.url('frontend').replace('127.0.0.1', 'localhost')}/`,
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

/** Whom each role is for, and what to try with it. */
const roles: Readonly<Record<Role, { name: string; tries: string }>> = {
  client: { name: 'customer', tries: 'check out the cart, which has two products, in either style' },
  commis: { name: 'clerk', tries: 'read the sales of a shop, request stock for it' },
  gerant: { name: 'manager', tries: 'change a price, transfer stock, approve or reject a request, read the reports' },
  administrateur: {
    name: 'administrator',
    tries: 'create accounts, repair sagas, redrive dead letters, erase a customer',
  },
}

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n')
}

/** The web address, the demo accounts and what to do with them. `web`: undefined in a system without pages. */
export const summaryOf = (accounts: readonly DemoAccount[], gateway: string, web: string | undefined): string => {
  const rows = accounts.map(({ role, courriel, mot_de_passe }) => [roles[role].name, courriel, mot_de_passe])
  const head =
    web === undefined
      ? `The gateway is ${gateway}/; the commands above show how to call it.`
      : `Open ${web.replace('127.0.0.1', 'localhost')}/ in a browser.`
  const tries = accounts.map(({ role }) => [roles[role].name, roles[role].tries])
  return [
    `${head} Log in as:`,
    table([['', 'e-mail address', 'password'], ...rows]),
    'These accounts exist only in this system, whose data are removed when it ends. What to try:',
    table(tries),
  ].join('\n\n')
}

/** Creates the demo accounts and describes them. */
export const keepSummary = async (system: KeptSystem): Promise<string> =>
  summaryOf(await createDemoAccounts(system), system.url('kong'), system.address('frontend'))
