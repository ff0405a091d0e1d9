import type { JudgedRun, JudgedScenario } from '../judge.ts'
import { parseLimit } from '../scenario.ts'
import { dotChart } from './charts/dots.ts'
import { capitalised, count, escaped } from './format.ts'

const faultsText = (scenarios: readonly JudgedScenario[]): string => {
  const kinds = new Map<string, number>()
  for (const { run } of scenarios)
    for (const [kind, times] of Object.entries(run.faults)) kinds.set(kind, (kinds.get(kind) ?? 0) + times)
  const harmed = [...kinds].filter(([kind]) => kind !== 'none')
  if (harmed.length === 0) return ''
  const total = [...kinds.values()].reduce((a, b) => a + b, 0)
  return `<p class="lead">Of ${count(total)} calls that the fault could hit, ${harmed.map(([kind, times]) => `${count(times)} met <code>${escaped(kind)}</code>`).join(', ')}; retries of one call count once.</p>`
}

/** Every duration that a scenario measures from evidence, dot by dot against its limit, style beside style. */
export const durationSection = ({ scenarios }: JudgedRun, styles: readonly string[]): string => {
  const ids = [...new Set(scenarios.map(({ scenario }) => scenario.id))]
  return ids
    .flatMap((id) => {
      const here = scenarios.filter(({ scenario }) => scenario.id === id)
      const scenario = here[0]?.scenario
      const measures = scenario?.measures.filter(({ kind }) => kind === 'duration') ?? []
      return measures.map((measure) => {
        const rows = here.map(({ run }) => {
          const evidence = run.evidence[measure.evidence ?? ''] ?? []
          return {
            index: styles.indexOf(run.style),
            style: capitalised(run.style),
            values: evidence.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs])),
            missing: evidence.filter(({ durationMs }) => durationMs === null).length,
          }
        })
        const chart = dotChart({
          id: `dots-${id}-${measure.id}`,
          title: measure.text,
          rows,
          limitMs: parseLimit(measure.limit).value,
        })
        return `<section><h2>${escaped(scenario?.title ?? id)}</h2><p class="lead">${escaped(scenario?.summary ?? '')}</p>${faultsText(here)}<div class="pair"><figure><figcaption><b>${escaped(measure.text)}</b>, one dot per ${escaped(scenario?.unit_of_work.one ?? 'unit')}</figcaption>${chart}</figure></div></section>`
      })
    })
    .join('')
}
