import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fermerSession } from '#generated/ecommerce/client.ts'
import { type Front, logIn } from './support/front.ts'

const at = '/back-office/produits'

export const sessionTests = (front: () => Front): void => {
  describe('sessions', () => {
    test('a wrong password is refused in words, and the right one opens the requested address', async () => {
      const page = await front().open({ at: `${at}?texte=lin`, expected: /status of 401/ })
      await logIn(page, { ...front().accounts.gerant, password: 'wrong-password-1' })
      await page.getByText('E-mail address or password is wrong').waitFor()
      await logIn(page, front().accounts.gerant)
      await page.getByRole('heading', { name: 'Products' }).waitFor()
      expect(page.url()).toContain(`${at}?texte=lin`)
    })

    test('a session survives a reload, and no script can read its refresh token', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByRole('heading', { name: 'Products' }).waitFor()
      const [cookie] = await page.context().cookies(`${front().url}/session/administration`)
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
      expect(await page.evaluate('JSON.stringify([document.cookie, localStorage, sessionStorage])')).not.toContain(
        cookie?.value,
      )
      await page.reload()
      await page.getByRole('heading', { name: 'Products' }).waitFor()
    })

    test('a session that ends midway asks for a log-in over the form, which keeps what was entered', async () => {
      const { accounts, shop } = front()
      const page = await front().open({ at, expected: /status of 401/ })
      await page.clock.install()
      await logIn(page, accounts.gerant)
      await page.getByRole('button', { name: 'Add product' }).click()
      await page.getByLabel('SKU').fill('GARDE-1')
      const [cookie] = await page.context().cookies(`${front().url}/session/administration`)
      const body = { jeton_renouvellement: cookie?.value ?? '' }
      await fermerSession(shop.administration, { body }, { idempotencyKey: randomUUID() })
      await page.clock.fastForward('05:00')
      await page.getByText('Your session has ended').waitFor()
      await logIn(page, accounts.gerant)
      await page.getByText('Your session has ended').waitFor({ state: 'detached' })
      expect(await page.getByLabel('SKU').inputValue()).toBe('GARDE-1')
      expect(page.url()).toContain(at)
    })

    test('a view that a role may not use is not offered, and its address names the roles that may', async () => {
      const page = await front().open({ at, as: 'commis' })
      await page.getByText('Your role does not allow this').waitFor()
      await page.getByText('This view is for: manager. You are logged in as: clerk.').waitFor()
      expect(await page.getByRole('link', { name: 'Products' }).count()).toBe(0)
    })

    test('after logging out, the address asks for a log-in, and so does a reload', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByRole('button', { name: 'Log out' }).click()
      await page.getByRole('heading', { name: 'Log in to the back office' }).waitFor()
      await page.reload()
      await page.getByRole('heading', { name: 'Log in to the back office' }).waitFor()
    })
  })
}
