import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { creerEmploye } from '#generated/ecommerce/client.ts'
import type { RoleEmploye } from '#generated/ecommerce/types.ts'
import { openControl } from '#harness/control/control.ts'
import { openBrowser } from '#harness/system/browser.ts'
import { controlled } from '../../../scenarios/modules/control.ts'
import { type Shop, startShop } from '../../e2e/shop.ts'
import { type Customer, createCustomer } from './customers.ts'

export type Staff = RoleEmploye
/** Whoever a test logs in: a member of staff in the back office, or a customer in the shop. */
export type Person = Staff | 'client'
export type Account = { email: string; password: string }

export type OpenOptions = {
  /** The address below the front end, such as `/back-office/produits?actif=true`. */
  at: string
  /** Logs in as this person. In views that need no log-in, use `logIn` instead. */
  as?: Person
  width?: number
  theme?: 'light' | 'dark'
  language?: 'en' | 'fr'
  /** Errors of the console that the test provokes. */
  expected?: RegExp
}

/** A running system with its front end, and a browser. */
export type Front = {
  shop: Shop
  url: string
  accounts: Readonly<Record<Person, Account>>
  /** The folder of the scenario reports, empty at first. */
  reportsFolder: string
  open: (options: OpenOptions) => Promise<Page>
  /** A new customer with an empty cart. */
  createCustomer: () => Promise<Customer>
  /** Opens an address of the shop as this customer. */
  openAs: (customer: Account, options: OpenOptions) => Promise<Page>
  /** Closes every page of a test. Fails if one wrote an error to its console, which a violation of the policy does as well. */
  finish: () => Promise<void>
  close: () => Promise<void>
}

const staff: readonly Staff[] = ['commis', 'gerant', 'administrateur']
const password = 'fleur-de-sel-8'

const createAccounts = async (shop: Shop): Promise<Record<Staff, Account>> => {
  const accounts = staff.map((role) => [role, { email: `web-${role}@example.org`, password }] as const)
  for (const [role, { email }] of accounts) {
    const body = { nom: `Web ${role}`, courriel: email, mot_de_passe: password, role }
    const { status, body: answer } = await creerEmploye(
      shop.administration,
      { body },
      { token: shop.tokens.administrateur, idempotencyKey: randomUUID() },
    )
    if (status !== 201) throw new Error(`creerEmploye answered ${JSON.stringify(answer)}`)
  }
  return Object.fromEntries(accounts) as Record<Staff, Account>
}

/** Fills in the log-in form of a page and submits it. */
export const logIn = async (page: Page, { email, password }: Account): Promise<void> => {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

type Opened = { context: BrowserContext; errors: string[] }

const watch = (page: Page, expected: RegExp | undefined): string[] => {
  const errors: string[] = []
  const add = (text: string): void => {
    if (!expected?.test(text)) errors.push(`${page.url()}: ${text}`)
  }
  page.on('console', (message) => message.type() === 'error' && add(message.text()))
  page.on('pageerror', (error) => add(error.message))
  return errors
}

const openIn = async (browser: Browser, url: string, options: OpenOptions): Promise<{ page: Page } & Opened> => {
  const { width = 1_280, theme = 'light', language = 'en' } = options
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
    baseURL: url,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  return { page, context, errors: watch(page, options.expected) }
}

export const openFront = async (): Promise<Front> => {
  const reportsFolder = mkdtempSync(join(tmpdir(), 'web-reports-'))
  const control = await openControl((text) => process.stderr.write(`${text}\n`))
  const variables = { REPORTS_FOLDER: reportsFolder, CONTROL_URL: control.url, CONTROL_TOKEN: control.token }
  const shop = await startShop(variables)
  control.attach(shop.system, controlled(shop.system))
  const [staffAccounts, client, browser] = await Promise.all([
    createAccounts(shop),
    createCustomer(shop),
    openBrowser(),
  ])
  const accounts = { ...staffAccounts, client }
  const url = shop.system.url('frontend')
  let opened: Opened[] = []
  const open = async (options: OpenOptions, account: Account | undefined): Promise<Page> => {
    const { page, ...rest } = await openIn(browser, url, options)
    opened.push(rest)
    await page.goto(options.at)
    if (account !== undefined) await logIn(page, account)
    return page
  }
  return {
    shop,
    url,
    accounts,
    reportsFolder,
    open: (options) => open(options, options.as === undefined ? undefined : accounts[options.as]),
    openAs: (customer, options) => open(options, customer),
    createCustomer: () => createCustomer(shop),
    finish: async () => {
      const [done, errors] = [opened, opened.flatMap((one) => one.errors)]
      opened = []
      for (const { context } of done) await context.close()
      if (errors.length > 0) throw new Error(`errors in the browser's console:\n${errors.join('\n')}`)
    },
    close: async () => {
      await browser.close()
      await control.close()
      await shop.close()
      rmSync(reportsFolder, { recursive: true })
    },
  }
}
