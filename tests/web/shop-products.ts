import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createProduct } from './support/customers.ts'
import { type Front, logIn } from './support/front.ts'

const at = '/boutique/produits'

const cards = (page: Page) => page.getByRole('main').getByRole('listitem')
const addFirst = (page: Page) =>
  cards(page)
    .first()
    .getByRole('button', { name: /^Add to cart/ })

export const shopProductTests = (front: () => Front): void => {
  describe('the shop', () => {
    test('can be browsed without a log-in: category, price and page are in the address', async () => {
      const page = await front().open({ at: '/boutique' })
      await cards(page).first().waitFor()
      expect(page.url()).toContain(at)
      expect(await cards(page).count()).toBe(24)
      await page.getByText('24 products on this page').waitFor()
      const first = await cards(page).locator('.card-name').first().textContent()
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect.poll(() => cards(page).locator('.card-name').first().textContent()).not.toBe(first)
      await page.getByRole('button', { name: 'Previous page' }).click()
      await expect.poll(() => cards(page).locator('.card-name').first().textContent()).toBe(first)
      await page.getByLabel('Category').selectOption('table')
      await expect.poll(() => page.url()).toContain('categorie=table')
      await page.getByLabel('Price to').fill('40')
      await expect.poll(() => page.url()).toContain('prix_max_cents=4000')
      await expect
        .poll(async () => {
          const prices = await cards(page).locator('.card-price').allTextContents()
          return prices.length > 0 && prices.every((price) => Number(price.slice(1)) <= 40)
        })
        .toBe(true)
      expect(new Set(await cards(page).locator('.card-category').allTextContents())).toEqual(new Set(['table']))
    })

    test('asks for a log-in when something is put into the cart, stays there, and then adds it', async () => {
      const customer = await front().createCustomer()
      const page = await front().open({ at: `${at}?categorie=textile` })
      await addFirst(page).click()
      await page.getByText('You stay on this page').waitFor()
      expect(await customer.cart()).toEqual([])
      await logIn(page, customer)
      await page.getByText('1 in your cart').waitFor()
      expect(page.url()).toContain('categorie=textile')
      expect(await customer.cart()).toMatchObject([{ quantite: 1 }])
      await addFirst(page).click()
      await page.getByText('2 in your cart').waitFor()
      await page.getByRole('link', { name: 'Cart (2)' }).waitFor()
      await page.getByRole('button', { name: 'Undo' }).first().click()
      await page.getByText('1 in your cart').waitFor()
      expect(await customer.cart()).toMatchObject([{ quantite: 1 }])
    })

    test('a product without stock is marked and can’t be added', async () => {
      const { sku } = await createProduct(front().shop, 0)
      const page = await front().open({ at: `${at}?texte=${sku}` })
      await page.getByText('Sold out').waitFor()
      expect(await addFirst(page).isDisabled()).toBe(true)
    })

    test('without a match it says so, and clearing the filters brings the products back', async () => {
      const page = await front().open({ at: `${at}?texte=introuvable` })
      await page.getByText('No product matches').waitFor()
      await page.getByRole('button', { name: 'Clear filters' }).click()
      await cards(page).first().waitFor()
    })

    test('without a connection it says so, and trying again works once there is one', async () => {
      const page = await front().open({ at: '/', expected: /ERR_FAILED/ })
      await page.route('**/boutique/api/catalogue/produits/**', (route) => route.abort())
      await page.getByRole('link', { name: 'Shop' }).click()
      await page.getByText('There is no connection to the shop').waitFor()
      await page.unroute('**/boutique/api/catalogue/produits/**')
      await page.getByRole('button', { name: 'Try again' }).click()
      await cards(page).first().waitFor()
    })
  })
}
