import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needing } from '#tests/support/left-out.ts'
import { writeSyntheticRun } from '../report/synthetic.ts'
import { openBrowser } from '../system/browser.ts'
import { roundsFolder, writeRepeats } from '../variants/report/write-repeats.ts'
import { recordOf } from '../variants/synthetic.ts'
import { levelsOverTime } from './levels.ts'
import { lineOf } from './line.ts'
import { levelsPage } from './page.ts'

describe('pages of many runs in a browser', needing('browser'), () => {
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sagabench-history-pages-'))
    const lines = Array.from({ length: 12 }, (_, at) =>
      lineOf(
        recordOf({
          seed: at,
          slowerMs: at < 6 ? 0 : 30,
          commit: `c000000${at}`,
          startedAt: new Date(Date.UTC(2026, 0, 1 + at)).toISOString(),
          rounds: 2,
          samples: 60,
        }),
      ),
    )
    writeFileSync(join(folder, 'history.html'), levelsPage(levelsOverTime(lines)))
    for (const round of ['1', '2']) writeSyntheticRun(join(roundsFolder(folder), round), { badShare: 0.05 })
    writeRepeats(folder)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    ['history.html', 360, 6],
    ['history.html', 1_280, 6],
    ['report.html', 360, 2],
    ['report.html', 1_280, 2],
  ] as const)('%s fits %i px, asks for nothing and complains of nothing', async (name, width, charts) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    const seen: string[] = []
    page.on('request', (request) => seen.push(request.url()))
    page.on('console', (message) => seen.push(message.text()))
    const address = pathToFileURL(join(folder, name)).href
    await page.goto(address)
    const found = await page.evaluate<{ width: number; opened: number; charts: number }>(
      `({ width: document.documentElement.scrollWidth,
          charts: [...document.querySelectorAll('svg.chart[role=img]')].filter((chart) => chart.getBoundingClientRect().height > 60).length,
          opened: (document.querySelectorAll('details').forEach((one) => { one.open = true }), document.documentElement.scrollWidth) })`,
    )
    await page.close()
    expect(seen).toEqual([address])
    expect(found).toEqual({ width, opened: width, charts })
  })
})
