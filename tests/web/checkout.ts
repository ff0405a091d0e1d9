import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { archive, type Customer, createProduct } from './support/customers.ts'
import type { Front } from './support/front.ts'

const at = '/boutique/commander'
const styles = ['Orchestrated', 'Choreographed'] as const
const starts = /\/(saga\/checkout|checkout\/choreo)\/$/

const place = async (page: Page, style: (typeof styles)[number]): Promise<void> => {
  await page.getByLabel(style).check()
  await page.getByRole('button', { name: 'Place the order' }).click()
}

const step = (page: Page, name: string) => page.getByRole('list', { name: 'Progress' }).getByText(name).locator('..')

export const checkoutTests = (front: () => Front): void => {
  const salesOf = async ({ id }: Customer): Promise<number> => {
    const [row] = await front().shop.rows<{ n: number }>(
      'commandes',
      `select count(*)::int as n from vente where client_id = $1 and etat = 'enregistree'`,
      [id],
    )
    return row?.n ?? -1
  }
  const customerWith = async (quantity: number, stock: number) => {
    const customer = await front().createCustomer()
    const product = await createProduct(front().shop, stock)
    await customer.add({ produit_id: product.id, quantite: quantity })
    return { customer, product }
  }

  describe('a checkout', () => {
    test.each(styles)('%s shows its progress and ends with an order number; the cart is empty then', async (style) => {
      const { customer } = await customerWith(2, 10)
      const page = await front().openAs(customer, { at: '/boutique/panier' })
      await page.getByRole('link', { name: 'Check out' }).click()
      await place(page, style)
      await page.getByText('Thank you, your order is placed').waitFor()
      await page.getByText('$39.98').waitFor()
      expect(await step(page, 'Order accepted').textContent()).toContain('Done')
      if (style === 'Orchestrated') expect(await step(page, 'Create the order').textContent()).toContain('Done')
      expect(await salesOf(customer)).toBe(1)
      await expect.poll(() => customer.cart()).toEqual([])
      await page.getByRole('link', { name: 'See the order' }).click()
      await page.getByRole('dialog').getByText('$39.98').first().waitFor()
    })

    test.each(styles)(
      '%s of a product that is archived meanwhile fails, says why, and keeps the cart',
      async (style) => {
        const { customer, product } = await customerWith(1, 10)
        await archive(front().shop, product.id)
        const page = await front().openAs(customer, { at })
        await place(page, style)
        await page.getByText('Your order failed').waitFor()
        await page.getByText('not on sale any more').waitFor()
        await page.getByText('Nothing is ordered').waitFor()
        expect(await customer.cart()).toEqual([{ produit_id: product.id, quantite: 1 }])
        expect(await salesOf(customer)).toBe(0)
      },
    )

    test.each(styles)('%s that is sent twice, by a reload before its answer arrives, orders once', async (style) => {
      const { customer } = await customerWith(1, 10)
      const page = await front().openAs(customer, { at, expected: /ERR_/ })
      const keys: (string | undefined)[] = []
      await page.route(starts, async (route) => {
        keys.push(route.request().headers()['idempotency-key'])
        await route.fetch()
        if (keys.length > 1) await route.continue()
        else await route.abort() // the shop has accepted it, and its answer is lost
      })
      await place(page, style)
      await expect.poll(() => keys.length).toBeGreaterThan(0)
      await page.reload()
      await page.getByText('Thank you, your order is placed').waitFor()
      expect(new Set(keys).size).toBe(1)
      expect(await salesOf(customer)).toBe(1)
      await page.reload()
      await page.getByText('Thank you, your order is placed').waitFor()
      expect(await salesOf(customer)).toBe(1)
    })

    test('nobody knows is shown while the shop does not answer, and asking again resolves it', async () => {
      const { customer } = await customerWith(1, 10)
      const page = await front().openAs(customer, { at, expected: /ERR_/ })
      await page.route(starts, (route) => route.abort())
      await place(page, 'Orchestrated')
      await page.getByText('Nobody knows yet').waitFor()
      await page.unroute(starts)
      await page.getByText('Thank you, your order is placed').waitFor()
      expect(await salesOf(customer)).toBe(1)
    })

    test('an orchestrated one whose order can’t be created is undone, and says what was undone', async () => {
      const { customer, product } = await customerWith(2, 10)
      const { system, rows } = front().shop
      const page = await front().openAs(customer, { at })
      await page.getByRole('button', { name: 'Place the order' }).waitFor()
      await system.kill('commandes')
      try {
        await place(page, 'Orchestrated')
        await page.getByText('Your order failed').waitFor({ timeout: 30_000 })
      } finally {
        await system.start('commandes')
      }
      await page.getByText('The reserved products were released').waitFor()
      expect(await step(page, 'Reserve the products').textContent()).toContain('Undone')
      const stock = await rows(
        'inventaire',
        'select disponible::int, reserve::int from stock_central where produit_id = $1',
        [product.id],
      )
      expect(stock).toEqual([{ disponible: 10, reserve: 0 }])
      expect(await salesOf(customer)).toBe(0)
    })
  })
}
