import { describe, expect, test } from 'vitest'
import { archive, createProduct } from './support/customers.ts'
import type { Front } from './support/front.ts'

const at = '/boutique/panier'

export const cartTests = (front: () => Front): void => {
  describe('the cart', () => {
    test('changes quantities, removes a line and takes it back, and adds up in cents', async () => {
      const customer = await front().createCustomer()
      const { shop } = front()
      const [four, five] = [await createProduct(shop, 100), await createProduct(shop, 100)]
      await customer.add({ produit_id: four.id, quantite: 2 })
      await customer.add({ produit_id: five.id, quantite: 1 })
      const money = (cents: number) =>
        new Intl.NumberFormat('en-CA', { style: 'currency', currency: 'CAD' }).format(cents / 100)
      const page = await front().openAs(customer, { at })
      const total = page.locator('[data-total=true]')
      await expect.poll(() => total.textContent()).toBe(`Total, 3 pieces${money(3 * 1_999)}`)
      await page
        .getByRole('button', { name: /^One more of/ })
        .first()
        .click()
      await expect.poll(() => total.textContent()).toBe(`Total, 4 pieces${money(4 * 1_999)}`)
      await page
        .getByRole('button', { name: /^Remove / })
        .first()
        .click()
      await expect.poll(() => total.textContent()).toBe(`Total, 1 piece${money(1_999)}`)
      expect(await customer.cart()).toEqual([{ produit_id: five.id, quantite: 1 }])
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => total.textContent()).toBe(`Total, 4 pieces${money(4 * 1_999)}`)
      expect(await customer.cart()).toEqual([
        { produit_id: five.id, quantite: 1 },
        { produit_id: four.id, quantite: 3 },
      ])
    })

    test('names products that are short or not on sale any more', async () => {
      const customer = await front().createCustomer()
      const { shop } = front()
      const [short, archived] = [await createProduct(shop, 5), await createProduct(shop, 5)]
      await customer.add({ produit_id: short.id, quantite: 6 })
      await customer.add({ produit_id: archived.id, quantite: 1 })
      await archive(shop, archived.id)
      const page = await front().openAs(customer, { at })
      await page.getByText('Only 5 in stock').waitFor()
      await page.getByText('Not on sale any more').waitFor()
    })

    test('changes the delivery address, and takes it back', async () => {
      const customer = await front().createCustomer()
      await customer.add({ produit_id: 4, quantite: 1 })
      const page = await front().openAs(customer, { at })
      await page.getByText('12 rue des Lilas').waitFor()
      await page.getByRole('button', { name: 'Change address' }).click()
      await page.getByLabel('Street and number').fill(' ')
      await page.getByRole('button', { name: 'Save address' }).click()
      await page.getByText('Fill this in').waitFor()
      await page.getByLabel('Street and number').fill('7 quai des Orfèvres')
      await page.getByLabel('Country').selectOption('FR')
      await page.getByRole('button', { name: 'Save address' }).click()
      await page.getByText('7 quai des Orfèvres').waitFor()
      await page.getByText('France').waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('12 rue des Lilas').waitFor()
    })

    test('an empty cart leads to the shop', async () => {
      const page = await front().openAs(await front().createCustomer(), { at })
      await page.getByText('Your cart is empty').waitFor()
      await page.getByRole('link', { name: 'Browse the shop' }).click()
      await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor()
    })
  })
}
