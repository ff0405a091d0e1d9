import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import { exportedLines } from './support/csv.ts'
import { abandon } from './support/dead-letters.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/lettres-mortes'

/** The list of the dead letters with a reason. */
const listOf = (reason: string): string => `${at}?motif=${encodeURIComponent(reason)}`
const rows = (page: Page) => page.locator('tbody tr')

export const deadLetterTests = (front: () => Front): void => {
  /** The checkouts that the audit trail has recorded. */
  const recorded = async (checkoutIds: readonly string[]): Promise<number> => {
    const text = 'select count(*)::int as n from audit_trail where checkout_id = any($1::uuid[])'
    const [row] = await front().shop.rows<{ n: number }>('worker-audit', text, [checkoutIds])
    return row?.n ?? -1
  }
  const prepare = async (page: Page, reason: string): Promise<void> => {
    await page.getByRole('button', { name: 'Prepare a batch' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`reason contains “${reason}”`).waitFor()
    await dialog.getByRole('button', { name: 'Prepare a batch' }).click()
    await dialog.getByText('Enter a reason.').waitFor()
    await dialog.getByLabel('Why can they succeed now?').fill('The disk has room again')
    await dialog.getByRole('button', { name: 'Prepare a batch' }).click()
    await page.getByText('Prepared, nothing sent').waitFor()
  }

  describe('dead letters', () => {
    test('are redriven one by one: the event reaches its group, and the list says who sent it', async () => {
      const reason = 'one disk is full'
      const ids = await abandon(front().shop, 1, reason)
      const page = await front().open({ at: listOf(reason), as: 'administrateur' })
      await expect.poll(() => rows(page).count()).toBe(1)
      expect(await rows(page).textContent()).toContain('choreo-audit')
      await page.getByRole('button', { name: 'Redrive' }).click()
      await page.getByText('was sent to choreo-audit again').waitFor()
      await rows(page).getByText('sent by').waitFor()
      expect(await page.getByRole('button', { name: 'Redrive' }).count()).toBe(0)
      await expect.poll(() => recorded(ids), { timeout: 10_000 }).toBe(1)
      expect((await exportedLines(page))[1]).toContain('Redriven')
    })

    test('a batch shows its frozen set before it sends, pauses, resumes, and lists each result', async () => {
      const reason = 'many disks are full'
      const ids = await abandon(front().shop, 4, reason)
      const page = await front().open({ at: listOf(reason), as: 'administrateur' })
      await expect.poll(() => rows(page).count()).toBe(4)
      await prepare(page, reason)
      await abandon(front().shop, 1, reason) // later ones don't belong to the set
      await expect.poll(() => rows(page).count()).toBe(4)
      expect(await recorded(ids)).toBe(0)
      await page.getByLabel('Dead letters per second').fill('1')
      await page.getByRole('button', { name: 'Start' }).click()
      await rows(page).getByText('Redriven').first().waitFor()
      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByText('Paused').waitFor()
      const sent = await recorded(ids)
      expect(sent).toBeLessThan(4)
      expect(await seriousFindings(page)).toEqual([])
      await page.getByLabel('Dead letters per second').fill('0')
      await page.getByText('Enter a whole number from 1 to 100.').waitFor()
      await page.getByLabel('Dead letters per second').fill('100')
      await page.getByRole('button', { name: 'Resume' }).click()
      await page.getByText('Finished').waitFor()
      await expect.poll(() => rows(page).getByText('Redriven').count()).toBe(4)
      await expect.poll(() => recorded(ids), { timeout: 10_000 }).toBe(4)
    })

    test('a batch that is cancelled sends nothing, and says how many stay open', async () => {
      const reason = 'no disk is full'
      const ids = await abandon(front().shop, 2, reason)
      const page = await front().open({ at: listOf(reason), as: 'administrateur' })
      await prepare(page, reason)
      await page.getByRole('button', { name: 'Cancel the batch' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('2 dead letters of it will not be sent').waitFor()
      await dialog.getByRole('button', { name: 'Cancel the batch' }).click()
      await page.getByText('Cancelled', { exact: true }).waitFor()
      expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(0)
      expect(await recorded(ids)).toBe(0)
      await page.getByRole('button', { name: 'Back to the batches' }).click()
      await rows(page).first().getByText('Cancelled').waitFor()
    })
  })
}
