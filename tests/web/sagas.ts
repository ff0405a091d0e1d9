import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { until } from '../e2e/until.ts'
import { seriousFindings } from './support/accessibility.ts'
import { cancelOrder, checkOut, type Style, startCheckout, styles } from './support/checkouts.ts'
import { exportedLines } from './support/csv.ts'
import { type Customer, createProduct } from './support/customers.ts'
import type { Front } from './support/front.ts'

const at = '/back-office/sagas'

/** The list with the checkouts of one customer. */
const listOf = ({ id }: Customer): string => `${at}?client_id=${id}`
const rows = (page: Page) => page.locator('tbody tr')
const chip = (page: Page, name: RegExp) => page.getByRole('button', { name })

export const sagaTests = (front: () => Front): void => {
  /** A customer with a checkout of each style that succeeds, and one that asks for more than the stock has. */
  const customerWithCheckouts = async () => {
    const customer = await front().createCustomer()
    const product = await createProduct(front().shop, 10)
    for (const style of styles)
      for (const quantite of [1, 1_000])
        await checkOut(front().shop, customer, style, { produit_id: product.id, quantite })
    return customer
  }

  describe('sagas', () => {
    test('lists the checkouts of both styles, newest first, with counts that filter', async () => {
      const customer = await customerWithCheckouts()
      const page = await front().open({ at: listOf(customer), as: 'administrateur' })
      await expect.poll(() => rows(page).count(), { timeout: 10_000 }).toBe(4)
      await expect.poll(() => chip(page, /^Choreographed 2$/).count()).toBe(1)
      expect(await rows(page).first().textContent()).toContain('Choreographed')
      expect(await rows(page).last().textContent()).toContain('Orchestrated')
      await chip(page, /^Failed 2$/).click()
      await chip(page, /^Orchestrated 1$/).click()
      await expect.poll(() => rows(page).count()).toBe(1)
      expect(await rows(page).first().textContent()).toContain('Check the stock')
      expect(await chip(page, /^Failed 1$/).getAttribute('aria-pressed')).toBe('true')
      await chip(page, /^Failed 1$/).click()
      await expect.poll(() => rows(page).count()).toBe(2)
    })

    test('a filtered list can be shared as a link and exported', async () => {
      const customer = await customerWithCheckouts()
      const page = await front().open({ at: listOf(customer), as: 'administrateur' })
      await chip(page, /^Choreographed 2$/).click()
      await chip(page, /^Not enough stock 1$/)
        .first()
        .click()
      await expect.poll(() => rows(page).count()).toBe(1)
      const shared = await front().open({ at: page.url(), as: 'administrateur' })
      await expect.poll(() => rows(shared).count()).toBe(1)
      const lines = await exportedLines(shared)
      expect(lines).toHaveLength(2)
      expect(lines[1]).toMatch(/^[0-9a-f-]{36},.*Choreographed,Failed/)
    })

    test.each(['gerant', 'commis'] as const)('are not offered to a %s', async (as) => {
      const page = await front().open({ at, as })
      await page.getByText('This view is for: administrator.').waitFor()
    })
  })

  /** An orchestrated checkout whose order may exist, because commandes is stopped: its undo is repeated until commandes is back. */
  const stuck = async (customer: Customer): Promise<string> => {
    const product = await createProduct(front().shop, 10)
    const id = await startCheckout(front().shop, customer, 'orchestrated', { produit_id: product.id, quantite: 1 })
    const begun = "select 1 from saga_log where saga_id = $1 and type = 'undoing'"
    await until(
      () => front().shop.rows('saga-orchestrator', begun, [id]),
      (found) => found.length > 0,
    )
    return id
  }

  /** A checkout whose reservation is undone, because its order is refused or can't be created. */
  const undone = async (customer: Customer, style: Style): Promise<string> => {
    const { shop } = front()
    const product = await createProduct(shop, 10)
    const line = { produit_id: product.id, quantite: 2 }
    const stopped = style === 'orchestrated' ? 'commandes' : 'worker-order-creation'
    await shop.system.kill(stopped)
    try {
      if (style === 'orchestrated') return await checkOut(shop, customer, style, line)
      const id = await startCheckout(shop, customer, style, line)
      await cancelOrder(shop, id)
      return id
    } finally {
      await shop.system.start(stopped)
    }
  }

  const opened = (id: string): string => `${at}?checkout=${id}`
  const bars = (page: Page) => page.getByRole('table', { name: 'What happened' }).locator('tbody tr')

  describe('one saga', () => {
    test.each(styles)('%s that fails shows its calls, the undo, and that the databases agree', async (style) => {
      const id = await undone(await front().createCustomer(), style)
      const page = await front().open({ at: opened(id), as: 'administrateur', expected: /status of (401|503)/ })
      await bars(page).filter({ hasText: 'Undo: Reserve the stock' }).filter({ hasText: 'Succeeded' }).waitFor()
      await bars(page)
        .filter({ hasText: 'Create the order' })
        .filter({ hasText: /Failed|Refused/ })
        .first()
        .waitFor()
      await page.getByText('Nothing: the checkout has ended.').waitFor()
      await page.getByText('They agree').waitFor()
      expect(await bars(page).locator('rect').count()).toBe(await bars(page).count())
      await page.getByRole('button', { name: 'Shorten long waits' }).click()
      expect(await seriousFindings(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    })

    test('shows a disagreement once a row is changed, names the services, and agrees again after a repair', async () => {
      const { shop } = front()
      const product = await createProduct(shop, 10)
      const line = { produit_id: product.id, quantite: 1 }
      const id = await checkOut(shop, await front().createCustomer(), 'orchestrated', line)
      const change = (etat: string) =>
        shop.rows('commandes', 'update vente set etat = $2, annulee_at = $3 where checkout_id = $1 returning etat', [
          id,
          etat,
          etat === 'annulee' ? new Date() : null,
        ])
      const page = await front().open({ at: opened(id), as: 'administrateur' })
      await page.getByText('They agree').waitFor()
      await change('annulee')
      await page.getByRole('button', { name: 'Read again' }).click()
      await page.getByText('The checkout succeeded, but there is no recorded order.').waitFor()
      await page.getByRole('region', { name: 'commandes' }).getByText('contradicts').waitFor()
      expect(await page.getByRole('region', { name: 'inventaire' }).getByText('contradicts').count()).toBe(0)
      await change('enregistree')
      await page.getByRole('button', { name: 'Read again' }).click()
      await page.getByText('They agree').waitFor()
    })

    test('shows what remains while an undo fails, which can be forced and retried at once', async () => {
      const { shop } = front()
      const customer = await front().createCustomer()
      const page = await front().open({ at, as: 'administrateur', expected: /status of (401|50[234])/ })
      await page.getByLabel('Open by id').waitFor()
      await shop.system.kill('commandes', 'SIGSTOP')
      let id = ''
      try {
        id = await stuck(customer)
        await shop.system.kill('commandes') // its calls are refused at once then
        await page.getByLabel('Open by id').fill(id)
        const remaining = page.getByRole('table', { name: 'What remains' })
        await remaining.getByText('annulerVente', { exact: true }).waitFor()
        await page.getByRole('button', { name: 'Force undo' }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText('Its stock is released and its order is cancelled').waitFor()
        await dialog.getByRole('button', { name: 'Force undo' }).click()
        await dialog.waitFor({ state: 'detached' })
        await remaining.getByRole('button', { name: 'Retry now' }).first().click()
        await page.getByText('It is being retried.').waitFor()
      } finally {
        await shop.system.start('commandes')
      }
      await page.getByText('Nothing: the checkout has ended.').waitFor()
      await bars(page).filter({ hasText: 'Restart by a person' }).waitFor()
      const logged = await shop.rows(
        'saga-orchestrator',
        'select operation from operation_log where object_id = $1 order by 1',
        [id],
      )
      expect(logged.map(({ operation }) => operation)).toEqual(['forcerCompensation', 'relancerSaga'])
    })

    test('an id that no style knows is answered in words', async () => {
      const page = await front().open({ at: opened(randomUUID()), as: 'administrateur', expected: /status of 404/ })
      await page.getByText('There is no such checkout').waitFor()
    })
  })
}
