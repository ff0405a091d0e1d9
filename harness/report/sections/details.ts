import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { besideChart } from '../charts/beside.ts'
import { count, escaped, limitText } from '../format.ts'
import { observedRows } from '../observed.ts'

/** The figures of the original report, with ours beside them. */
export const observedSection = ({ scenarios }: JudgedRun, styles: readonly string[]): string => {
  const rows = observedRows(scenarios)
  if (rows.length === 0) return ''
  const times = rows.flatMap(({ scenario, text, style, unit, originalValue, oursValue }) =>
    unit === 'ms' && oursValue !== null
      ? [{ label: `${scenario}: ${text}`, index: styles.indexOf(style), original: originalValue, ours: oursValue }]
      : [],
  )
  const chart =
    times.length === 0
      ? ''
      : `<figure>${besideChart({ id: 'observed', title: 'Times of the original report and ours', rows: times })}</figure>`
  const cells = rows.map(
    ({ scenario, text, original, ours }) =>
      `<tr><th scope="row">${escaped(scenario)}: ${escaped(text)}</th><td class="n">${escaped(original)}</td><td class="n">${escaped(ours)}</td></tr>`,
  )
  return `<section><h2>Beside the original report</h2><p class="lead">What the architecture report observed on its own system, and what this run observed under the same load. Other code on another machine: for orientation, not a comparison.</p><div class="pair">${chart}<div class="scroll" tabindex="0" role="region" aria-label="Original figures"><table><thead><tr><th scope="col">Figure</th><th scope="col" class="n">Original</th><th scope="col" class="n">Here</th></tr></thead><tbody>${cells.join('')}</tbody></table></div></div></section>`
}

const invariantCell = ({ scenario, run }: JudgedScenario, id: string): string => {
  if (!scenario.invariants.some((invariant) => invariant.id === id)) return '<td>– not asked</td>'
  const result = run.invariants.find((each) => each.id === id)
  if (result?.skipped !== undefined) return `<td>– ${escaped(result.skipped)}</td>`
  if (result === undefined || result.checked === 0) return '<td class="bad">not checked</td>'
  const sampled = result.sampled === undefined ? '' : `<small>and ${count(result.sampled)} × under load</small>`
  return result.violations === 0
    ? `<td class="ok">✓ ${count(result.checked)}${sampled}</td>`
    : `<td class="bad">✗ ${count(result.violations)} of ${count(result.checked)}</td>`
}

const violationExamples = (scenarios: readonly JudgedScenario[]): string => {
  const examples = scenarios.flatMap(({ scenario, run }) =>
    run.invariants.flatMap(({ id, examples: texts }) =>
      texts.map((text) => `${scenario.id} ${run.style}, ${id}: ${text}`),
    ),
  )
  return examples.length === 0
    ? ''
    : `<h3>Violations</h3><ul>${examples.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`
}

/** The state of the business after each scenario: what was checked, and what didn't hold. */
export const invariantsSection = ({ scenarios }: JudgedRun): string => {
  const all = new Map(
    scenarios.flatMap(({ scenario }) => scenario.invariants.map(({ id, text }) => [id, text] as const)),
  )
  if (all.size === 0) return ''
  const head = scenarios.map(
    ({ scenario, run }) => `<th scope="col">${escaped(scenario.id)}<small>${escaped(run.style)}</small></th>`,
  )
  const rows = [...all].map(
    ([id, text]) =>
      `<tr><td class="wide">${escaped(text)}</td>${scenarios.map((judged) => invariantCell(judged, id)).join('')}</tr>`,
  )
  return `<section><h2>Is the business state right?</h2><p class="lead">Read from the databases of the services and the event store once everything was at rest, never from answers. The numbers say how many things each check looked at, since the start of the run.</p><div class="scroll" tabindex="0" role="region" aria-label="Invariants"><table><thead><tr><th scope="col">Invariant</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${violationExamples(scenarios)}</section>`
}

const part = (name: string, text: string): string => `<dt>${name}</dt><dd>${escaped(text)}</dd>`
const parts = (name: string, texts: readonly string[]): string =>
  texts.length === 0
    ? ''
    : `<dt>${name}</dt><dd><ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul></dd>`

const scenarioDetails = (scenario: Scenario): string =>
  `<details><summary>${escaped(scenario.id)} · ${escaped(scenario.title)} <span>${escaped(scenario.styles.join(', '))}</span></summary><dl class="parts">${[
    part('Source', scenario.source),
    part('Stimulus', scenario.stimulus),
    part('Artifact', scenario.artifact),
    part('Environment', scenario.environment),
    part('Response', scenario.response),
    parts(
      'Measures',
      scenario.measures.map(
        ({ text, limit, own_target }) =>
          `${text}: ${limitText(limit)}${own_target === undefined ? '' : ` (own target ${limitText(own_target)})`}`,
      ),
    ),
    parts(
      'Loads',
      scenario.loads.map(({ text, judged }) => `${text}${judged ? '' : ', a capacity figure, not a verdict'}`),
    ),
    part('Before', scenario.hypothesis.before),
    part('During', scenario.hypothesis.during),
    part('After', scenario.hypothesis.after),
    part('Method', scenario.method.text),
    part('Decision', scenario.decision.text),
    parts(
      'Evidence',
      scenario.evidence.map(({ text }) => text),
    ),
    part('Seed', String(scenario.seed)),
  ].join('')}</dl></details>`

/** The scenario documents as they were run. */
export const detailsSection = ({ record, scenarios }: JudgedRun): string => {
  const documents = record.scenarios.filter(({ id }) => scenarios.some(({ scenario }) => scenario.id === id))
  return `<section><h2>The scenarios</h2><p class="lead">As the documents state them, in their six parts; what is written there is what was run.</p>${documents.map(scenarioDetails).join('')}</section>`
}

/** How to run it again. */
export const reproduceSection = ({ record }: JudgedRun): string =>
  `<section><h2>How to reproduce</h2><pre>git switch --detach ${escaped(record.commit)}
${escaped(record.command)}</pre><p class="lead" style="margin-top:12px">Same seeds, same inputs. To compute this page again from its raw data: <code>npm run report</code>; to give somebody all that it follows from, and to check such a file: <code>npm run report -- bundle</code> and <code>-- verify FILE</code>.</p></section>`
