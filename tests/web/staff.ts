import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { exportedLines } from './support/csv.ts'
import { type Account, type Front, logIn } from './support/front.ts'

const at = '/back-office/personnel'
const chosen = 'sel-de-guerande-9'

const rowOf = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email })
const press = (page: Page, email: string, name: string) =>
  rowOf(page, email).getByRole('button', { name, exact: true }).click()

/** Creates a clerk's account in the view, and returns it with its temporary password. */
const createClerk = async (page: Page): Promise<Account> => {
  const email = `clerk-${randomUUID().slice(0, 8)}@example.org`
  await page.getByRole('button', { name: 'Create account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Denise Roy')
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByRole('button', { name: 'Create account' }).click()
  await dialog.getByText('Pass it on in person').waitFor()
  const password = (await dialog.locator('code').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).click()
  await rowOf(page, email).getByText('Temporary', { exact: true }).waitFor()
  return { email, password }
}

export const staffTests = (front: () => Front): void => {
  const chooseAndLogIn = async (account: Account): Promise<Page> => {
    const page = await front().openAs(account, { at: '/back-office/stock', expected: /status of (400|409)/ })
    await page.getByText('Your password is temporary').waitFor()
    return page
  }
  /** Logs in as this account, whose temporary password is replaced. */
  const replacePassword = async (account: Account): Promise<Page> => {
    const page = await chooseAndLogIn(account)
    await page.getByLabel('New password').fill(chosen)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { name: 'Stock', level: 1 }).waitFor()
    return page
  }
  const openAccounts = () => front().open({ at, as: 'administrateur' })

  describe('staff accounts', () => {
    test('a new clerk logs in with the temporary password, must choose a new one, and arrives at the address', async () => {
      const account = await createClerk(await openAccounts())
      const page = await chooseAndLogIn(account)
      await page.getByLabel('New password').fill(account.password)
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.getByText('too easy to guess, or is the temporary one').waitFor()
      await page.getByLabel('New password').fill(chosen)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Stock', level: 1 }).waitFor()
      expect(page.url()).toContain('/back-office/stock')
      expect(await page.getByRole('link', { name: 'Staff accounts' }).count()).toBe(0)
      const other = await front().open({ at: '/back-office/stock', expected: /status of 401/ })
      await logIn(other, account)
      await other.getByText('E-mail address or password is wrong').waitFor()
      await logIn(other, { ...account, password: chosen })
      await other.getByRole('heading', { name: 'Stock', level: 1 }).waitFor()
    })

    test('a role is changed, an account is disabled after a confirmation and enabled again', async () => {
      const page = await openAccounts()
      const account = await createClerk(page)
      await replacePassword(account)
      await press(page, account.email, 'Change role')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Role').selectOption('manager')
      await dialog.getByRole('button', { name: 'Change role' }).click()
      await rowOf(page, account.email).getByText('manager').waitFor()
      await press(page, account.email, 'Disable')
      await dialog.getByText('An account is never deleted.').waitFor()
      await dialog.getByRole('button', { name: 'Disable' }).click()
      await rowOf(page, account.email).getByText('Disabled').waitFor()
      const other = await front().open({ at: '/back-office/produits', expected: /status of 401/ })
      await logIn(other, { ...account, password: chosen })
      await other.getByText('E-mail address or password is wrong').waitFor()
      await press(page, account.email, 'Enable')
      await rowOf(page, account.email).getByText('Active').waitFor()
      await logIn(other, { ...account, password: chosen })
      await other.getByRole('heading', { name: 'Products', level: 1 }).waitFor()
    })

    test('a temporary password replaces the current one, and nobody is offered one for the own account', async () => {
      const page = await openAccounts()
      const account = await createClerk(page)
      await replacePassword(account)
      await page.reload()
      await rowOf(page, account.email).getByText('Own', { exact: true }).waitFor()
      await press(page, account.email, 'Temporary password')
      await page.getByRole('button', { name: 'Set password' }).click()
      const password = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
      expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
      await chooseAndLogIn({ ...account, password })
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
      const own = rowOf(page, front().accounts.administrateur.email)
      expect(await own.getByText('(you)').count()).toBe(1)
      expect(await own.getByRole('button').allTextContents()).toEqual(['Change role', 'Disable'])
    })

    test('an address that is taken is refused in words, and the export has every account', async () => {
      const page = await front().open({ at, as: 'administrateur', expected: /status of 409/ })
      await page.getByRole('button', { name: 'Create account' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Create account' }).click()
      await dialog.getByText('Enter an e-mail address.').waitFor()
      await dialog.getByLabel('Name').fill('Denise Roy')
      await dialog.getByLabel('E-mail address').fill(front().accounts.gerant.email)
      await dialog.getByRole('button', { name: 'Create account' }).click()
      await dialog.getByText('A member of staff has an account with this address.').waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      const lines = await exportedLines(page)
      expect(lines[0]).toContain('Name,E-mail address,Role,State,Password')
      expect(
        lines.filter((line) => line.includes('Web gerant,web-gerant@example.org,manager,Active,Own')),
      ).toHaveLength(1)
    })

    test('is offered to administrators only', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByText('This view is for: administrator. You are logged in as: manager.').waitFor()
    })
  })
}
