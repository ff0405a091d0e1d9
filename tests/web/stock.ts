import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { ajouterProduit } from '#generated/catalogue/client.ts'
import { transfererStock } from '#generated/inventaire/client.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/stock'
const shop = 'magasin_id=2'

const rowOf = (page: Page, sku: string) => page.getByRole('row').filter({ hasText: sku })
const press = (page: Page, sku: string, name: string) =>
  rowOf(page, sku).getByRole('button', { name, exact: true }).click()
const availableOf = async (page: Page, sku: string): Promise<number> =>
  Number((await rowOf(page, sku).getByRole('cell').nth(3).textContent())?.replaceAll(',', ''))

export const stockTests = (front: () => Front): void => {
  const centralOf = async (product: number): Promise<number> => {
    const [row] = await front().shop.rows<{ disponible: number }>(
      'inventaire',
      'select disponible from stock_central where produit_id = $1',
      [product],
    )
    return Number(row?.disponible)
  }

  describe('stock', () => {
    test('a manager sees both stocks before and after a transfer, and the transfer in the list', async () => {
      const page = await front().open({ at: `${at}?${shop}`, as: 'gerant' })
      await rowOf(page, '-000010').waitFor()
      const before = await availableOf(page, '-000010')
      await press(page, '-000010', 'Transfer')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Pieces').fill('7')
      await expect.poll(() => dialog.getByRole('row').nth(1).textContent()).toContain('5,0004,993')
      expect(await dialog.getByRole('row').nth(2).textContent()).toContain(`${before}${before + 7}`)
      await dialog.getByRole('button', { name: 'Transfer' }).click()
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => availableOf(page, '-000010')).toBe(before + 7)
      await page.getByRole('link', { name: 'Transfers' }).click()
      await expect.poll(() => page.locator('.tabs [aria-current]').allTextContents()).toEqual(['Transfers'])
      await expect.poll(() => rowOf(page, '-000010').getByRole('cell').last().textContent()).toBe('7')
    })

    test('a transfer whose answer is lost moves the pieces once when it is sent again', async () => {
      const page = await front().open({ at: `${at}?${shop}`, as: 'gerant', expected: /ERR_FAILED/ })
      const keys: (string | undefined)[] = []
      // The calls reach the service, and the answers of the first submission are lost, also those of the SDK's own retries.
      let lost = true
      await page.route('**/api/inventaire/transferts/', async (route) => {
        keys.push(route.request().headers()['idempotency-key'])
        const response = await route.fetch()
        await (lost ? route.abort() : route.fulfill({ response }))
      })
      await press(page, '-000011', 'Transfer')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Pieces').fill('3')
      await dialog.getByRole('button', { name: 'Transfer' }).click()
      await dialog.getByText('it may have happened').waitFor()
      lost = false
      await dialog.getByRole('button', { name: 'Transfer' }).click()
      await dialog.waitFor({ state: 'detached' })
      expect(keys.length).toBeGreaterThan(1)
      expect(new Set(keys).size).toBe(1)
      expect(await centralOf(11)).toBe(4_997)
    })

    test('a transfer of more than the central stock has is refused in place, with what is left', async () => {
      const page = await front().open({ at: `${at}?${shop}`, as: 'gerant', expected: /status of 409/ })
      await press(page, '-000012', 'Transfer')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Pieces').fill('5000')
      await dialog.getByRole('cell', { name: 'Central stock' }).waitFor()
      const { administration, tokens } = front().shop
      await transfererStock(
        administration,
        { body: { produit_id: 12, magasin_id: 2, quantite: 4_996 } },
        { token: tokens.gerant, idempotencyKey: randomUUID() },
      )
      await dialog.getByRole('button', { name: 'Transfer' }).click()
      await dialog.getByText('The central stock has only 4 pieces. Nothing was moved.').waitFor()
      await dialog.getByLabel('Pieces').fill('4')
      await dialog.getByRole('button', { name: 'Transfer' }).click()
      await dialog.waitFor({ state: 'detached' })
      expect(await centralOf(12)).toBe(0)
    })

    test('a delivery is added to the central stock', async () => {
      const page = await front().open({ at: `${at}?texte=-000013`, as: 'gerant' })
      await press(page, '-000013', 'Restock')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Restock' }).click()
      await dialog.getByText('Enter a whole number between 1 and 1,000,000.').waitFor()
      await dialog.getByLabel('Pieces').fill('200')
      await dialog.getByRole('button', { name: 'Restock' }).click()
      await expect.poll(() => availableOf(page, '-000013')).toBe(5_200)
    })

    test('a clerk requests pieces for a shop, and may not move stock', async () => {
      const page = await front().open({ at, as: 'commis' })
      await rowOf(page, '-000014').waitFor()
      expect(await page.getByRole('button', { name: 'Transfer', exact: true }).count()).toBe(0)
      expect(await page.getByRole('button', { name: 'Restock', exact: true }).count()).toBe(0)
      await press(page, '-000014', 'Request')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Pieces').fill('20')
      await dialog.getByRole('button', { name: 'Request' }).click()
      await dialog.getByText('Choose a shop.').waitFor()
      await dialog.getByLabel('Shop').selectOption('2')
      await dialog.getByRole('button', { name: 'Request' }).click()
      await dialog.waitFor({ state: 'detached' })
      const requests = await front().shop.rows(
        'inventaire',
        `select from demande_reapprovisionnement
         where magasin_id = 2 and produit_id = 14 and quantite = 20 and statut = 'en_attente'`,
      )
      expect(requests).toHaveLength(1)
    })

    test('a link with filters shows the same rows, and the export has every row that they select', async () => {
      const page = await front().open({ at: `${at}?${shop}`, as: 'gerant' })
      await page.getByLabel('Availability').selectOption('10')
      await expect.poll(() => page.url()).toContain('disponible_max=10')
      const link = await front().open({ at: page.url(), as: 'gerant' })
      await link.locator('tbody tr').first().waitFor()
      const [file] = await Promise.all([
        link.waitForEvent('download'),
        link.getByRole('button', { name: 'Export CSV' }).click(),
      ])
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split('\r\n')
      const [{ count } = { count: 0 }] = await front().shop.rows<{ count: number }>(
        'inventaire',
        'select count(*) from stock_local where magasin_id = 2 and quantite <= 10',
      )
      expect(Number(count)).toBeGreaterThan(0)
      expect(lines).toHaveLength(Number(count) + 1)
      expect(await link.locator('tbody tr').count()).toBe(Number(count))
    })

    test('a product that was never delivered is found by its name, and its first delivery creates its stock', async () => {
      const { administration, tokens } = front().shop
      const added = await ajouterProduit(
        administration,
        { body: { sku: 'JAMAIS-LIVRE', nom: 'Jamais livré', prix_cents: 100 } },
        { token: tokens.gerant, idempotencyKey: randomUUID() },
      )
      const page = await front().open({ at: `${at}?texte=JAMAIS-LIVRE`, as: 'gerant', expected: /status of 404/ })
      await rowOf(page, 'JAMAIS-LIVRE').getByText('Stock-out').waitFor()
      await press(page, 'JAMAIS-LIVRE', 'Transfer')
      await page.getByRole('dialog').getByLabel('Shop').selectOption('2')
      await page.getByRole('dialog').getByLabel('Pieces').fill('1')
      await page.getByRole('dialog').getByRole('button', { name: 'Transfer' }).click()
      await page.getByText('Restock the central stock first.').waitFor()
      await page.keyboard.press('Escape')
      await rowOf(page, 'JAMAIS-LIVRE').getByText('Stock-out').waitFor()
      await press(page, 'JAMAIS-LIVRE', 'Restock')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Pieces').fill('9')
      await dialog.getByRole('button', { name: 'Restock' }).click()
      await rowOf(page, 'JAMAIS-LIVRE').getByText('Low').waitFor()
      expect(added.status === 201 && (await centralOf(added.body.produit_id))).toBe(9)
    })
  })
}
