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
  ...(record.quick ? ['A quick run: short loads and few samples. Don’t draw conclusions from its figures.'] : []),
  ...(record.dirty ? ['The code had uncommitted changes: the commit alone doesn’t reproduce this run.'] : []),
]

/** Styles in order of first use; the position determines colour and mark. */
export const stylesOf = ({ scenarios }: JudgedRun): string[] => [...new Set(scenarios.map(({ run }) => run.style))]

/** The report on scenarios as one HTML page. */
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
      '<code>npm run report</code> computes this page from the raw data in its folder (raw/*.ndjson, raw/run.json). summary.json has the same figures for programs.',
  })
}
