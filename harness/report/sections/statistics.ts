import type { JudgedRun } from '../../judge/judge.ts'
import { fewestSamples } from '../../judge/statistics.ts'
import { escaped } from '../format.ts'

/** How the time of a failure enters the figures: what “≥ 30 s” beside a small mean means. */
export const figuresNote = (things: string): string =>
  `Times run from the intended start of a request until the client has seen its end, without the warm-up. Percentiles include failed requests, each as at least 30 s (the client’s time limit): “≥ 30 s” means that the percentile lies among them. Means cover completed ${things} only.`

/** How verdicts and intervals are computed. */
export const statisticsTexts = ({ scenarios }: JudgedRun): [string, string][] => {
  const confidence = scenarios[0]?.scenario.decision.confidence ?? 0.95
  const sure = `${100 * confidence} %`
  return [
    [
      'Verdict on a percentile',
      `an exact binomial test on the number of requests slower than the limit. “95 % within the limit” passes if, should fewer than 95 % really be within it, so few slow requests had a probability below ${100 - 100 * confidence} %. With fewer than ${fewestSamples(0.95, confidence)} samples it can’t pass.`,
    ],
    [
      'Intervals of percentiles',
      `two of the measured values that enclose the percentile with ${sure} confidence, whatever the distribution (Hahn & Meeker). “–” means too few samples.`,
    ],
    ['Intervals of rates', `Student’s t over the counts of whole seconds, ${sure} confidence.`],
    ['Intervals of shares', `Clopper & Pearson, ${sure} confidence.`],
    [
      'Latency',
      'measured from the intended start, so that a request which starts late counts as slow (no coordinated omission). Percentiles come from an HdrHistogram with three significant digits.',
    ],
    [
      'Completions and failures',
      'a request that fails, returns a wrong result or never ends is a failure and counts as slower than every limit. A correct refusal counts as completed.',
    ],
    [
      'Warm-up',
      'excluded up to the point that minimises the standard error of the rest (MSER-5), at most half of the load. If a trend continues after it (Mann–Kendall test), the verdict is inconclusive.',
    ],
    ['Differences between styles', 'none is claimed, because each style ran once.'],
  ]
}

/** The statistical methods behind the verdicts. */
export const statisticsSection = (run: JudgedRun): string =>
  `<section><h2>How verdicts are computed</h2><dl class="parts">${statisticsTexts(run)
    .map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`)
    .join('')}</dl></section>`
