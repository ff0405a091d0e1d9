import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guidePages } from '#generators/docs/guides.ts'
import { pageOf } from '#generators/docs/names.ts'
import { buildSite, projectSources } from '#generators/docs/site.ts'
import { openBrowser } from '#harness/system/browser.ts'
import routes from '../generated/gateway/routes.json' with { type: 'json' }
import { documents, members, type Node } from '../specs/documents.ts'
import { needing } from './support/left-out.ts'

const site = await buildSite(projectSources())
const pages = [...site].filter(([path]) => path.endsWith('.html'))
/** Files of the project as they are: their pages differ only in what they show. */
const isFilePage = (path: string): boolean => path.startsWith('file-')

/** The ids of a page. */
const idsOf = (html: string): string[] => [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '')

const idsOfPages = new Map(pages.map(([path, html]) => [path, idsOf(html)]))

test('every guide, decision, operation and event has its place', () => {
  for (const { service, operationId } of routes) expect(idsOf(site.get(`${service}.html`) ?? '')).toContain(operationId)
  const events = members((documents.get('asyncapi/checkout.yaml') as { components: Node }).components.messages)
  for (const [name] of events) expect(idsOf(site.get('events.html') ?? '')).toContain(name)
  const documentsOfProject = [
    ...globSync('docs/**/*.md'),
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'sdk/README.md',
  ]
  expect(documentsOfProject.length).toBeGreaterThan(80)
  expect(documentsOfProject.filter((file) => !site.has(pageOf(file)))).toEqual([])
})

test('a document that the list of guides forgets, or names without reason, is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-guides-'))
  const list = join(folder, 'site.yaml')
  try {
    writeFileSync(list, '- title: Use it\n  pages:\n    - docs/judging.md\n    - docs/nothing.md\n')
    expect(() => guidePages(list)).toThrow(`${list}:4: there is no file docs/nothing.md`)
    writeFileSync(list, '- title: Use it\n  pages:\n    - docs/judging.md\n')
    expect(() => guidePages(list)).toThrow(/docs\/\S+\.md is in no group; add it to one/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each(pages)('every link of %s has a target, and no id occurs twice', (path, html) => {
  const ids = idsOfPages.get(path) ?? []
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  const targets = [...html.matchAll(/href="([^":]*)"/g)].map(([, href = '']) => href)
  const missing = targets.filter((href) => {
    const [file = '', id] = href.split('#')
    if (file !== '' && !file.endsWith('.html')) return !site.has(file)
    const target = idsOfPages.get(file === '' ? path : file)
    return target === undefined || (id !== undefined && !target.includes(id))
  })
  expect(missing).toEqual([])
})

test.each(pages)('%s loads nothing from elsewhere and runs no script but the search', (_path, html) => {
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script src="search.js" defer>'])
  const markup = html.replaceAll(/<code[^>]*>[\s\S]*?<\/code>/g, '') // code is shown, not loaded
  const sources = [...markup.matchAll(/\ssrc="([^"]{0,20})/g)].map(([, source]) => source)
  expect(sources.filter((source) => source !== 'search.js' && !source?.startsWith('data:image/png;'))).toEqual([])
  expect(markup).not.toMatch(/url\((?!#)|@import/)
  expect([...html.matchAll(/<link[^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['data:,', 'style.css'])
})

test('every diagram has a title and a text alternative', () => {
  const html = site.get('checkout-saga.html') ?? ''
  expect(html.match(/<svg class="diagram[^>]* role="img" aria-label="[^"]+"/g)).toHaveLength(3)
  expect(html.match(/<summary>The same in words<\/summary><(ol|h4)>/g)).toHaveLength(3)
})

test('every Mermaid diagram of a document is drawn on its page, with a text alternative', () => {
  const documentsOfSite = [
    ...globSync('docs/**/*.md'),
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'sdk/README.md',
  ]
  const drawn = documentsOfSite.map((file) => {
    const blocks = readFileSync(file, 'utf8').match(/^```mermaid$/gm) ?? []
    const html = site.get(pageOf(file)) ?? ''
    expect([file, html.match(/<svg class="diagram flow" role="img" aria-label="[^"]+"/g) ?? []]).toEqual([
      file,
      blocks.map(() => expect.any(String)),
    ])
    return blocks.length
  })
  expect(Math.max(...drawn)).toBeGreaterThan(0)
  expect(site.get(pageOf('README.md'))).toMatch(
    /<\/figure><details><summary>The same in words<\/summary><h4>orchestrated/,
  )
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
  ] as const)(
    'each page fits a phone and a desk, %s',
    async (colorScheme, ground) => {
      const page = await browser.newPage({ colorScheme })
      const asked = new Set<string>()
      page.on('request', (request) => asked.add(new URL(request.url()).protocol))
      const some = [
        ...pages.filter(([path]) => !isFilePage(path)),
        ...pages.filter(([path]) => isFilePage(path)).slice(0, 5),
      ]
      for (const [path] of some) {
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
    },
    120_000,
  )

  test('a diagram has the colours of the page, light and dark', async () => {
    const paint = `['.node rect', '.node text', '.arrow'].map((part) => {
      const { fill, stroke } = getComputedStyle(document.querySelector('svg.flow ' + part))
      return part === '.arrow' ? stroke : fill
    })`
    const seen: unknown[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme })
      await page.goto(pathToFileURL(join(folder, pageOf('README.md'))).href)
      seen.push(await page.evaluate(paint))
      await page.close()
    }
    expect(seen).toEqual([
      ['rgb(255, 255, 255)', 'rgb(27, 29, 33)', 'rgb(93, 99, 109)'],
      ['rgb(26, 29, 34)', 'rgb(232, 233, 235)', 'rgb(163, 169, 179)'],
    ])
  })

  test.each([
    ['diminuerStock', /^inventaire\.html#diminuerStock$/],
    ['stockreserved', /^events\.html#StockReserved$/],
    ['reserve fournisseur', undefined],
    ['tombstone', /^(adr-|choreography)/],
    ['parked undo', /^(choreography|adr-026|events|saga)/],
  ])('searching for "%s" works offline, from the file system', async (query, first) => {
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    await page.keyboard.press('/')
    await page.keyboard.type(query)
    await page.waitForSelector('#results p')
    const found = await page.$$eval('#results a', (links) => links.map((link) => link.getAttribute('href') ?? ''))
    if (first === undefined) expect(found).toEqual([])
    else expect(found[0]).toMatch(first)
    await context.close()
  })

  test('Enter opens the first result, and the arrows move along the results', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    await page.fill('#search', 'OrderCreationFailed')
    await page.waitForSelector('#results li:nth-child(2)')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const focused = '[...document.querySelectorAll("#results a")].indexOf(document.activeElement)'
    expect(await page.evaluate(focused)).toBe(1)
    await page.keyboard.press('Escape')
    expect(await page.locator('#results a').count()).toBe(0)
    await page.fill('#search', 'OrderCreationFailed')
    await page.waitForSelector('#results li')
    await page.press('#search', 'Enter')
    await page.waitForURL(/events\.html#OrderCreationFailed$/)
    await page.close()
  })
})
