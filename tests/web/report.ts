import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { genererRapportConsolide } from '#generated/commandes/client.ts'
import type { RapportConsolide } from '#generated/commandes/types.ts'
import { exportedLines } from './support/csv.ts'
import type { Front } from './support/front.ts'
import { addSales, until } from './support/sales.ts'

const weekMs = 7 * 86_400_000
const from = new Date(Date.parse(until) - weekMs).toISOString()
const at = `/back-office/rapport?debut=${from}&fin=${until}`

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first()

/** The figures of the totals' export: period, compared period, difference, change in percent. */
const totalsOf = async (page: Page): Promise<number[][]> => {
  const lines = await exportedLines(page, section(page, 'Totals of all shops'))
  return lines.slice(1).map((line) => line.split(',').slice(1).map(Number))
}

const inDollars = (cents: number | null): number => Number(cents) / 100

/** What the totals of a report must be, compared with the figures of another period. */
const expectedTotals = ({ chiffres: after }: RapportConsolide, earlier: RapportConsolide['chiffres']): number[][] => {
  const row = (value: number | null, other: number | null, unit: number): number[] => {
    const [now, then] = [Number(value), Number(other)]
    const perMille = Math.sign(now - then) * Math.round((Math.abs(now - then) * 1_000) / then)
    return [now / unit, then / unit, (now - then) / unit, perMille / 10]
  }
  return [
    row(after.chiffre_affaires_cents, earlier.chiffre_affaires_cents, 100),
    row(after.nombre_ventes, earlier.nombre_ventes, 1),
    row(after.panier_moyen_cents, earlier.panier_moyen_cents, 100),
  ]
}

export const reportTests = (front: () => Front): void => {
  const ofApi = async (debut: string, fin: string): Promise<RapportConsolide> => {
    const { administration, tokens } = front().shop
    const answer = await genererRapportConsolide(administration, { query: { debut, fin } }, { token: tokens.gerant })
    if (answer.status !== 200) throw new Error(`genererRapportConsolide answered ${answer.status}`)
    return answer.body
  }

  describe('the consolidated report', () => {
    beforeAll(async () => {
      await addSales(front().shop)
    })

    test('the totals, shops, best products and stock are those of the API', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await section(page, 'Totals of all shops').waitFor()
      const report = await ofApi(from, until)
      expect(await totalsOf(page)).toEqual(expectedTotals(report, report.chiffres_precedents))
      const shops = (await exportedLines(page, section(page, 'Shops'))).slice(1).map((line) => line.split(','))
      expect(shops.map(([name, turnover, , , change]) => [name, Number(turnover), Number(change)])).toEqual(
        report.magasins.map(({ nom, chiffres, evolution: { pour_mille } }) => [
          nom,
          inDollars(chiffres.chiffre_affaires_cents),
          Number(pour_mille) / 10,
        ]),
      )
      const best = await exportedLines(page, section(page, 'Best products'))
      expect(best.slice(1).map((line) => line.split(',').map(Number).filter(Number.isFinite))).toEqual(
        report.meilleurs_produits.map(({ produit_id, quantite, chiffre_affaires_cents, disponible }, index) => [
          index + 1,
          produit_id,
          quantite,
          inDollars(chiffre_affaires_cents),
          disponible,
        ]),
      )
      const stock = await exportedLines(page, section(page, 'Remaining stock'))
      expect(stock.slice(1).map((line) => Number(line.split(',')[1]))).toEqual([
        report.stock_restant.central_pieces,
        report.stock_restant.magasins_pieces,
        report.stock_restant.ruptures,
      ])
    })

    test('a change of the periods changes the comparison, and its address shows it again', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByLabel('Compare from').fill('2024-02-20')
      await expect.poll(() => page.url(), { timeout: 5_000 }).toContain('compare_debut=2024-02-20')
      await page.getByLabel('Compare until').fill('2024-02-22')
      await page.getByText('compared with Feb 20–22, 2024').waitFor()
      const other = await ofApi('2024-02-20T00:00:00.000Z', '2024-02-23T00:00:00.000Z')
      const expected = expectedTotals(await ofApi(from, until), other.chiffres)
      expect(await totalsOf(page)).toEqual(expected)
      const link = await front().open({ at: page.url(), as: 'gerant' })
      await link.getByText('compared with Feb 20–22, 2024').waitFor()
      expect(await totalsOf(link)).toEqual(expected)
    })

    test('a period that ends before it begins is explained beside its field, and nothing is sent', async () => {
      const page = await front().open({ at: `/back-office/rapport?debut=${until}&fin=${from}`, as: 'gerant' })
      await page.getByText('The period must end after it begins.').first().waitFor()
      expect(await page.getByLabel('Until', { exact: false }).first().getAttribute('aria-invalid')).toBe('true')
    })

    test('the printed report has its figures without the controls', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await section(page, 'Totals of all shops').waitFor()
      await page.emulateMedia({ media: 'print' })
      expect(await page.getByRole('search').isVisible()).toBe(false)
      expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(
        await page.locator('.table-sort').count(),
      )
      expect(await page.getByRole('table', { name: 'Shops' }).isVisible()).toBe(true)
    })

    test('a clerk may not see the report', async () => {
      const page = await front().open({ at, as: 'commis' })
      await page.getByText('This view is for: manager. You are logged in as: clerk.').waitFor()
    })
  })
}
