import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needing } from '#tests/support/left-out.ts'
import { openBrowser } from '../system/browser.ts'
import { variedRecord } from './synthetic.ts'
import { writeFaultReport } from './write-report.ts'

describe('the report of faults in a browser', needing('browser'), () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sagabench-faults-'))
    // The longest sentence of all: a proof that was kept, of another commit.
    const proof = variedRecord().plantedInProcesses?.proof ?? null
    writeFaultReport(folder, { ...variedRecord(), commit: '12345678', plantedInProcesses: { proof, fresh: false } })
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    [360, 'light'],
    [1_280, 'light'],
    [1_280, 'dark'],
  ] as const)(
    'at %i px, %s: nothing overflows, nothing is fetched, and no two verdicts look alike',
    async (width, colorScheme) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      const address = pathToFileURL(join(folder, 'report.html')).href
      await page.goto(address)
      const seen = await page.evaluate<{ width: number; looks: string[] }>(
        `({ width: document.documentElement.scrollWidth,
          looks: ['held', 'violated', 'missed', 'untested'].map((verdict) => {
            const style = getComputedStyle(document.querySelector('td.sq.' + verdict))
            return [style.backgroundColor, style.backgroundImage, style.outlineStyle].join(' ') }) })`,
      )
      await page.close()
      expect(asked).toEqual([address])
      expect(seen.width).toBeLessThanOrEqual(width)
      expect(new Set(seen.looks).size).toBe(4)
    },
  )
})
