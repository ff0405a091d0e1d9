import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { genererIndicateurs, listerVentesMagasin } from '#generated/commandes/client.ts'
import type { IndicateursMagasin } from '#generated/commandes/types.ts'
import { elements } from '#sdk/pages.ts'
import { exportedLines } from './support/csv.ts'
import type { Front } from './support/front.ts'
import { addSales, until } from './support/sales.ts'

const at = `/back-office/indicateurs?fin=${until}`
const weekMs = 7 * 86_400_000

const money = (cents: number | null): string =>
  cents === null ? '–' : new Intl.NumberFormat('en-CA', { style: 'currency', currency: 'CAD' }).format(cents / 100)

const words = { hausse: '▲', stable: '▬', baisse: '▼' } as const
const percent = new Intl.NumberFormat('en-CA', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
})

/** What a row must show of a shop. */
const expectedCells = ({ nom, chiffres, chiffres_precedents, evolution, ruptures }: IndicateursMagasin): string[] => [
  nom,
  money(chiffres.chiffre_affaires_cents),
  `${words[evolution.tendance]} ${evolution.pour_mille === null ? '' : `${percent.format(evolution.pour_mille / 1_000)} `}${
    { hausse: evolution.pour_mille === null ? 'up from zero' : 'up', stable: 'unchanged', baisse: 'down' }[
      evolution.tendance
    ]
  }`,
  money(chiffres_precedents.chiffre_affaires_cents),
  String(chiffres.nombre_ventes),
  money(chiffres.panier_moyen_cents),
  String(ruptures),
  'Sales',
]

const shownCells = async (page: Page): Promise<string[][]> => {
  const rows = await page.locator('tbody tr').all()
  return Promise.all(rows.map((row) => row.locator('td').allTextContents()))
}

export const indicatorTests = (front: () => Front): void => {
  const ofApi = async (fin: string): Promise<IndicateursMagasin[]> => {
    const { administration, tokens } = front().shop
    const answer = await genererIndicateurs(administration, { query: { fin } }, { token: tokens.gerant })
    if (answer.status !== 200) throw new Error(`genererIndicateurs answered ${answer.status}`)
    return answer.body.elements
  }

  describe('indicators', () => {
    beforeAll(async () => {
      await addSales(front().shop)
    })

    test('the figures of each shop are those of the API, and the trend has a sign, an arrow and a word', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.locator('tbody tr').first().waitFor()
      const expected = await ofApi(until)
      expect(expected.map(({ evolution }) => evolution.tendance)).toEqual(expect.arrayContaining(['hausse', 'stable']))
      expect(await shownCells(page)).toEqual(expected.map(expectedCells))
    })

    test('the previous week has its own figures, and its address shows them again', async () => {
      const page = await front().open({ at, as: 'gerant' })
      const before = new Date(Date.parse(until) - weekMs).toISOString()
      await page.getByRole('button', { name: 'Previous week' }).click()
      const expected = (await ofApi(before)).map(expectedCells)
      await expect.poll(() => shownCells(page)).toEqual(expected)
      expect(expected).not.toEqual((await ofApi(until)).map(expectedCells))
      const link = await front().open({ at: page.url(), as: 'gerant' })
      await link.locator('tbody tr').first().waitFor()
      expect(await shownCells(link)).toEqual(expected)
      expect(await link.getByLabel('Last day of the week').inputValue()).toBe('2024-02-25')
    })

    test('a shop leads to its sales of the same week, and the export has every one of them', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByRole('link', { name: 'Sales of Magasin 2' }).click()
      await page.getByRole('heading', { name: 'Sales: Magasin 2' }).waitFor()
      const { administration, tokens } = front().shop
      const query = { debut: new Date(Date.parse(until) - weekMs).toISOString(), fin: until }
      const request = { path: { magasin_id: 2 }, query }
      const sales: string[] = []
      for await (const sale of elements(listerVentesMagasin, administration, request, { token: tokens.gerant }))
        sales.push(sale.commande_id)
      expect(sales.length).toBeGreaterThan(20)
      await expect.poll(() => page.locator('tbody tr').count()).toBe(sales.length)
      const lines = await exportedLines(page)
      expect(lines.slice(1).map((line) => line.split(',')[5])).toEqual(sales)
    })

    test('the sales of a shop are read page by page, forth and back, by filters of the address', async () => {
      const page = await front().open({ at: '/back-office/ventes?magasin_id=1', as: 'commis' })
      await page.getByLabel('Until').fill('2024-03-03')
      await page.getByLabel('State').selectOption('enregistree')
      await expect.poll(() => page.locator('tbody tr').count()).toBe(50)
      const first = await page.locator('tbody tr').first().textContent()
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect.poll(() => page.locator('tbody tr').first().textContent()).not.toBe(first)
      expect(page.url()).toContain('etat=enregistree')
      await page.getByRole('button', { name: 'Previous page' }).click()
      await expect.poll(() => page.locator('tbody tr').first().textContent()).toBe(first)
    })

    test('from a link to a later page, the previous page is the first one', async () => {
      const first = '/back-office/ventes?magasin_id=1&etat=enregistree&fin=2024-03-03T00:00:00Z'
      const page = await front().open({ at: first, as: 'commis' })
      const top = (on: Page) => on.locator('tbody tr').first().textContent()
      const newest = await top(page)
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect.poll(() => top(page)).not.toBe(newest)
      const link = await front().open({ at: page.url(), as: 'commis' })
      await link.getByRole('button', { name: 'Previous page' }).click()
      await expect.poll(() => top(link)).toBe(newest)
      expect(link.url()).not.toContain('curseur=')
    })

    test('a clerk may not see the indicators', async () => {
      const page = await front().open({ at, as: 'commis' })
      await page.getByText('This view is for: manager. You are logged in as: clerk.').waitFor()
      expect(await page.getByRole('link', { name: 'Indicators' }).count()).toBe(0)
    })
  })
}
