import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import { count, escaped } from '../format.ts'

/** The share of checked answers that violate their specification. */
export const driftText = (checked: number, differing: number): string =>
  checked === 0 ? 'none checked' : `${((100 * differing) / checked).toFixed(2)} %`

/** Scenario, style, answers checked, violations and their share; older runs, which checked no answers, have no rows. */
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

/** Whether services answered under load as their specifications say. */
export const answersSection = ({ scenarios }: JudgedRun): string => {
  const rows = answerRows(scenarios)
  if (rows.length === 0) return ''
  const cells = rows.map(
    ([id, style, checked, differ, rate]) =>
      `<tr><td>${escaped(id)}</td><td>${escaped(style)}</td><td class="n">${checked}</td><td class="n">${differ}</td><td class="n">${rate}</td></tr>`,
  )
  const list = differing(scenarios).map((text) => `<li>${escaped(text)}</li>`)
  return `<section><h2>Do answers match their specifications?</h2><p class="lead">The services checked a sample of their answers under load against their specifications: status, media type and body. The result doesn’t affect the verdict; the log of each process describes its violations.</p><div class="scroll" tabindex="0" role="region" aria-label="Answers checked"><table><thead><tr><th scope="col">Scenario</th><th scope="col">Style</th><th scope="col" class="n">Checked</th><th scope="col" class="n">Violations</th><th scope="col" class="n">Share</th></tr></thead><tbody>${cells.join('')}</tbody></table></div>${list.length === 0 ? '' : `<ul>${list.join('')}</ul>`}</section>`
}
