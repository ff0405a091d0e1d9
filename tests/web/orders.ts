import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { demarrerCheckoutSaga } from '#generated/saga-orchestrator/client.ts'
import { createProduct } from './support/customers.ts'
import type { Front } from './support/front.ts'

const at = '/boutique/commandes'

export const orderTests = (front: () => Front): void => {
  describe('the order history', () => {
    test('has pages, a filter in the address, an export of all orders, and the lines of one', async () => {
      const { shop, createCustomer, openAs } = front()
      const customer = await createCustomer()
      const product = await createProduct(shop, 100)
      const lignes = [{ produit_id: product.id, quantite: 3 }]
      for (let n = 0; n < 21; n++) {
        const request = { body: { client_id: customer.id, panier: { lignes } } }
        const options = { token: customer.token, idempotencyKey: `history-${n}` }
        expect((await demarrerCheckoutSaga(shop.transport, request, options)).status).toBe(201)
      }
      const page = await openAs(customer, { at })
      await expect.poll(() => page.locator('tbody tr').count()).toBe(20)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
      ])
      const exported = readFileSync(await file.path(), 'utf8')
      expect(exported.trim().split('\r\n')).toHaveLength(22)
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
      await page.getByRole('button', { name: 'Details' }).click()
      await page.getByRole('dialog').getByText(product.name).waitFor()
      await page.getByRole('dialog').getByText('$59.97').first().waitFor()
      expect(page.url()).toContain('commande=')
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
      await page.getByLabel('State').selectOption('annulee')
      await page.getByText('There are no orders').waitFor()
      expect(page.url()).toContain('etat=annulee')
    })
  })
}
