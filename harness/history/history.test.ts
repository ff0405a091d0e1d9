import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { UsageError } from '../base/errors.ts'
import { randomFrom } from '../base/random.ts'
import { historyCommand } from '../commands/history.ts'
import { recordOf } from '../variants/synthetic.ts'
import { levelsOverTime } from './levels.ts'
import { appendToHistory, type HistoryLine, lineOf, readHistory } from './line.ts'
import { levelsPage } from './page.ts'
import { levelsMarkdown, levelsText } from './text.ts'

const commitOf = (at: number): string => `c${String(at).padStart(7, '0')}`
const random = randomFrom(3)

/** Runs of main on machines of changing speed, in which the call to the store takes longer from some commits on. */
const runs = (slowerMs: readonly number[], speedOf = (_at: number): number => 0.7 + 0.6 * random()): HistoryLine[] =>
  slowerMs.map((ms, at) => {
    const startedAt = new Date(Date.UTC(2026, 0, 1 + at)).toISOString()
    const speed = speedOf(at)
    const record = {
      seed: 100 + at,
      speed,
      slowerMs: ms / speed,
      commit: commitOf(at),
      startedAt,
      rounds: 3,
      samples: 80,
    }
    return lineOf(recordOf(record))
  })

const flat = Array.from({ length: 9 }, () => 0)
const [even, stepped] = [runs([...flat, ...flat]), runs([...flat, ...flat.map(() => 40)])]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-history-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a history', () => {
  test('of the same code shows no change, however fast its machines were', () => {
    const levels = levelsOverTime(even)
    expect(levels.series.map(({ variant, measure }) => `${variant} ${measure}`)).toEqual([
      'one rate',
      'one cpu',
      'one p95',
      'bare rate',
      'bare cpu',
      'bare p95',
    ])
    expect(levels.series.filter(({ measure }) => measure !== 'cpu').flatMap(({ changes }) => changes)).toEqual([])
  })

  test('in which the machine became slower shows no change of what takes its time', () => {
    const slowed = levelsOverTime(runs([...flat, ...flat], (at) => (at < 9 ? 1.3 : 0.8)))
    expect(slowed.series.filter(({ measure }) => measure !== 'cpu').flatMap(({ changes }) => changes)).toEqual([])
  })

  test('in which a commit made a call slower names the commit, size, interval, significance and hop', () => {
    const [change, ...more] =
      levelsOverTime(stepped).series.find(({ variant, measure }) => variant === 'one' && measure === 'p95')?.changes ??
      []
    expect(more).toEqual([])
    expect(change).toMatchObject({ first: commitOf(9), last: commitOf(8), verdict: 'slower', otherMachine: false })
    expect(change?.factor.low).toBeGreaterThan(2)
    expect(change?.factor.low).toBeLessThan(change?.factor.value ?? 0)
    expect(change?.p).toBeLessThan(0.009)
    expect(change?.hop?.name).toBe('front → store')
  })

  test('says where the machine became another one', () => {
    const moved = stepped.map((line, at) => (at < 9 ? line : { ...line, machine: { ...line.machine, cpu: 'other' } }))
    expect(levelsText(levelsOverTime(moved))).toContain('measured on another machine from this run on')
  })

  test('follows a load only as far back as it was the same', () => {
    const other = even.map((line, at) =>
      at > 4 ? line : { ...line, figures: line.figures.map((one) => ({ ...one, load_digest: 'other' })) },
    )
    expect(levelsOverTime(other).series[0]).toMatchObject({ otherLoads: 5, points: { length: 13 } })
  })

  test('follows what the last runs measured, whichever kind they were of', () => {
    const others = even.map((line, at) => ({
      ...line,
      startedAt: new Date(Date.parse(line.startedAt) + 3_600_000).toISOString(),
      figures: at < 4 ? [] : line.figures.map((one) => ({ ...one, load: `performance: ${one.load}` })),
    }))
    const both = [...even, ...others].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
    const series = levelsOverTime(both).series.map(({ load, points }) => [load, points.length])
    expect(series).toHaveLength(12)
    expect(series).toEqual(
      expect.arrayContaining([
        ['open', 18],
        ['performance: open', 14],
      ]),
    )
    expect(
      levelsOverTime([...even, ...others.map((line) => ({ ...line, startedAt: '2027-01-01T00:00:00Z' }))]).series,
    ).toHaveLength(6)
  })

  test('of a few runs, or without a valid round, says that it shows nothing', () => {
    expect(levelsText(levelsOverTime(even.slice(0, 5)))).toContain('5 runs are too few')
    const record = recordOf()
    const none = lineOf({ ...record, blocks: record.blocks.map((block) => ({ ...block, invalid: 'away' })) })
    expect(levelsText(levelsOverTime([none]))).toContain('no valid run')
    expect(levelsPage(levelsOverTime([none]))).toContain('too few')
  })

  test('reads the same in all its forms', () => {
    const levels = levelsOverTime(stepped)
    const [text, markdown, page] = [levelsText(levels), levelsMarkdown(levels), levelsPage(levels)]
    for (const form of [text, markdown, page]) {
      expect(form).toContain(`${commitOf(9)}, after ${commitOf(8)}`)
      expect(form).toContain('front → store')
    }
    expect(page.match(/<svg viewBox/g)).toHaveLength(6)
    expect(page.match(/<title id="history-/g)).toHaveLength(6)
    expect(page.match(/<desc /g)).toHaveLength(6)
    expect(page.match(/<summary>Data/g)).toHaveLength(6)
    expect(page).not.toMatch(/NaN|undefined|Infinity|<script/)
  })
})

