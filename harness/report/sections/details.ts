import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import type { Scenario } from '../../scenario/documents.ts'
import { besideChart } from '../charts/beside.ts'
import { count, escaped, limitText } from '../format.ts'
import { observedRows } from '../observed.ts'

/** The figures of the original report next to those of this run. */
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
      : `<figure>${besideChart({ id: 'observed', title: 'Times in the original report and in this run', rows: times })}</figure>`
  const cells = rows.map(
    ({ scenario, text, original, ours }) =>
      `<tr><th scope="row">${escaped(scenario)}: ${escaped(text)}</th><td class="n">${escaped(original)}</td><td class="n">${escaped(ours)}</td></tr>`,
  )
  return `<section><h2>Comparison with the original report</h2><p class="lead">What the architecture report measured on its own system, and what this run measured under the same load. Code and machine differ, so the figures give orientation only.</p><div class="pair">${chart}<div class="scroll" tabindex="0" role="region" aria-label="Original figures"><table><thead><tr><th scope="col">Figure</th><th scope="col" class="n">Original report</th><th scope="col" class="n">This run</th></tr></thead><tbody>${cells.join('')}</tbody></table></div></div></section>`
}

const invariantCell = ({ scenario, run }: JudgedScenario, id: string): string => {
  if (!scenario.invariants.some((invariant) => invariant.id === id)) return '<td>– not part of this scenario</td>'
  const result = run.invariants.find((each) => each.id === id)
  if (result?.skipped !== undefined) return `<td>– ${escaped(result.skipped)}</td>`
  if (result === undefined || result.checked === 0) return '<td class="bad">not checked</td>'
  const sampled =
    result.sampled === undefined ? '' : `<small>and ${count(result.sampled)} times during the load</small>`
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

/** The business state after each scenario: what each invariant checked, and its violations. */
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
  return `<section><h2>Is the business state consistent?</h2><p class="lead">Each invariant is checked against the databases of the services and the event store once the system is idle, never against answers. A number says how many items the check covered since the start of the run.</p><div class="scroll" tabindex="0" role="region" aria-label="Invariants"><table><thead><tr><th scope="col">Invariant</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${violationExamples(scenarios)}</section>`
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
      scenario.loads.map(({ text, judged }) => `${text}${judged ? '' : ', measures capacity, has no limit'}`),
    ),
    part('State before', scenario.hypothesis.before),
    part('State during', scenario.hypothesis.during),
    part('State after', scenario.hypothesis.after),
    part('Method', scenario.method.text),
    part('Verdict', scenario.decision.text),
    parts(
      'Evidence',
      scenario.evidence.map(({ text }) => text),
    ),
    part('Seed', String(scenario.seed)),
  ].join('')}</dl></details>`

/** The scenario documents that this run used. */
export const detailsSection = ({ record, scenarios }: JudgedRun): string => {
  const documents = record.scenarios.filter(({ id }) => scenarios.some(({ scenario }) => scenario.id === id))
  return `<section><h2>The scenarios</h2><p class="lead">The documents that this run used: the six parts of a quality scenario (source, stimulus, artifact, environment, response, measures), then how the run tests it. Click one to read it.</p>${documents.map(scenarioDetails).join('')}</section>`
}

/** How to repeat the run, and how to check the report. */
export const reproduceSection = ({ record }: JudgedRun): string =>
  `<section><h2>How to reproduce</h2><pre>git switch --detach ${escaped(record.commit)}
${escaped(record.command)}</pre><p class="lead" style="margin-top:12px">The same seeds produce the same inputs. <code>npm run report</code> writes this page again from its raw data; <code>npm run report -- bundle</code> packs the raw data into a file for others, and <code>npm run report -- verify FILE</code> checks such a file.</p></section>`
