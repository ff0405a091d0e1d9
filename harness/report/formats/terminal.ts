import type { JudgedRun } from '../../judge/judge.ts'
import { answer } from '../answer.ts'
import { limitText, quantity, shortened, verdictSigns, verdictWords } from '../format.ts'

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - [...text].length))

const [cellMax, answerMax] = [400, 2_000]

/** One line without control characters, which could move the cursor. */
const plainText = (text: string, most: number): string => shortened(text, most).replaceAll(/\p{Cc}+/gu, ' ')

/** Columns as wide as their widest cell, separated by two spaces; each row is one line. */
export const columns = (all: readonly (readonly string[])[]): string => {
  const rows = all.map((row) => row.map((cell) => plainText(cell, cellMax)))
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, i) => Math.max(known[i] ?? 0, [...cell].length)),
    [],
  )
  return rows
    .map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const firstViolation = (results: JudgedRun['scenarios'][number]['run']['invariants']): string => {
  const violated = results.find(({ violations }) => violations > 0)
  const [example] = violated?.examples ?? []
  return violated === undefined ? '' : [violated.id, ...(example === undefined ? [] : [example])].join(': ')
}

/** The final table of a run: a line per measure, the invariants, and the answer in two sentences. */
export const terminalTable = (judged: JudgedRun): string => {
  const rows = judged.scenarios.flatMap(({ scenario, run, measures, verdict }) => {
    const invariants = run.invariants.filter(
      (result) => result.skipped === undefined && scenario.invariants.some(({ id }) => id === result.id),
    )
    const held = invariants.filter(({ checked }) => checked >= 1).length
    const blind = invariants.length - held
    const seen = held === 0 ? 'not checked' : `${held} hold${blind === 0 ? '' : `, ${blind} without data`}`
    const violations = invariants.reduce((sum, result) => sum + result.violations, 0)
    return [
      ...measures.map((measure, i) => [
        i === 0 ? `${verdictSigns[verdict]} ${scenario.id}` : '',
        i === 0 ? run.style : '',
        i === 0 ? verdictWords[verdict] : '',
        `${measure.id} (${measure.load})`,
        quantity(measure.value, measure.unit),
        limitText(scenario.measures.find(({ id }) => id === measure.id)?.limit ?? ''),
        measure.verdict === 'pass' ? '' : `${measure.verdict}: ${measure.because}`,
      ]),
      ['', '', '', 'invariants', violations === 0 ? seen : `${violations} violations`, '', firstViolation(invariants)],
    ]
  })
  return `${columns([['', 'style', 'verdict', 'measure', 'value', 'limit', ''], ...rows])}\n\n${plainText(answer(judged), answerMax)}`
}