describe('the file of a history', () => {
  test('holds a line for each run, in any order, and each run once', () => {
    const file = join(folder, 'new', 'history.jsonl')
    const [early, late] = [recordOf(), recordOf({ commit: 'bbbbbbbb', startedAt: '2026-02-01T00:00:00Z' })]
    expect([appendToHistory(file, late), appendToHistory(file, early), appendToHistory(file, late)]).toEqual([
      true,
      true,
      false,
    ])
    expect(readHistory(file).map(({ commit }) => commit)).toEqual(['aaaaaaaa', 'bbbbbbbb'])
    expect(readFileSync(file, 'utf8').split('\n')[0]?.length).toBeLessThan(10_000)
  })

  test('of runs without a speed probe shows no change: they can not be set beside each other', () => {
    const blind = even.map((line): HistoryLine => ({ ...line, speeds: [] }))
    const { series } = levelsOverTime(blind)
    expect(series.flatMap(({ changes }) => changes)).toEqual([])
    expect(levelsText(levelsOverTime(blind))).not.toContain('NaN')
    const some = levelsOverTime(even.map((line, at): HistoryLine => (at === 4 ? { ...line, speeds: [] } : line)))
    expect(some.series.flatMap(({ points }) => points.map(({ value }) => value)).every(Number.isFinite)).toBe(true)
  })

  test('a malformed line is rejected with its number', () => {
    const file = join(folder, 'broken.jsonl')
    appendToHistory(file, recordOf())
    appendFileSync(file, '\n{"schema":"other"}\n')
    expect(() => readHistory(file)).toThrow(`${file}:3: unknown schema other`)
    appendFileSync(file, 'half a li')
    expect(() => readHistory(join(folder, 'none.jsonl'))).toThrow('history add RECORD')
  })

  test('that is a folder is refused, and the folder of its page is made', () => {
    const isFolder = new UsageError(`${folder} is a folder; name a file.`)
    expect(() => historyCommand(['--file', folder])).toThrow(isFolder)
    expect(() => appendToHistory(folder, recordOf())).toThrow(isFolder)
    const [file, page] = [join(folder, 'one.jsonl'), join(folder, 'pages', 'history.html')]
    appendToHistory(file, recordOf())
    vi.spyOn(console, 'log').mockImplementation(() => {})
    onTestFinished(() => void vi.restoreAllMocks())
    historyCommand(['--file', file, '--html', page])
    expect(readFileSync(page, 'utf8')).toContain('<html')
    expect(() => historyCommand(['--file', file, '--html', folder])).toThrow(isFolder)
  })
})
