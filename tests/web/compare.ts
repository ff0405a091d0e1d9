import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type Front, logIn } from './support/front.ts'

const at = '/back-office/comparaison'

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

const figure = async (page: Page, style: string, name: string): Promise<number> => {
  const row = panel(page, style)
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
  return Number((await row.locator('dd').textContent())?.replaceAll(/[^\d]/g, ''))
}

const startLoad = async (page: Page, rate: string, seconds: string): Promise<void> => {
  await page.getByLabel('Checkouts per second').fill(rate)
  await page.getByLabel('Duration (s)').fill(seconds)
  await page.getByRole('button', { name: 'Start load' }).click()
}

export const compareTests = (front: () => Front): void => {
  describe('the comparison of styles', () => {
    test('a load raises the figures of both styles, and stops when asked to', async () => {
      const page = await front().open({ at, as: 'administrateur' })
      await panel(page, 'Orchestrated').getByText('Succeeded').waitFor()
      const before = await Promise.all(
        ['Orchestrated', 'Choreographed'].map((style) => figure(page, style, 'Succeeded')),
      )
      await startLoad(page, '10', '120')
      await page.getByText('10 checkouts per second, in both styles in turn.').waitFor()
      for (const [index, style] of ['Orchestrated', 'Choreographed'].entries()) {
        await expect
          .poll(() => figure(page, style, 'Succeeded'), { timeout: 20_000 })
          .toBeGreaterThan((before[index] ?? 0) + 3)
        await expect.poll(() => figure(page, style, 'Reserved stock')).toBeGreaterThan(3)
        expect(await figure(page, style, 'P95')).toBeGreaterThan(0)
      }
      await page.getByRole('button', { name: 'Stop load' }).click()
      await page.getByText('No load is running.').waitFor()
    })

    test('a fault stops a process, and the button undoes it', async () => {
      const { system } = front().shop
      const page = await front().open({ at, as: 'administrateur' })
      const pid = system.pid('worker-order-creation')
      expect(pid).toBeDefined()
      await page.getByRole('button', { name: 'Stop the worker that creates orders' }).click()
      await page.getByText('It is undone in').waitFor()
      expect(system.pid('worker-order-creation')).toBeUndefined()
      expect(await page.getByRole('button', { name: 'Slow down the creation of orders' }).isDisabled()).toBe(true)
      await page.getByRole('button', { name: 'Undo now' }).click()
      await page.getByText('No fault is active.').waitFor()
      expect(system.pid('worker-order-creation')).not.toBe(pid)
      expect(system.pid('worker-order-creation')).toBeDefined()
    })

    test('in a system without a harness, the view explains that and shows the figures', async () => {
      const page = await front().open({ at })
      await page.route('**/administration/control', (route) => route.fulfill({ json: { isAvailable: false } }))
      await logIn(page, front().accounts.administrateur)
      await page.getByText('Load and faults need a system on one machine').waitFor()
      await panel(page, 'Choreographed').getByText('Succeeded').waitFor()
      expect(await page.getByRole('button', { name: 'Start load' }).count()).toBe(0)
    })

    test('a control that does not answer is an error with a retry, and the figures stay', async () => {
      const page = await front().open({ at, expected: /status of 500/ })
      await page.route('**/administration/control', (route) => route.fulfill({ status: 500, body: '{}' }))
      await logIn(page, front().accounts.administrateur)
      await page.getByText('This could not be loaded').waitFor()
      await panel(page, 'Orchestrated').getByText('Succeeded').waitFor()
      await page.unroute('**/administration/control')
      await page.getByRole('button', { name: 'Start load' }).waitFor()
    })

    test('a manager may not see the comparison', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByText('This view is for: administrator. You are logged in as: manager.').waitFor()
    })
  })
}
