import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { exportedLines } from './support/csv.ts'
import { type Front, logIn } from './support/front.ts'

const at = '/back-office/scenarios'
const sample = 'reports/sample'
type Measured = { id: string; style: string; measures: { id: string; load: string; value: number }[] }
const { scenarios } = JSON.parse(readFileSync(join(sample, 'summary.json'), 'utf8')) as { scenarios: Measured[] }

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first()

/** The scenario reports that the harness writes, in the back office. */
export const scenarioReportTests = (front: () => Front): void => {
  const addSample = (): void => cpSync(sample, join(front().reportsFolder, 'sample'), { recursive: true })

  describe('scenario reports', () => {
    test('before the first run, the view names the commands that write a report', async () => {
      const page = await front().open({ at, as: 'gerant' })
      await page.getByText('There are no reports yet').waitFor()
      await page.getByText('“npm start” or “npm run scenario”').waitFor()
    })

    describe('after a run', () => {
      beforeAll(addSample)

      test('the list has the verdict of each scenario and style', async () => {
        const page = await front().open({ at, as: 'administrateur' })
        const row = section(page, 'Reports')
          .getByRole('row')
          .filter({ has: page.getByText('sample', { exact: true }) })
        await row.waitFor()
        expect(await row.locator('.badge').allTextContents()).toEqual([
          'C1 orchestrated: pass',
          'C1 choreographed: pass',
          'P1 orchestrated: pass',
          'P2 choreographed: pass',
        ])
        const rows = section(page, 'Reports').locator('tbody tr')
        expect(await rows.count()).toBe(4)
      })

      test('the history has a chart for each scenario and load, and the measured values as a table', async () => {
        const page = await front().open({ at, as: 'gerant' })
        await page.getByRole('img', { name: 'P1, load “open”' }).waitFor()
        const lines = (await exportedLines(page, section(page, 'History of the P95'))).slice(1)
        const measured = scenarios.flatMap(({ id, style, measures }) =>
          measures
            .filter((measure) => measure.id === 'latency-p95')
            .map(({ load, value }) => [id, load, style, String(Math.round(value * 10) / 10)].join()),
        )
        expect(measured.length).toBeGreaterThan(2)
        expect(lines.map((line) => line.split(',').slice(2, 6).join()).sort()).toEqual(measured.sort())
        expect(await page.getByRole('img').count()).toBe(new Set(measured.map((one) => one.split(',', 2).join())).size)
      })

      test('a report opens in a sandboxed frame with its own styles, and its address shows it again', async () => {
        const page = await front().open({ at, as: 'gerant' })
        await page.getByRole('button', { name: 'Open sample', exact: true }).click()
        const frame = page.frameLocator('iframe')
        const headline = frame.getByRole('heading', { level: 1 })
        await headline.waitFor()
        const html = readFileSync(join(sample, 'report.html'), 'utf8')
        expect(html).toContain(await headline.textContent())
        expect(await page.locator('iframe').getAttribute('sandbox')).toBe('')
        // A policy that forbids the report's own styles leaves it without any.
        expect(await page.frames()[1]?.evaluate('document.styleSheets.length')).toBe(1)
        expect(page.url()).toContain('open=sample')
        const link = await front().open({ at: page.url(), as: 'gerant' })
        await link.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
        await link.getByRole('button', { name: 'All reports' }).click()
        await link.getByRole('heading', { name: 'Scenario reports' }).waitFor()
      })

      test('an address that leaves the folder opens nothing', async () => {
        for (const id of ['../sample', 'sample/../sample', 'latest', '%2e%2e%2fsample']) {
          const open = encodeURIComponent(id)
          const page = await front().open({ at: `${at}?open=${open}`, as: 'gerant', expected: /status of 404/ })
          await page.getByText('There is no such report').waitFor()
          expect(await page.locator('iframe').count()).toBe(0)
        }
      })

      test('a list that can’t be loaded says so, and loads again', async () => {
        const page = await front().open({ at, expected: /status of 500/ })
        await page.route('**/administration/reports', (route) => route.fulfill({ status: 500, body: '{}' }))
        await logIn(page, front().accounts.gerant)
        await page.getByText('This could not be loaded').waitFor()
        await page.unroute('**/administration/reports')
        await page.getByRole('button', { name: 'Try again' }).click()
        await section(page, 'Reports').waitFor()
      })

      test('a server without a folder of reports explains the setting', async () => {
        const page = await front().open({ at })
        const json = { isAvailable: false, reports: [], history: [] }
        await page.route('**/administration/reports', (route) => route.fulfill({ json }))
        await logIn(page, front().accounts.gerant)
        await page.getByText('This server has no folder of reports').waitFor()
        await page.getByText('REPORTS_FOLDER').waitFor()
      })
    })

    test('a clerk may not see the reports', async () => {
      const page = await front().open({ at, as: 'commis' })
      await page.getByText('This view is for: manager, administrator. You are logged in as: clerk.').waitFor()
    })
  })
}
