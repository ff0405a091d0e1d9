import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { creerDemandeReappro, transfererStock } from '#generated/inventaire/client.ts'
import { bodyOf } from '#sdk/problems.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/demandes?statut=en_attente'

/** The row of a request: seeded requests have no such quantities. */
const rowOf = (page: Page, quantity: number) =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name: String(quantity), exact: true }) })
const press = (page: Page, quantity: number, name: string) =>
  rowOf(page, quantity).getByRole('button', { name, exact: true }).click()

export const requestTests = (front: () => Front): void => {
  const staff = () => ({ token: front().shop.tokens.gerant, idempotencyKey: randomUUID() })
  const request = async (produit_id: number, quantite: number): Promise<string> => {
    const body = { magasin_id: 2, produit_id, quantite }
    return bodyOf(await creerDemandeReappro(front().shop.administration, { body }, staff())).demande_id
  }
  const requestRow = async (id: string) => {
    const text = 'select statut, motif_rejet from demande_reapprovisionnement where demande_id = $1'
    return (await front().shop.rows('inventaire', text, [id]))[0]
  }
  const approve = async (page: Page, quantity: number) => {
    await press(page, quantity, 'Approve')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('leave the central stock').waitFor()
    await dialog.getByRole('button', { name: 'Approve' }).click()
    return dialog
  }

  describe('restocking requests', () => {
    test('a manager approves a request and watches its three steps to the end', async () => {
      const id = await request(20, 737)
      const page = await front().open({ at, as: 'gerant', expected: /status of 404/ })
      const dialog = await approve(page, 737)
      await dialog.getByText('the pieces are in the shop').waitFor()
      expect(await dialog.locator('tbody tr .badge').allTextContents()).toEqual(['Done', 'Done', 'Done'])
      await dialog.getByRole('button', { name: 'Close' }).click()
      await expect.poll(() => rowOf(page, 737).count()).toBe(0)
      expect(await requestRow(id)).toMatchObject({ statut: 'approuvee' })
    })

    test('an approval that fails names the step and the reason, and the request waits again', async () => {
      const id = await request(21, 741)
      const body = { produit_id: 21, magasin_id: 2, quantite: 4_900 }
      bodyOf(await transfererStock(front().shop.administration, { body }, staff()))
      const page = await front().open({ at, as: 'gerant', expected: /status of (404|409)/ })
      const dialog = await approve(page, 741)
      await dialog.getByText('failed and was undone').waitFor()
      const first = dialog.locator('tbody tr').first()
      expect(await first.textContent()).toContain('Take the pieces from the central stock')
      expect(await first.textContent()).toContain('The central stock is too small.')
      await dialog.getByRole('button', { name: 'Close' }).click()
      await rowOf(page, 741).getByText('Waiting').waitFor()
      expect(await requestRow(id)).toMatchObject({ statut: 'en_attente' })
    })

    test('a rejection needs a reason, which the list shows', async () => {
      const id = await request(22, 743)
      const page = await front().open({ at, as: 'gerant' })
      await press(page, 743, 'Reject')
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Reject' }).click()
      await dialog.getByText('Enter a reason.').waitFor()
      await dialog.getByLabel('Reason').fill('Fin de saison')
      await dialog.getByRole('button', { name: 'Reject' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.getByLabel('State').selectOption('rejetee')
      await rowOf(page, 743).getByText('Fin de saison').waitFor()
      expect(await requestRow(id)).toMatchObject({ statut: 'rejetee', motif_rejet: 'Fin de saison' })
    })
  })
}
