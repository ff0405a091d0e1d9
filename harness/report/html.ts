import type { JudgedRun } from '../judge/judge.ts'
import { answer, headline } from './answer.ts'
import { escaped, verdictWords } from './format.ts'
import { answersSection } from './section-answers.ts'
import { comparisonSection } from './section-comparison.ts'
import { costsSections } from './section-costs.ts'
import { detailsSection, invariantsSection, observedSection, reproduceSection } from './section-details.ts'
import { durationSection } from './section-durations.ts'
import { statisticsSection } from './section-statistics.ts'
import { trustSection } from './section-trust.ts'
import { verdictStrip } from './section-verdicts.ts'
import { styleSheet } from './style.ts'

const notices = ({ record }: JudgedRun): string => {
  const texts = [
    ...(record.quick ? ['A quick run: short loads, few samples. Good for a look, not for a claim.'] : []),
    ...(record.dirty ? ['The working tree held changes that the commit doesn’t hold.'] : []),
  ]
  return texts.map((text) => `<p class="notice">${text}</p>`).join('')
}

const dateOf = (iso: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso))

/** Styles in the order in which the run met them: their place gives each its colour and mark. */
export const stylesOf = ({ scenarios }: JudgedRun): string[] => [...new Set(scenarios.map(({ run }) => run.style))]

/** The report as one page: no script, no network, no font to load. */
export const renderHtml = (judged: JudgedRun): string => {
  const { record } = judged
  const styles = stylesOf(judged)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(verdictWords[judged.verdict])} · ${escaped(headline(judged))} · Sagabench</title>
<style>${styleSheet}</style>
</head>
<body>
<header>
<p class="eyebrow"><b>Sagabench</b><span>${escaped(dateOf(record.startedAt))} UTC</span><span>commit ${escaped(record.commit)}</span><span>${record.machine.cores} cores, ${record.machine.memoryGiB} GiB</span></p>
<h1>${escaped(headline(judged))}</h1>
<p class="answer">${escaped(answer(judged))}</p>
${notices(judged)}
</header>
<main>
${verdictStrip(judged, styles)}
${trustSection(judged)}
${detailsSection(judged)}
${comparisonSection(judged, styles)}
${durationSection(judged, styles)}
${costsSections(judged, styles)}
${observedSection(judged, styles)}
${invariantsSection(judged)}
${answersSection(judged)}
${statisticsSection(judged)}
${reproduceSection(judged)}
</main>
<footer>Computed from the raw data beside this page (raw/*.ndjson, raw/run.json) by <code>npm run report</code>. The same figures for programs: summary.json.</footer>
</body>
</html>
`
}
