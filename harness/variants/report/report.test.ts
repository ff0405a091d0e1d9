import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needing } from '#tests/support/left-out.ts'
import { uslThroughput } from '../../judge/usl.ts'
import { factorTicks } from '../../report/charts/differences.ts'
import { openBrowser } from '../../system/browser.ts'
import type { Capacity } from '../capacity.ts'
import type { CapacityRecord } from '../capacity-record.ts'
import { pairsOf, verdictOf } from '../pairs.ts'
import type { BenchRecord } from '../record.ts'
import { recordOf } from '../synthetic.ts'
import { mainHopsOfVariant } from './costs.ts'
import { answer, headline, trustOfBench } from './words.ts'
import { writeBenchReport, writeCapacityReport } from './write.ts'

/** Three variants: a choice between two, and what both are priced against. */
const threeVariants = (): BenchRecord => {
  const record = recordOf()
  const other = record.blocks
    .filter(({ variant }) => variant === 'one')
    .map((block) => ({
      ...block,
      variant: 'two',
      ratePerS: block.ratePerS * 0.8,
      costs: { 'CPU ms': 2, 'Store commands': 7 },
    }))
  const variants = [...record.variants, { id: 'two', title: 'Two', text: 'another', gives_up: {} }]
  return { ...record, variants, blocks: [...record.blocks, ...other] }
}

const capacityOf = (variant: string, lambda: number): Capacity => {
  const law = { lambda, sigma: 0.05, kappa: 0.002, r2: 0.99 }
  return {
    variant,
    curve: [1, 2, 4, 8, 16, 32].map((n) => ({ n, x: uslThroughput(law, n) })),
    law,
    rungs: [
      { ratePerS: 50, reachedPerS: 50, p95Ms: 20, restMs: 4, why: null },
      { ratePerS: 58, reachedPerS: 55, p95Ms: 900, restMs: 4_000, why: 'a backlog of 4.0 s was left' },
    ],
    highestPerS: 50,
  }
}

const capacityRecord = (): CapacityRecord => {
  const { commit, dirty, startedAt, machine, versions } = recordOf()
  const capacities = [capacityOf('one', 10), capacityOf('bare', 20)]
  return { schema: 'sagabench/capacity@2', commit, dirty, startedAt, machine, versions, capacities }
}

describe('a pair of variants', () => {
  const around = (value: number, half: number) => ({ value, low: value * (1 - half), high: value * (1 + half) })

  test('differs only if its interval excludes 1 and the ratio exceeds the A/A control', () => {
    expect(verdictOf('rate', around(0.8, 0.05), 1.1)).toBe('less')
    expect(verdictOf('rate', around(0.8, 0.05), 1.3)).toBe('no difference shown')
    expect(verdictOf('rate', around(0.8, 0.4), 1.1)).toBe('no difference shown')
    expect(verdictOf('p95', around(1.5, 0.05), 1.1)).toBe('slower')
    expect(verdictOf('p95', around(0.6, 0.05), 1.1)).toBe('faster')
  })

  test('is made of each variant and the baseline, and of the variants to choose from', () => {
    const record = threeVariants()
    const [load] = record.loads
    if (load === undefined) throw new Error('no load')
    const pairs = pairsOf(record, load)
    expect(pairs.map(({ variant, to }) => `${variant} ${to}`)).toEqual(['one bare', 'two bare', 'two one'])
    expect(pairs[2]?.estimate.value).toBeCloseTo(0.8, 2)
    expect(pairs[2]?.verdict).toBe('less')
  })
})

test('the headline shows the cost, the answer its intervals and the A/A control', () => {
  const record = threeVariants()
  expect(headline(record)).toMatch(/^One 0\.3\d × and two 0\.2\d × the rate of bare$/)
  expect(answer(record)).toMatch(/one ÷ bare 0\.3\d × \(0\.\d\d to 0\.\d\d\).*Identical runs differ by up to ± \d+ %/)
})

