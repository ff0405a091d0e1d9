import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ouvrirSession } from '#generated/ecommerce/client.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/donnees-personnelles'

/** The document that a button saves as a file. */
const savedBy = async (page: Page, press: () => Promise<void>): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), press()])
  return readFileSync(await file.path(), 'utf8')
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

export const personalDataTests = (front: () => Front): void => {
  const logInAgain = async ({ email, password }: { email: string; password: string }): Promise<number> => {
    const body = { courriel: email, mot_de_passe: password }
    return (await ouvrirSession(front().shop.transport, { body })).status
  }

  describe('personal data', () => {
    test('an administrator finds a customer by id and exports everything with a reason, which the log shows', async () => {
      const customer = await front().createCustomer()
      const page = await front().open({ at, as: 'administrateur' })
      await page.getByLabel('Customer id').fill('7d9f2c1e')
      await press(page, 'Open')
      await page.getByText('Enter the whole id of a customer.').waitFor()
      await page.getByLabel('Customer id').fill(customer.id)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: `Customer ${customer.id}` }).waitFor()
      expect(page.url()).toContain(customer.id)
      await press(page, 'Export')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Export' }).click()
      await dialog.getByText('Enter a reason.').waitFor()
      await dialog.getByLabel('Reason').fill('Demande par courrier')
      const document = await savedBy(page, () => dialog.getByRole('button', { name: 'Export' }).click())
      expect(JSON.parse(document)).toMatchObject({ format: 1, client: { courriel: customer.email } })
      await dialog.getByText(/^ecommerce: [1-9]\d* rows?$/).waitFor()
      await dialog.getByText('commandes: 0 rows').waitFor()
      await dialog.getByRole('button', { name: 'Close' }).click()
      await page.getByRole('link', { name: 'Show in the operations log' }).click()
      await page.getByRole('cell', { name: 'Demande par courrier' }).waitFor()
      await page.getByRole('cell', { name: 'Export personal data' }).waitFor()
    })

    test('an erasure needs a reason and the beginning of the id; afterwards the customer can’t log in', async () => {
      const customer = await front().createCustomer()
      const page = await front().open({ at: `${at}?client=${customer.id}`, as: 'administrateur' })
      await press(page, 'Erase')
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Nobody can undo this.').waitFor()
      await dialog.getByLabel('Reason').fill('Demande du 3 mars')
      await dialog.getByLabel(/^Type/).fill('0000')
      await dialog.getByRole('button', { name: 'Erase' }).click()
      await dialog.getByText('This is not the beginning of the id.').waitFor()
      expect(await logInAgain(customer)).toBe(200)
      await dialog.getByLabel(/^Type/).fill(customer.id.slice(0, 8))
      await dialog.getByRole('button', { name: 'Erase' }).click()
      await dialog.getByText('the key is destroyed').waitFor()
      await dialog.getByRole('button', { name: 'Close' }).click()
      await page.getByRole('row').filter({ hasText: 'Erasure' }).getByText('Demande du 3 mars').waitFor()
      await expect.poll(() => logInAgain(customer)).toBe(401)
    })

    test('the data of an unknown or erased customer are refused in words', async () => {
      const page = await front().open({
        at: `${at}?client=00000000-0000-4000-8000-000000000000`,
        as: 'administrateur',
        expected: /status of 404/,
      })
      await page.getByText('This id has no orders.').waitFor()
      await page.getByText('They were neither exported nor erased.').waitFor()
      await press(page, 'Export')
      await page.getByLabel('Reason').fill('Essai')
      await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
      await page.getByText('There is no such customer, or their data were erased before.').waitFor()
    })

    test('an export that would be incomplete saves nothing and names the service', async () => {
      const customer = await front().createCustomer()
      const { system } = front().shop
      const page = await front().open({
        at: `${at}?client=${customer.id}`,
        as: 'administrateur',
        expected: /status of 503/,
      })
      await page.getByText('This id has no orders.').waitFor()
      await system.kill('commandes')
      try {
        await press(page, 'Export')
        await page.getByLabel('Reason').fill('Essai')
        await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
        const refusal = page.getByText(/Nothing was exported, because these services did not answer.*: commandes\./)
        await refusal.waitFor({ timeout: 40_000 })
      } finally {
        await system.start('commandes')
      }
    }, 90_000)

    test('is offered to administrators only', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByText('This view is for: administrator. You are logged in as: manager.').waitFor()
    })
  })

  describe('a customer’s own data', () => {
    test('are saved as a file, and erased after the e-mail address was typed; the log names the customer', async () => {
      const customer = await front().createCustomer()
      const page = await front().openAs(customer, { at: '/boutique/compte' })
      const document = await savedBy(page, () => press(page, 'Download my data'))
      expect(JSON.parse(document)).toMatchObject({ format: 1, client: { courriel: customer.email } })
      await press(page, 'Close my account')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Your e-mail address').fill('someone@example.org')
      await dialog.getByRole('button', { name: 'Close my account' }).click()
      await dialog.getByText('This is not your e-mail address.').waitFor()
      await dialog.getByLabel('Your e-mail address').fill(customer.email)
      await dialog.getByRole('button', { name: 'Close my account' }).click()
      await page.getByText('Your account is closed').first().waitFor()
      await page.getByRole('link', { name: 'Log in' }).waitFor()
      expect(page.url()).toContain('/boutique/produits')
      expect(await logInAgain(customer)).toBe(401)
      const other = await front().open({ at: `${at}?client=${customer.id}`, as: 'administrateur' })
      await other.getByRole('row').filter({ hasText: 'Erasure' }).getByText('the customer').waitFor()
      await other.getByRole('row').filter({ hasText: 'Export' }).getByText('the customer').waitFor()
    })
  })
}
