import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, describe, expect, test } from 'vitest'
import { UsageError } from '../base/errors.ts'
import { compareCommand } from '../commands/compare.ts'
import { baselineCommand, gateCommand } from '../commands/gate.ts'
import { historyCommand } from '../commands/history.ts'
import { readNames } from '../commands/report-options.ts'
import { judgeRounds } from '../judge/rounds.ts'
import { readScenarios } from '../scenario/read-scenarios.ts'
import { readRun, writeRun } from '../scenario/run-record.ts'
import { styleSheet } from './formats/style.ts'
import { summariseRounds } from './summary.ts'
import { type Weather, writeSyntheticRun } from './synthetic.ts'
import { writeReport } from './write.ts'

const folders: string[] = []

const reportOf = (weather: Weather) => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-report-'))
  folders.push(folder)
  writeSyntheticRun(folder, weather)
  const { table, judged } = writeReport(folder)
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return {
    folder,
    table,
    judged,
    html: read('report.html'),
    markdown: read('report.md'),
    summary: JSON.parse(read('summary.json')),
  }
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, 'summary.schema.json'), 'utf8'))
const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const isSummary = ajv.compile(schema)

const weathers: [string, Weather][] = [
  ['a run in which everything passes', {}],
  ['a run full of failures', { badShare: 0.3, violations: 4, neverUndone: 7 }],
  ['an invalid run', { dropped: 30 }],
  ['a run in which every request fails', { badShare: 1 }],
]

