import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { lireProduit } from '#generated/catalogue/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/produits'

const rowOf = (page: Page, sku: string) => page.getByRole('row').filter({ hasText: sku })

const setPrice = async (page: Page, sku: string, price: string): Promise<void> => {
  await rowOf(page, sku).getByRole('button', { name: 'Change price' }).click()
  await page.getByLabel('New price').fill(price)
  await page.getByRole('dialog').getByRole('button', { name: 'Change price' }).click()
}

export const productTests = (front: () => Front): void => {
  const product = async (produit_id: number) =>
    bodyOf(await lireProduit(front().shop.administration, { path: { produit_id } }))

  describe('products', () => {
    test('a manager changes a price, sees it in the history, and takes it back', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await setPrice(page, '-000001', '77,50')
      await expect.poll(() => rowOf(page, '-000001').textContent()).toContain('$77.50')
      await rowOf(page, '-000001').getByRole('button', { name: 'Price history' }).click()
      const history = page.getByRole('dialog')
      await expect.poll(() => history.getByRole('row').nth(1).textContent()).toContain('$77.50')
      expect(await history.getByRole('img').getAttribute('aria-label')).toContain((await product(1)).nom)
      await history.getByRole('button', { name: 'Close' }).click()
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => rowOf(page, '-000001').textContent()).not.toContain('$77.50')
    })

    test('the filters are in the address, and a link with filters shows the same rows', async () => {
      const { sku } = await product(7)
      const page = await front().open({ at, as: 'gerant' })
      await page.getByLabel('Search').fill(sku)
      await expect.poll(() => page.url()).toContain(`texte=${sku}`)
      await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
      const link = await front().open({ at: page.url(), as: 'gerant' })
      await rowOf(link, sku).waitFor()
      expect(await link.locator('tbody tr').count()).toBe(1)
      expect(await link.getByLabel('Search').inputValue()).toBe(sku)
    })

    test('an invalid price is explained beside its field, and nothing is sent', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await setPrice(page, '-000002', '12.345')
      const field = page.getByLabel('New price')
      await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
      await page.getByText('Enter an amount between').waitFor()
    })

    test('an archived product leaves the sale after a confirmation that names the consequence', async () => {
      const page = await front().open({ at: `${at}?actif=true`, as: 'gerant' })
      await rowOf(page, '-000003').getByRole('button', { name: 'Archive' }).click()
      await page.getByText('can’t be put on sale again').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
      await expect.poll(() => rowOf(page, '-000003').count()).toBe(0)
    })

    test('a new product is found at once, and the export has every row that the filters select', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByRole('button', { name: 'Add product' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('SKU').fill('NEUF-1')
      await dialog.getByLabel('Name').fill('Thé, "rare"')
      await dialog.getByLabel('Price').fill('9.90')
      await dialog.getByRole('button', { name: 'Add product' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByLabel('Search').fill('NEUF-1')
      await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export CSV' }).click(),
      ])
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n')
      expect(lines).toHaveLength(2)
      expect(lines[1]).toMatch(/,NEUF-1,"Thé, ""rare""",divers,9\.9,On sale$/)
    })
  })
}
