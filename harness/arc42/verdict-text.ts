import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import { limitText, quantity, verdictSigns, verdictWords } from '../report/format.ts'

const rowsOf = ({ scenario, run, measures, verdict }: JudgedScenario): string[] => [
  ...measures.map((measure, index) => {
    const { limit = '', text = measure.id } = scenario.measures.find(({ id }) => id === measure.id) ?? {}
    const shown = index === 0 ? `${verdictSigns[verdict]} ${verdictWords[verdict]}` : ''
    const why = measure.verdict === 'pass' ? '' : `${measure.verdict}: ${measure.because}`
    return `| ${index === 0 ? run.style : ''} | ${shown} | ${text} (${measure.load}) | ${quantity(measure.value, measure.unit)} | ${limitText(limit)} | ${why} |`
  }),
]

const invariantsOf = (judged: readonly JudgedScenario[]): string => {
  const results = judged.flatMap(({ scenario, run }) =>
    run.invariants.filter(
      ({ id, checked, violations }) =>
        scenario.invariants.some((invariant) => invariant.id === id) && (checked >= 1 || violations > 0),
    ),
  )
  if (results.length === 0) return 'No invariant was checked.'
  const violations = results.reduce((sum, result) => sum + result.violations, 0)
  return violations === 0 ? `${results.length} checks of invariants held.` : `${violations} violations of invariants.`
}

/** The text between the marks of each scenario: verdict and figures by style, and a link to the evidence. */
export const verdictTexts = (judged: JudgedRun, evidence: string): Map<string, string> => {
  const { commit, startedAt, quick } = judged.record
  const ids = [...new Set(judged.scenarios.map(({ scenario }) => scenario.id))]
  return new Map(
    ids.map((id) => {
      const ofId = judged.scenarios.filter(({ scenario }) => scenario.id === id)
      const lines = [
        `Commit ${commit}, ${startedAt.slice(0, 10)}${quick ? ', short loads' : ''}. ${invariantsOf(ofId)} [Evidence](${evidence})`,
        '',
        '| style | verdict | measure | value | limit | |',
        '|---|---|---|---|---|---|',
        ...ofId.flatMap(rowsOf),
      ]
      return [id, lines.join('\n')]
    }),
  )
}
