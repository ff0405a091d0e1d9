import { randomUUID } from 'node:crypto'
import { describe, test } from 'vitest'
import { codeOf } from './support/customers.ts'
import { type Front, logIn } from './support/front.ts'

const at = '/boutique/inscription'

export const registrationTests = (front: () => Front): void => {
  describe('a registration', () => {
    test('opens an account with the code of the message, and the new customer shops', async () => {
      const [email, password] = [`neuf-${randomUUID()}@example.org`, 'fleur-de-sel-8']
      const page = await front().open({ at })
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await page.getByText('Enter your name').waitFor()
      await page.getByLabel('Name').fill('Noé Neuf')
      await page.getByLabel('E-mail address').fill(email)
      await page.getByLabel('Password').fill(password)
      await page.getByLabel('Street and number').fill('1 rue Neuve')
      await page.getByLabel('City').fill('Québec')
      await page.getByLabel('Postal code').fill('G1A 1A1')
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await page.getByLabel('Code').fill(await codeOf(front().shop, email))
      await page.getByRole('button', { name: 'Open the account' }).click()
      await page.getByText('Your account is open').waitFor()
      await logIn(page, { email, password })
      await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor()
    })

    test('names an easy password and a wrong code', async () => {
      const page = await front().open({ at, expected: /status of 40/ })
      await page.getByLabel('Name').fill('Noé Neuf')
      await page.getByLabel('E-mail address').fill(`facile-${randomUUID()}@example.org`)
      await page.getByLabel('Password').fill('password1')
      await page.getByLabel('Street and number').fill('1 rue Neuve')
      await page.getByLabel('City').fill('Québec')
      await page.getByLabel('Postal code').fill('G1A 1A1')
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await page.getByText('too easy to guess').waitFor()
      await page.getByRole('link', { name: 'I have a code' }).click()
      await page.getByLabel('Code').fill('x'.repeat(43))
      await page.getByRole('button', { name: 'Open the account' }).click()
      await page.getByText('wrong, used or expired').waitFor()
    })
  })
}
