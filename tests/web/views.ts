import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility.ts'
import type { Front, Person } from './support/front.ts'

type View = { at: string; as?: Person; heading: string }

/** Every view, with a role that may use it. */
export const views: readonly View[] = [
  { at: '/', heading: 'Sagabench' },
  { at: '/boutique/produits', heading: 'Shop' },
  { at: '/boutique/panier', heading: 'Log in to the shop' },
  { at: '/boutique/panier', as: 'client', heading: 'Your cart' },
  { at: '/boutique/commander', as: 'client', heading: 'Check out' },
  { at: '/boutique/commandes', as: 'client', heading: 'My orders' },
  { at: '/boutique/compte', as: 'client', heading: 'My account' },
  { at: '/boutique/inscription', heading: 'Create an account' },
  { at: '/boutique/inscription?code=true', heading: 'Enter your code' },
  { at: '/back-office', heading: 'Log in to the back office' },
  { at: '/back-office/indicateurs', as: 'gerant', heading: 'Indicators' },
  { at: '/back-office/rapport', as: 'gerant', heading: 'Consolidated report' },
  { at: '/back-office/comparaison', as: 'administrateur', heading: 'Compare styles' },
  { at: '/back-office/scenarios', as: 'administrateur', heading: 'Scenario reports' },
  { at: '/back-office/scenarios?open=sample', as: 'gerant', heading: 'Report sample' },
  { at: '/back-office/ventes', as: 'commis', heading: 'Sales: Boutique en ligne' },
  { at: '/back-office/produits', as: 'gerant', heading: 'Products' },
  { at: '/back-office/demandes', as: 'gerant', heading: 'Restocking requests' },
  { at: '/back-office/journal', as: 'administrateur', heading: 'Operations log' },
  { at: '/back-office/donnees-personnelles', as: 'administrateur', heading: 'Personal data' },
  { at: '/back-office/personnel', as: 'administrateur', heading: 'Staff accounts' },
  { at: '/back-office/sagas', as: 'administrateur', heading: 'Sagas' },
  { at: '/back-office/lettres-mortes', as: 'administrateur', heading: 'Dead letters' },
  { at: '/back-office/lettres-mortes?vue=lots', as: 'administrateur', heading: 'Dead letters' },
  { at: '/back-office/stock', as: 'commis', heading: 'Stock' },
  { at: '/back-office/stock?magasin_id=2&disponible_max=10', as: 'gerant', heading: 'Stock' },
  { at: '/back-office/stock?vue=transferts', as: 'gerant', heading: 'Stock' },
]

export const viewTests = (front: () => Front): void => {
  describe('every view', () => {
    beforeAll(() => cpSync('reports/sample', join(front().reportsFolder, 'sample'), { recursive: true }))

    test.each(views)(
      '$at has no serious finding of axe-core, light and dark, on a phone and a desktop',
      async (view) => {
        const { at, as, heading } = view
        for (const options of [{ width: 1_280 }, { width: 390, theme: 'dark' as const }]) {
          const page = await front().open({ at, ...options, ...(as === undefined ? {} : { as }) })
          await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          expect(await seriousFindings(page)).toEqual([])
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
        }
      },
    )

    test.each(views)('$at exists in French', async ({ at, as, heading }) => {
      const page = await front().open({ at, ...(as === undefined ? {} : { as }) })
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.evaluate("localStorage.setItem('locale', 'fr')")
      await page.reload()
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await page.getAttribute('html', 'lang')).toBe('fr')
    })
  })
}
