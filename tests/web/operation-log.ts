import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { modifierPrix } from '#generated/catalogue/client.ts'
import { effacerDonneesPersonnelles } from '#generated/ecommerce/client.ts'
import { reapprovisionnerStock } from '#generated/inventaire/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import { exportedLines } from './support/csv.ts'
import { createProduct } from './support/customers.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/journal'

/** The operations of the table, first row first. */
const operations = (page: Page) => page.locator('tbody tr td:nth-child(3)').allTextContents()
const optionsOf = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true }).locator('option').allTextContents()

export const logTests = (front: () => Front): void => {
  const manager = () => ({ token: front().shop.tokens.gerant, idempotencyKey: randomUUID() })
  /** A product that was added, restocked and made dearer: two services logged it. */
  const operateOnProduct = async (): Promise<number> => {
    const { shop } = front()
    const { id: produit_id } = await createProduct(shop, 0)
    const path = { produit_id }
    bodyOf(await reapprovisionnerStock(shop.administration, { path, body: { quantite: 7 } }, manager()))
    bodyOf(await modifierPrix(shop.administration, { path, body: { prix_cents: 4_200 } }, manager()))
    return produit_id
  }

  describe('operations log', () => {
    test('shows what was done in several services, newest first, and a link shows the same rows', async () => {
      const id = await operateOnProduct()
      const page = await front().open({ at: `${at}?objet_id=%22${id}%22`, as: 'gerant' })
      await page.getByRole('cell', { name: 'Add a product' }).waitFor()
      expect(await operations(page)).toEqual(['Change a price', 'Restock the central stock', 'Add a product'])
      await page.getByRole('button', { name: `Central stock of product ${id}` }).click()
      await page.getByText('1 shown').waitFor()
      expect(await operations(page)).toEqual(['Restock the central stock'])
      await page.reload()
      await page.getByText('1 shown').waitFor()
      expect(await operations(page)).toEqual(['Restock the central stock'])
    })

    test('the filters select by operation, service and day, and can be cleared by keyboard', async () => {
      const id = await operateOnProduct()
      const page = await front().open({ at: `${at}?objet_id=%22${id}%22`, as: 'gerant' })
      await page.getByLabel('Operation', { exact: true }).selectOption('Change a price')
      await page.getByText('1 shown').waitFor()
      await page.getByLabel('Service').selectOption('Stock')
      await page.getByText('No operation matches').waitFor()
      await page.getByLabel('Operation', { exact: true }).selectOption('All')
      await page.getByRole('cell', { name: 'Restock the central stock' }).waitFor()
      await page.getByLabel('Until').fill('2020-01-01')
      await page.getByText('No operation matches').waitFor()
      await page.getByRole('button', { name: 'Clear filters' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('cell', { name: 'Restock the central stock' }).first().waitFor()
      expect(new URL(page.url()).search).toBe('')
    })

    test('the export has every selected row with author, reason and correlation id', async () => {
      const id = await operateOnProduct()
      const page = await front().open({ at: `${at}?objet_id=%22${id}%22`, as: 'gerant' })
      await page.getByRole('cell', { name: 'Add a product' }).waitFor()
      const lines = await exportedLines(page)
      expect(lines[0]).toContain('Reason,Service,Id of the author,Role,Application,Correlation id')
      expect(lines).toHaveLength(4)
      expect(lines[1]).toContain(
        `Change a price,Product ${id},,Catalogue,e2e-gerant,gerant,application-administration,`,
      )
    })

    test('only administrators see the accounts and erasures of customers, with names of the staff', async () => {
      const { shop, accounts } = front()
      const { id } = await front().createCustomer()
      const options = { token: shop.tokens.administrateur, idempotencyKey: randomUUID() }
      const request = { path: { id }, query: { motif: 'Demande du 3 mars' } }
      bodyOf(await effacerDonneesPersonnelles(shop.administration, request, options))
      const page = await front().open({ at: `${at}?objet_id=${id}`, as: 'gerant' })
      await page.getByText('No operation matches').waitFor()
      expect(await optionsOf(page, 'Service')).toEqual(['All', 'Catalogue', 'Stock', 'Restocking'])
      const other = await front().openAs(accounts.administrateur, { at: `${at}?objet_id=${id}` })
      await other.getByRole('cell', { name: 'Demande du 3 mars' }).waitFor()
      expect(await operations(other)).toEqual(['Erase personal data'])
      expect(await optionsOf(other, 'Who')).toContain('Web gerant')
    })

    test('a service that does not answer is named, and nothing is exported without it', async () => {
      const id = await operateOnProduct()
      const expected = /Failed to load resource/
      const page = await front().open({ at: '/back-office/produits', as: 'gerant', expected })
      await page.getByRole('heading', { name: 'Products' }).waitFor()
      const address = '**/api/inventaire/journal/**'
      await page.route(address, (route) => route.abort())
      await page.goto(`${at}?objet_id=%22${id}%22`)
      await page.getByText('These logs could not be read: Stock.').waitFor()
      expect(await operations(page)).toEqual(['Change a price', 'Add a product'])
      await page.getByRole('button', { name: 'Export CSV' }).click()
      await page.getByText('Nothing was exported, because the log of Stock could not be read').first().waitFor()
      await page.unroute(address)
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('cell', { name: 'Restock the central stock' }).waitFor()
      expect(await page.getByText('could not be read: Stock.').count()).toBe(0)
    })

    test('is not offered to clerks', async () => {
      const page = await front().open({ at, as: 'commis' })
      await page.getByText('This view is for: manager, administrator. You are logged in as: clerk.').waitFor()
    })
  })
}
