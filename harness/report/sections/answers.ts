import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import { count, escaped } from '../format.ts'

/** The share of checked answers that differ, in words. */
export const driftText = (checked: number, differing: number): string =>
  checked === 0 ? 'nothing checked' : `${((100 * differing) / checked).toFixed(2)} %`

/** For each scenario: answers checked, those that differ, the rate; runs from before answers were checked have none. */
export const answerRows = (scenarios: readonly JudgedScenario[]): [string, string, string, string, string][] =>
  scenarios.flatMap(({ scenario, run: { style, answers } }): [string, string, string, string, string][] =>
    answers === undefined
      ? []
      : [
          [
            scenario.id,
            style,
            count(answers.checked),
            count(answers.differing),
            driftText(answers.checked, answers.differing),
          ],
        ],
  )

const differing = (scenarios: readonly JudgedScenario[]): string[] =>
  scenarios.flatMap(({ scenario, run }) =>
    (run.answers?.examples ?? []).map(
      ({ answer, times }) => `${scenario.id} ${run.style}, ${answer}: ${count(times)} ×`,
    ),
  )

/** Whether what services answered under load was what their specifications say. */
export const answersSection = ({ scenarios }: JudgedRun): string => {
  const rows = answerRows(scenarios)
  if (rows.length === 0) return ''
  const cells = rows.map(
    ([id, style, checked, differ, rate]) =>
      `<tr><td>${escaped(id)}</td><td>${escaped(style)}</td><td class="n">${checked}</td><td class="n">${differ}</td><td class="n">${rate}</td></tr>`,
  )
  const list = differing(scenarios).map((text) => `<li>${escaped(text)}</li>`)
  return `<section><h2>Are answers as specified?</h2><p class="lead">A sample of what services answered under load, checked by themselves against their specifications: status, media type and body. It decides nothing; the log of the process says what was wrong.</p><div class="scroll" tabindex="0" role="region" aria-label="Answers checked"><table><thead><tr><th scope="col">Scenario</th><th scope="col">Style</th><th scope="col" class="n">Checked</th><th scope="col" class="n">Differ</th><th scope="col" class="n">Drift</th></tr></thead><tbody>${cells.join('')}</tbody></table></div>${list.length === 0 ? '' : `<ul>${list.join('')}</ul>`}</section>`
}
