import { expect, test } from 'vitest'
import { heatRows, squareOf } from './heat.ts'
import type { ShownProof } from './proof.ts'
import { judgeFaults } from './record.ts'
import { recoveriesOf } from './recoveries.ts'
import { renderFaultsHtml } from './report-html.ts'
import { renderFaultsMarkdown, summaryLines } from './report-markdown.ts'
import { recordOf, resultOf, variedRecord } from './synthetic.ts'

test('of several rounds of a cell the worst verdict and the longest recovery count', () => {
  const rounds = [resultOf({}), resultOf({ recoveryMs: 4_000 }), resultOf({ verdict: 'violated', findings: ['bad'] })]
  expect(squareOf(rounds)).toEqual({ verdict: 'violated', recoveryMs: 4_000, rounds: 3, findings: ['bad'] })
  expect(squareOf([resultOf({}), resultOf({ verdict: 'untested', findings: ['no time'] })])).toMatchObject({
    verdict: 'held',
    rounds: 1,
  })
  expect(squareOf([])).toBeNull()
})

test('a violated or missing cell fails, blindness makes the run invalid, and nothing tested is no pass', () => {
  const planted = { found: 19, all: 20, missed: ['one'] }
  expect(judgeFaults(recordOf([resultOf({})]))).toBe('pass')
  expect(judgeFaults(recordOf([resultOf({}), resultOf({ verdict: 'violated' })]))).toBe('fail')
  expect(judgeFaults(recordOf([resultOf({}), resultOf({ verdict: 'missed' })]))).toBe('fail')
  expect(judgeFaults(recordOf([resultOf({})], { planted }))).toBe('invalid')
  expect(judgeFaults(recordOf([resultOf({ verdict: 'untested' })]))).toBe('inconclusive')
  expect(judgeFaults(recordOf([]))).toBe('inconclusive')
  expect(judgeFaults(recordOf([resultOf({}), resultOf({ verdict: 'untested' })]))).toBe('pass')
  const late = resultOf({ verdict: 'untested', findings: ['the time limit was reached before this cell'] })
  expect(judgeFaults(recordOf([resultOf({}), late]))).toBe('inconclusive')
})

test('a report of which nothing was tested does not say that every invariant held', () => {
  const html = renderFaultsHtml(recordOf([resultOf({ verdict: 'untested', findings: ['no time'] })]))
  expect(html).not.toContain('every invariant held')
  expect(html).toContain('<title>None of 1 faults was tested')
})

test('the rows of the map are steps of processes, style by style, and squares that nobody can reach stay empty', () => {
  const rows = heatRows([
    resultOf({ style: 'b' }),
    resultOf({ style: 'a', step: 'room' }),
    resultOf({ style: 'b', phase: 'before-ack' }),
  ])
  expect(rows.map(({ style, step }) => `${style} ${step}`)).toEqual(['b seat', 'a room'])
  expect(rows[0]?.squares.map((square) => square?.verdict)).toEqual(['held', undefined, 'held', undefined])
})

test('the terminal shows counts, coverage, the longest recovery and the planted bugs', () => {
  const [counts, coverage, slow, planted, inProcesses] = summaryLines(variedRecord())
  expect(counts).toContain('33 held, 1 violated, 1 not injected, 1 untested')
  expect(coverage).toContain('32 of 32 reachable crash cells covered (in the other 3 squares')
  expect(slow).toContain('longest recovery: 42 s (led leader seat before-effect)')
  expect(planted).toContain('✓ Bugs planted in databases: 20 of 20 found in this run')
  expect(inProcesses).toContain('✓ Bugs planted in running processes: 7 of 7 found in this run')
})

const proof = { found: 7, all: 7, missed: [], commit: '12345678', dirty: false, at: '2026-01-02T03:04:05.000Z' }

test('a stored proof is shown with commit and day; one of other code, or none, does not count as proof', () => {
  const lineOf = (plantedInProcesses: ShownProof, commit = proof.commit) =>
    summaryLines(recordOf([resultOf({})], { plantedInProcesses, commit })).at(-1)
  expect(lineOf({ proof, fresh: false })).toContain(
    '✓ Bugs planted in running processes: 7 of 7 found on 2026-01-02 03:04 UTC at commit 12345678.',
  )
  expect(lineOf({ proof, fresh: false }, 'abcdef12')).toMatch(/✗ .*but this run tested commit abcdef12/)
  expect(lineOf({ proof: { ...proof, dirty: true }, fresh: false })).toMatch(/✗ .*npm run prove/)
  expect(lineOf({ proof: null, fresh: false })).toMatch(/✗ .*not run here, and no earlier result is stored/)
  expect(lineOf({ proof: { ...proof, found: 6, missed: ['one'] }, fresh: true })).toMatch(/✗ .*6 of 7.*not found: one/)
  const html = renderFaultsHtml(recordOf([resultOf({})], { plantedInProcesses: { proof: null, fresh: false } }))
  expect(html).toContain('<li class="bad"><b aria-hidden="true">✗</b>Bugs planted in running processes: not run')
})

test('zero of zero planted bugs proves nothing', () => {
  const none = { ...proof, found: 0, all: 0 }
  const record = recordOf([resultOf({})], { planted: none, plantedInProcesses: { proof: none, fresh: true } })
  expect(judgeFaults(record)).toBe('invalid')
  const [databases, processes] = summaryLines(record).slice(-2)
  expect([databases, processes]).toEqual([
    expect.stringMatching(/✗ Bugs planted in databases: not run\./),
    expect.stringMatching(/✗ Bugs planted in running processes: not run here/),
  ])
})

test('a bug that was planted in a process of this run and not found makes the run invalid', () => {
  const missed = { ...proof, found: 6, missed: ['one'] }
  const judged = (fresh: boolean) =>
    judgeFaults(recordOf([resultOf({})], { plantedInProcesses: { proof: missed, fresh } }))
  expect(judged(true)).toBe('invalid')
  expect(judged(false)).toBe('pass')
})

test('recovery times are shown for each style with the maximum and its cell', () => {
  const [led] = recoveriesOf(variedRecord().results)
  expect(led).toMatchObject({ style: 'led', medianMs: 1_200, max: { recoveryMs: 42_000 } })
  expect(renderFaultsMarkdown(variedRecord())).toContain(
    '| led | 42 s | 1.2 s | 1.2 s | 18 | led leader seat before-effect |',
  )
})

test('report.md has the map, what went wrong with the command to repeat it, and what is untested with its reason', () => {
  const text = renderFaultsMarkdown(variedRecord())
  expect(text).toContain('| led | leader | seat | ✗ 42 s |')
  expect(text).toContain(
    '`npm run scenario -- faults --style led --process leader --step seat --phase before-effect --seed 7`',
  )
  expect(text).toContain('- Power failure (led): no switch')
})

test('report.html marks each cell with sign, word and colour, and escapes markup in findings', () => {
  const html = renderFaultsHtml(variedRecord())
  expect(html).toContain(
    '<td class="sq violated" title="violated; 42 s; rooms: one &lt;b&gt;too many&lt;/b&gt;"><b aria-hidden="true">✗</b><span>violated</span>',
  )
  expect(html).not.toContain('<b>too many')
  expect(html).not.toMatch(/<script|src=|https?:/)
})