describe.each(weathers)('%s', (_name, weather) => {
  const report = reportOf(weather)

  test('has a summary that matches its schema', () => {
    isSummary(report.summary)
    expect(isSummary.errors ?? []).toEqual([])
  })

  test('merges with another round into a summary that matches the same schema, without the fields of a single round', () => {
    const together = judgeRounds([report.judged, report.judged])
    const summary = JSON.parse(JSON.stringify(summariseRounds(together, 2)))
    isSummary(summary)
    expect(isSummary.errors ?? []).toEqual([])
    expect(Object.keys(report.summary).filter((name) => !(name in summary))).toEqual(['answers', 'costs', 'trust'])
    expect(summary.comparison.note).toMatch(/^2 rounds per style/)
  })

  test('has a page without scripts, network addresses or broken numbers', () => {
    expect(report.html).not.toMatch(/<script|https?:|\ssrc=|\shref=|url\(|@import/i)
    expect(report.html).not.toMatch(/NaN|Infinity|undefined|\[object/)
    expect(report.markdown).not.toMatch(/NaN|Infinity|undefined|\[object/)
  })

  test('has a title, a description and a unique id for each chart', () => {
    const charts = report.html.match(/<svg[^>]*role="img"[\s\S]*?<\/svg>/g) ?? []
    expect(charts.length).toBeGreaterThan(6)
    for (const chart of charts) expect(chart).toMatch(/<title id="[^"]+">[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/)
    const ids = [...report.html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('closes every element that it opens', () => {
    const open: string[] = []
    const empty = new Set(['meta', 'br', 'line', 'circle', 'path'])
    for (const [, slash, name = '', rest = ''] of report.html.matchAll(
      /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/gi,
    )) {
      if (empty.has(name) || rest.endsWith('/')) continue
      if (slash === '') open.push(name)
      else expect(open.pop()).toBe(name)
    }
    expect(open).toEqual([])
  })

  test('names every scenario and style in all formats', () => {
    for (const { scenario, run } of report.judged.scenarios) {
      expect(report.html).toContain(`${scenario.id} · `)
      expect(report.markdown).toContain(`**${scenario.id}**`)
      expect(report.table).toContain(run.style)
    }
  })
})

test('a summary contains the documented fields', () => {
  const { summary } = reportOf({})
  expect(
    summary.scenarios.map(({ id, style, verdict }: Record<string, string>) => `${id} ${style} ${verdict}`),
  ).toEqual(['C1 orchestrated pass', 'C1 choreographed pass', 'P1 orchestrated pass', 'P2 choreographed pass'])
  expect(summary.scenarios[2].measures[0]).toMatchObject({
    id: 'latency-p95',
    load: 'closed',
    unit: 'ms',
    limit: 2_000,
    slow: 0,
  })
  const stated = readScenarios().reduce((sum, { invariants, styles }) => sum + invariants.length * styles.length, 0)
  expect(summary.invariants).toHaveLength(stated)
  expect(summary.comparison.loads.find(({ load }: { load: string }) => load === 'unpaced').styles).toHaveLength(2)
})

test('a report computed again from its raw data is the same, byte for byte', () => {
  const { folder, html, markdown } = reportOf({})
  writeReport(folder)
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe(html)
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe(markdown)
})

test('text from documents and evidence is escaped in the page', () => {
  const { folder } = reportOf({ violations: 1 })
  const run = readRun(folder)
  for (const each of run.runs) for (const result of each.invariants) result.examples = ['<img onerror=x>"&']
  writeRun(folder, run)
  writeReport(folder)
  const html = readFileSync(join(folder, 'report.html'), 'utf8')
  expect(html).not.toContain('<img')
  expect(html).toContain('&lt;img onerror=x&gt;&quot;&amp;')
})

test('answers that violate their specification are shown with their share and don’t affect the verdict', () => {
  const { html, markdown, summary, judged } = reportOf({ differing: 7 })
  expect(html).toContain('Do answers match their specifications?')
  expect(html).toContain('shelf: readBook 200: 7 ×')
  expect(markdown).toMatch(/\| P2 \| choreographed \| 1,000 \| 7 \| 0\.70 % \|/)
  expect(summary.answers[0]).toMatchObject({ checked: 1_000, differing: 7 })
  expect(judged.verdict).toBe('pass')
})

test('the answer reports durations that never finished instead of the slowest one', () => {
  const { html } = reportOf({ neverUndone: 2 })
  expect(html).toMatch(/slowest release [^.]*: 4 of [\d,]+ never finished/)
})

test('without a gateway the answer claims neither that invariants held nor the latency of an invalid load', () => {
  const { folder } = reportOf({ dropped: 30 })
  const record = readRun(folder)
  const blind = (style: string) => record.runs.map((run) => (run.style === style ? { ...run, invariants: [] } : run))
  const reported = (runs: typeof record.runs) => {
    writeRun(folder, { ...record, runs })
    return writeReport(folder).table
  }
  const none = reported(record.runs.map((run) => ({ ...run, invariants: [] })))
  expect(none).toContain('and no invariant was checked.')
  expect(none).toMatch(/invariants +not checked/)
  expect(none).not.toMatch(/held|ended within/)
  const some = reported(blind('choreographed'))
  expect(some).toMatch(/held in the databases afterwards, but none was checked for [^.]*P2[^.]*\./)
})

const luminance = (hex: string): number => {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1)
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const palette = (block: string): Record<string, string> =>
  Object.fromEntries(
    [...block.matchAll(/--([a-z0-9]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', value = '']) => [name, value]),
  )

test.each([
  ['light', palette(/:root\{color-scheme[^}]*\}/.exec(styleSheet)?.[0] ?? '')],
  ['dark', palette(/:root\{--bg[^}]*\}/.exec(styleSheet)?.[0] ?? '')],
])('text has enough contrast with its background in the %s scheme', (_scheme, colours) => {
  const pairs: [string, string][] = [
    ...['ink', 'soft', 's0', 's1', 's2', 's3', 'pass', 'fail'].map((name): [string, string] => [name, 'bg']),
    ...['pass', 'fail', 'open', 'void'].map((name): [string, string] => [name, `${name}bg`]),
    ['soft', 'card'],
  ]
  for (const [text, ground] of pairs) {
    expect([text, contrast(colours[text] ?? '#000', colours[ground] ?? '#000') >= 4.5]).toEqual([text, true])
  }
  expect(contrast(colours.faint ?? '#000', colours.bg ?? '#000')).toBeGreaterThanOrEqual(4.5)
})

test('the folder of a run contains everything that its report needs', () => {
  const { folder } = reportOf({})
  for (const name of ['summary.json', 'report.md', 'report.html', 'raw/run.json'])
    expect(existsSync(join(folder, name))).toBe(true)
})

describe('npm run report rejects arguments that it would ignore:', () => {
  test.each([
    ['gate', () => gateCommand(['A', '--json']), 'gate has no option --json; it belongs to history.'],
    [
      'baseline set',
      () => baselineCommand(['set', 'A', '--margin', '9']),
      'baseline set has no option --margin; it belongs to gate.',
    ],
    ['history add', () => historyCommand(['add', 'A', '--json']), 'history add has no option --json; it belongs to'],
    ['history', () => historyCommand(['--any-machine']), 'history has no option --any-machine; it belongs to gate.'],
    [
      'compare',
      () => compareCommand(['A', 'B', '--baseline', 'C']),
      'compare has no option --baseline; it belongs to baseline set, gate.',
    ],
    ['an unknown option', () => readNames(['--quick'], 'bundle', 1), "Unknown option '--quick'"],
    ['a name too many', () => readNames(['A', 'B'], 'bundle', 1), 'unknown argument B'],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(UsageError)
    expect(run).toThrow(message)
  })
})
