import type { JudgedRun } from '../../judge/judge.ts'
import { answer, headline } from '../answer.ts'
import { verdictWords } from '../format.ts'
import { answersSection } from '../sections/answers.ts'
import { comparisonSection } from '../sections/comparison.ts'
import { costsSections } from '../sections/costs.ts'
import { detailsSection, invariantsSection, observedSection, reproduceSection } from '../sections/details.ts'
import { durationSection } from '../sections/durations.ts'
import { statisticsSection } from '../sections/statistics.ts'
import { trustSection } from '../sections/trust.ts'
import { verdictStrip } from '../sections/verdicts.ts'
import { renderPage } from './page.ts'

const notices = ({ record }: JudgedRun): string[] => [
  ...(record.quick ? ['A quick run: short loads, few samples. Good for a look, not for a claim.'] : []),
  ...(record.dirty ? ['The working tree held changes that the commit doesn’t hold.'] : []),
]

/** Styles in the order in which the run met them: their place gives each its colour and mark. */
export const stylesOf = ({ scenarios }: JudgedRun): string[] => [...new Set(scenarios.map(({ run }) => run.style))]

/** The report of scenarios as one page. */
export const renderHtml = (judged: JudgedRun): string => {
  const { startedAt, commit, machine } = judged.record
  const styles = stylesOf(judged)
  return renderPage({
    mark: verdictWords[judged.verdict],
    headline: headline(judged),
    startedAt,
    commit,
    machine,
    answer: answer(judged),
    notices: notices(judged),
    main: [
      verdictStrip(judged, styles),
      trustSection(judged),
      detailsSection(judged),
      comparisonSection(judged, styles),
      durationSection(judged, styles),
      costsSections(judged, styles),
      observedSection(judged, styles),
      invariantsSection(judged),
      answersSection(judged),
      statisticsSection(judged),
      reproduceSection(judged),
    ],
    footer:
      'Computed from the raw data beside this page (raw/*.ndjson, raw/run.json) by <code>npm run report</code>. The same figures for programs: summary.json.',
  })
}
