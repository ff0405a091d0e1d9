import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildSite, projectSources } from '#generators/docs/site.ts'
import { openBrowser } from '#harness/system/browser.ts'
import routes from '../generated/gateway/routes.json' with { type: 'json' }
import { documents, members, type Node } from '../specs/documents.ts'
import { needing } from './support/left-out.ts'

const site = await buildSite(projectSources())
const pages = [...site].filter(([path]) => path.endsWith('.html'))

/** The ids of a page. */
const idsOf = (html: string): string[] => [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '')

test('every operation and every event has its place', () => {
  for (const { service, operationId } of routes) expect(idsOf(site.get(`${service}.html`) ?? '')).toContain(operationId)
  const events = members((documents.get('asyncapi/checkout.yaml') as { components: Node }).components.messages)
  for (const [name] of events) expect(idsOf(site.get('events.html') ?? '')).toContain(name)
})

test.each(pages)('every link of %s has a target, and no id occurs twice', (path, html) => {
  const ids = idsOf(html)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  const targets = [...html.matchAll(/href="([^":]*)"/g)].map(([, href = '']) => href)
  const missing = targets.filter((href) => {
    const [file = '', id] = href.split('#')
    const target = site.get(file === '' ? path : file)
    return target === undefined || (id !== undefined && !idsOf(target).includes(id))
  })
  expect(missing).toEqual([])
})

test.each(pages)('%s loads nothing from elsewhere and runs no script', (_path, html) => {
  expect(html).not.toMatch(/<script|\ssrc=|url\((?!#)|@import/)
  expect([...html.matchAll(/<link[^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['data:,', 'style.css'])
})

test('every diagram has a title and a text alternative', () => {
  const html = site.get('checkout-saga.html') ?? ''
  expect(html.match(/<svg class="diagram[^>]* role="img" aria-label="[^"]+"/g)).toHaveLength(3)
  expect(html.match(/<summary>The same in words<\/summary><(ol|h4)>/g)).toHaveLength(3)
})

describe('in a browser', needing('browser'), () => {
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sagabench-docs-'))
    for (const [path, text] of site) writeFileSync(join(folder, path), text)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each([
    ['light', 'rgb(252, 252, 251)'],
    ['dark', 'rgb(20, 22, 26)'],
  ] as const)('each page fits a phone and a desk, %s', async (colorScheme, ground) => {
    const page = await browser.newPage({ colorScheme })
    const asked = new Set<string>()
    page.on('request', (request) => asked.add(new URL(request.url()).protocol))
    for (const [path] of pages) {
      await page.goto(pathToFileURL(join(folder, path)).href)
      for (const width of [360, 1_280]) {
        await page.setViewportSize({ width, height: 800 })
        const seen = await page.evaluate(
          '[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]',
        )
        expect([path, seen]).toEqual([path, [width, ground]])
      }
    }
    await page.close()
    expect([...asked].filter((protocol) => protocol !== 'file:' && protocol !== 'data:')).toEqual([])
  })
})
