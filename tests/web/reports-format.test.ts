import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lineOf } from '#harness/history/line.ts'
import type { Summary } from '#harness/report/summary.ts'
import { readBench } from '#harness/variants/records.ts'
import { createLog } from '#platform/base/log.ts'
import { verdicts } from '#services/frontend/answers/reports.ts'
import { openReports, type ReportFolder } from '#services/frontend/infrastructure/reports.ts'

// The front end reads what the harness writes: here the committed sample, which is a real run.

const sample = 'reports/sample'
const summary = JSON.parse(readFileSync(join(sample, 'summary.json'), 'utf8')) as Summary
const log = createLog({ name: 'reports', level: 'silent' })

let folder: string
let reports: ReportFolder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'))
  reports = openReports(folder, log)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Adds the page and the record of a part of the sample as a report of its own. */
const add = (name: string, part = ''): void => {
  mkdirSync(join(folder, name), { recursive: true })
  for (const file of ['report.html', 'summary.json', 'bench.json', 'capacity.json'])
    if (existsSync(join(sample, part, file))) cpSync(join(sample, part, file), join(folder, name, file))
}

describe('the list of reports', () => {
  it('contains the verdicts of a run, with every verdict that the harness knows', async () => {
    const schema = JSON.parse(readFileSync('harness/report/summary.schema.json', 'utf8'))
    expect([...verdicts].sort()).toEqual([...schema.$defs.verdict.enum].sort())
    add('a-run')
    const [report] = (await reports.list()).reports
    expect(report).toEqual({
      id: 'a-run',
      kind: 'scenarios',
      startedAt: summary.startedAt,
      commit: summary.commit,
      verdicts: summary.scenarios.map(({ id, style, verdict }) => ({ scenario: id, style, verdict })),
    })
  })

  it('contains the P95 of each scenario, load and style with its limit', async () => {
    add('a-run')
    const expected = summary.scenarios.flatMap(({ id, style, measures }) =>
      measures
        .filter((measure) => measure.id === 'latency-p95')
        .map(({ load, value, limit }) => ({ scenario: id, load, style, p95_ms: value, limit_ms: limit })),
    )
    expect(expected.length).toBeGreaterThan(2)
    const { history } = await reports.list()
    expect(history.map(({ startedAt: _, commit: __, ...point }) => point)).toEqual(expected)
  })

  it('contains the P95 of the history of main, and each run once', async () => {
    const line = lineOf(readBench(join(sample, 'bench')))
    writeFileSync(join(folder, 'history.jsonl'), `${JSON.stringify(line)}\n`)
    const { history } = await reports.list()
    const figures = line.figures.filter(({ measure }) => measure === 'p95')
    expect(figures.length).toBeGreaterThan(1)
    expect(history.map(({ style, load }) => ({ variant: style, load }))).toEqual(
      figures.map(({ variant, load }) => ({ variant, load })),
    )
    const rounds = figures[0]?.p95_ms ?? []
    expect(history[0]?.p95_ms).toBeGreaterThanOrEqual(Math.min(...rounds))
    expect(history[0]?.p95_ms).toBeLessThanOrEqual(Math.max(...rounds))
    add('a-run')
    const once = (await reports.list()).history.length
    add('the-same-run')
    expect((await reports.list()).history.length).toBe(once)
  })

  it('names what a report is about, newest first, and reads nested ones', async () => {
    add('a-run')
    add('a-run/bench', 'bench')
    add('capacity', 'capacity')
    add('faults', 'faults')
    const kinds = (await reports.list()).reports.map(({ id, kind }) => [id, kind])
    expect(kinds).toEqual([
      ['faults', 'other'],
      ['a-run/bench', 'variants'],
      ['a-run', 'scenarios'],
      ['capacity', 'capacity'],
    ])
  })

  it('contains a report whose record is damaged, and all others', async () => {
    add('a-run')
    add('damaged')
    for (const text of ['{', '[]', '{"schema":"sagabench/summary@1"}', '{"schema":"other"}']) {
      writeFileSync(join(folder, 'damaged/summary.json'), text)
      const found = (await reports.list()).reports.map(({ id, kind }) => `${id} ${kind}`)
      expect(found.sort()).toEqual(['a-run scenarios', 'damaged unreadable'])
    }
  })

  it('is empty for an empty folder and for one that does not exist yet', async () => {
    const nothing = { isAvailable: true, reports: [], history: [] }
    expect(await reports.list()).toEqual(nothing)
    expect(await openReports(join(folder, 'later'), log).list()).toEqual(nothing)
    expect(await openReports(undefined, log).list()).toEqual({ ...nothing, isAvailable: false })
  })
})

describe('the page of a report', () => {
  it('is the file that the harness wrote', async () => {
    add('a-run/bench', 'bench')
    expect(await reports.page('a-run/bench')).toEqual(readFileSync(join(sample, 'bench/report.html')))
  })

  it.each([
    '..',
    '../secret',
    'a-run/../../secret',
    'a-run/',
    '/a-run',
    './a-run',
    'a-run/.',
    'A-RUN',
    '%2e%2e/secret',
    'a-run\0',
    '',
  ])('%j opens nothing', async (id) => {
    const inner = join(folder, 'inner')
    mkdirSync(inner)
    mkdirSync(join(folder, 'secret'))
    cpSync(join(sample, 'report.html'), join(folder, 'secret/report.html'))
    mkdirSync(join(inner, 'a-run'))
    cpSync(join(sample, 'report.html'), join(inner, 'a-run/report.html'))
    const innerReports = openReports(inner, log)
    expect(await innerReports.page('a-run')).toBeDefined()
    expect(await innerReports.page(id)).toBeUndefined()
  })

  it('a symbolic link is neither listed nor followed, whether it is the folder or the file', async () => {
    add('a-run')
    symlinkSync('a-run', join(folder, 'latest'))
    mkdirSync(join(folder, 'linked'))
    symlinkSync(resolve('package.json'), join(folder, 'linked/report.html'))
    mkdirSync(join(folder, 'record'))
    cpSync(join(sample, 'report.html'), join(folder, 'record/report.html'))
    symlinkSync(resolve(sample, 'summary.json'), join(folder, 'record/summary.json'))
    expect((await reports.list()).reports.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual([
      'a-run scenarios',
      'record other',
    ])
    for (const id of ['latest', 'linked']) expect(await reports.page(id)).toBeUndefined()
  })
})
