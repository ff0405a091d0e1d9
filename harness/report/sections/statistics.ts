import type { JudgedRun } from '../../judge/judge.ts'
import { fewestSamples } from '../../judge/statistics.ts'
import { escaped } from '../format.ts'

/** How verdicts and intervals come about, one sentence each. Terms in bold. */
export const statisticsTexts = ({ scenarios }: JudgedRun): [string, string][] => {
  const confidence = scenarios[0]?.scenario.decision.confidence ?? 0.95
  const sure = `${100 * confidence} %`
  return [
    [
      'Verdict on a percentile',
      `an exact binomial test of how many were slower than the limit: “95 % within the limit” passes if so few slow ones would be seen with less than ${100 - 100 * confidence} % chance were it not so. Below ${fewestSamples(0.95, confidence)} samples it can’t pass.`,
    ],
    [
      'Intervals of percentiles',
      `the two order statistics that enclose the percentile with ${sure}, whatever the distribution (Hahn & Meeker); – where there are too few samples.`,
    ],
    ['Intervals of rates', `from the counts of whole seconds, Student’s t, ${sure}.`],
    ['Intervals of shares', `Clopper & Pearson, ${sure}.`],
    [
      'Latency',
      'from the intended start, so what waited for its turn is slow (coordinated omission is measured, not hidden); percentiles from an HdrHistogram with three digits.',
    ],
    ['Bad ends', 'a failed, wrong or missing end counts as slower than every limit; a right refusal is a good end.'],
    [
      'Warm-up',
      'cut where the standard error of what is left is smallest (MSER-5), half of the load at most; a trend that goes on afterwards (Mann–Kendall) makes a verdict inconclusive.',
    ],
    ['Differences', 'between styles: none is claimed from one run each.'],
  ]
}

/** The statistics, stated plainly. */
export const statisticsSection = (run: JudgedRun): string =>
  `<section><h2>How it was decided</h2><dl class="parts">${statisticsTexts(run)
    .map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`)
    .join('')}</dl></section>`
