import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needing } from '#tests/support/left-out.ts'
import { openBrowser } from '../system/browser.ts'
import { writeSyntheticRun } from './synthetic.ts'
import { writeReport } from './write.ts'

describe('report.html in a browser', needing('browser'), () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sagabench-browser-'))
    writeSyntheticRun(folder, { badShare: 0.05, violations: 2, neverUndone: 3, disturbed: 'worker-a' })
    writeReport(folder)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    ['a phone', 360, 'light'],
    ['a phone', 360, 'dark'],
    ['a desk', 1_280, 'light'],
    ['a desk', 1_280, 'dark'],
  ] as const)('fits %s of %i px, %s, sends no request and logs nothing', async (_where, width, colorScheme) => {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    const address = pathToFileURL(join(folder, 'report.html')).href
    await page.goto(address)
    const seen = await page.evaluate<{ width: number; opened: number; ground: string; charts: number; tables: number }>(
      `({ width: document.documentElement.scrollWidth, ground: getComputedStyle(document.body).backgroundColor,
          charts: [...document.querySelectorAll('svg.chart[role=img]')].filter((chart) => chart.getBoundingClientRect().height > 60).length,
          opened: (document.querySelectorAll('details').forEach((one) => { one.open = true }), document.documentElement.scrollWidth),
          tables: [...document.querySelectorAll('svg.chart[role=img] + details.data tbody')].filter((body) => body.getBoundingClientRect().height > 20).length })`,
    )
    await page.close()
    expect([asked, complaints]).toEqual([[address], []])
    expect(seen.width).toBeLessThanOrEqual(width)
    expect(seen.opened).toBeLessThanOrEqual(width)
    expect([seen.charts, seen.tables]).toEqual([20, 20])
    expect(seen.ground).toBe(colorScheme === 'dark' ? 'rgb(20, 22, 26)' : 'rgb(252, 252, 251)')
  })
})