test('the headline claims no difference that was not shown', () => {
  const record = recordOf({ rounds: 2 })
  const blocks = record.blocks.map((block) => ({ ...block, ratePerS: block.ratePerS * (block.round === 0 ? 1 : 9) }))
  expect(headline({ ...record, blocks })).toMatch(/the rate of bare, no difference shown$/)
})

test('blocks that do not count, few rounds and local changes speak against a record', () => {
  const record = recordOf({ rounds: 2 })
  const spoiled = { ...record, dirty: true, blocks: record.blocks.map((block) => ({ ...block, invalid: 'away' })) }
  const marks = Object.fromEntries(trustOfBench(spoiled).map(({ name, ok }) => [name, ok]))
  expect(marks).toMatchObject({ Rounds: false, 'Offered load': false, 'Measured version': false })
  expect(trustOfBench(recordOf()).map(({ ok }) => ok)).not.toContain(false)
})

test('events for those who call nobody are left out of where the time went', () => {
  const record = recordOf()
  const hop = { count: 300, meanMs: 500 }
  const blocks = record.blocks.map((block) => ({
    ...block,
    cpuMs: { front: 600, 'keeper-1': 10 },
    hops: { ...block.hops, 'Taken → keeper': hop, 'Taken → front': hop },
  }))
  const names = mainHopsOfVariant({ ...record, blocks }, 'one', 'open').map(({ name }) => name)
  expect(names).toContain('Taken → front')
  expect(names).not.toContain('Taken → keeper')
})

test('ticks of factors keep 1 and are few', () => {
  expect(factorTicks(0.7, 1.3)).toEqual([0.8, 0.9, 1, 1.1, 1.25])
  expect(factorTicks(0.04, 25)).toContain(1)
  expect(factorTicks(0.04, 25).length).toBeLessThanOrEqual(7)
})

const folder = mkdtempSync(join(tmpdir(), 'sagabench-variants-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cases: [string, number, (into: string) => void][] = [
  ['a comparison', 9, (into) => writeBenchReport(into, threeVariants())],
  [
    'a comparison without a valid round',
    4,
    (into) => {
      const record = threeVariants()
      writeBenchReport(into, { ...record, blocks: record.blocks.map((block) => ({ ...block, invalid: 'away' })) })
    },
  ],
  ['a capacity', 2, (into) => writeCapacityReport(into, capacityRecord())],
  [
    'a capacity without a valid rate',
    2,
    (into) => {
      const record = capacityRecord()
      const capacities = record.capacities.map(({ variant }) => ({
        variant,
        curve: [],
        law: null,
        rungs: [],
        highestPerS: null,
      }))
      writeCapacityReport(into, { ...record, capacities })
    },
  ],
]

test.each(cases)('the page of %s has charts with title, description and table, and no NaN', (_name, charts, write) => {
  write(folder)
  const html = readFileSync(join(folder, 'report.html'), 'utf8')
  expect(html).not.toMatch(/<script|https?:|\ssrc=|\shref=|url\(|@import/i)
  expect(`${html}${readFileSync(join(folder, 'report.md'), 'utf8')}`).not.toMatch(/NaN|Infinity|undefined|\[object/)
  const found = html.match(
    /<svg[^>]*role="img"[^>]*><title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]*<\/desc>.*?<\/svg><details class="data">/g,
  )
  expect(found).toHaveLength(charts)
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

describe('in a browser, the page', needing('browser'), () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test.each(cases)('of %s fits a phone and a desk, its tables opened too', async (_name, _charts, write) => {
    write(folder)
    for (const [width, colorScheme] of [
      [360, 'dark'],
      [1_280, 'light'],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
      await page.goto(pathToFileURL(join(folder, 'report.html')).href)
      const seen = await page.evaluate<number>(
        `(document.querySelectorAll('details').forEach((one) => { one.open = true }), document.documentElement.scrollWidth)`,
      )
      await page.close()
      expect(seen).toBeLessThanOrEqual(width)
    }
  })
})
