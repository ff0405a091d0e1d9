import type { JudgedRun } from '../../judge/judge.ts'
import { count, escaped, time } from '../format.ts'
import { trustLegend, trustOf } from '../trust.ts'

/** Machine, versions, seeds and hashes, as pairs of name and value. */
export const originFacts = ({ record, scenarios }: JudgedRun): [string, string][] => {
  const { machine, versions, hashes = {} } = record
  const minutes = (Date.parse(record.endedAt) - Date.parse(record.startedAt)) / 60_000
  const seeds = new Map(scenarios.map(({ scenario }) => [scenario.id, scenario.seed]))
  return [
    ['Machine', `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB`],
    ['System', `${machine.os}, kernel ${machine.kernel}, ${machine.arch}`],
    ...Object.entries(versions),
    ['Duration', `${minutes.toFixed(1)} minutes`],
    ['Seeds', [...seeds].map(([id, seed]) => `${id}: ${seed}`).join(', ')],
    ...Object.entries(hashes).map(([name, hash]): [string, string] => [name, `sha256 ${hash.slice(0, 16)}…`]),
  ]
}

const generatorRows = ({ scenarios }: JudgedRun): string =>
  scenarios
    .flatMap(({ scenario, run, loads }) =>
      loads.map(
        ({ load, generator, all, kept, startLagMs, steadiness }) =>
          `<tr><th scope="row">${escaped(scenario.id)} ${escaped(run.style)}<small>${escaped(load.text)}</small></th><td class="n">${generator.offered === null ? 'no limit' : count(generator.offered)}</td><td class="n">${count(all.length)}</td><td class="n">${count(generator.dropped)}</td><td class="n">${time(startLagMs)}</td><td class="n">${count(all.length - kept.length)}</td><td>${steadiness.steady ? 'steady' : escaped(steadiness.reason ?? 'not steady')}</td></tr>`,
      ),
    )
    .join('')

/** Reasons to trust or distrust the figures, and what they depend on: machine, versions, seeds. */
export const trustSection = (run: JudgedRun): string => {
  const checks = trustOf(run).map(
    ({ name, ok, text }) =>
      `<li class="${ok === null ? 'note' : ok ? 'yes' : 'no'}"><b>${escaped(name)}</b>: ${escaped(text)}</li>`,
  )
  const facts = originFacts(run).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`)
  return `<section><h2>Can this run be trusted?</h2><p class="lead">${trustLegend}</p><div class="trust"><ul class="checks">${checks.join('')}</ul><dl class="facts">${facts.join('')}</dl></div><details><summary>Each load <span>scheduled and recorded requests, late starts, warm-up</span></summary><div class="scroll" tabindex="0" role="region" aria-label="Load generator"><table><thead><tr><th scope="col">Load</th><th scope="col" class="n">Scheduled</th><th scope="col" class="n">Recorded</th><th scope="col" class="n">Never started</th><th scope="col" class="n">P99 of start delay</th><th scope="col" class="n">Excluded as warm-up</th><th scope="col">Steady state</th></tr></thead><tbody>${generatorRows(run)}</tbody></table></div></details></section>`
}
