import { expect, test } from 'vitest'
import { heatRows, squareOf } from './heat.ts'
import { judgeFaults } from './record.ts'
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

test('the terminal tells counts, coverage, the longest recovery and the planted bugs', () => {
  const [counts, coverage, slow, planted] = summaryLines(variedRecord())
  expect(counts).toContain('33 held, 1 violated, 1 did not happen, 1 untested')
  expect(coverage).toContain('32 of 32 reachable crash cells covered (3 squares')
  expect(slow).toContain('longest recovery: 42 s (led leader seat before-effect)')
  expect(planted).toContain('20 of 20')
})

test('report.md has the map, what went wrong with the command to repeat it, and what is untested with its reason', () => {
  const text = renderFaultsMarkdown(variedRecord())
  expect(text).toContain('| led | leader | seat | ✗ 42 s |')
  expect(text).toContain(
    '`npm run scenario -- faults --style led --process leader --step seat --phase before-effect --seed 7`',
  )
  expect(text).toContain('- Power failure (led): no switch')
})

test('report.html tells each square by sign and word beside its colour, and puts in no markup of findings', () => {
  const html = renderFaultsHtml(variedRecord())
  expect(html).toContain(
    '<td class="sq violated" title="violated; 42 s; rooms: one &lt;b&gt;too many&lt;/b&gt;"><b aria-hidden="true">✗</b><span>violated</span>',
  )
  expect(html).not.toContain('<b>too many')
  expect(html).not.toMatch(/<script|src=|https?:/)
})
