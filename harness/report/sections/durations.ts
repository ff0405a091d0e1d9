import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import type { JudgedLoad } from '../../judge/judged-load.ts'
import { histogramOf, largestOf, percentile } from '../../judge/statistics.ts'
import { parseLimit } from '../../scenario/documents.ts'
import type { ScenarioRun } from '../../scenario/records.ts'
import { type DotRow, dotChart } from '../charts/dots.ts'
import { seriesClass } from '../charts/frame.ts'
import { type Happening, timelineChart } from '../charts/timeline.ts'
import { faultsDuring } from '../faults-during.ts'
import { capitalised, count, escaped, time } from '../format.ts'
import { styleLegend } from '../legend.ts'

const faultsText = (scenarios: readonly JudgedScenario[]): string => {
  const kinds = new Map<string, number>()
  for (const { run } of scenarios)
    for (const [kind, times] of Object.entries(run.faults)) kinds.set(kind, (kinds.get(kind) ?? 0) + times)
  const harmed = [...kinds].filter(([kind]) => kind !== 'none')
  if (harmed.length === 0) return ''
  const total = [...kinds.values()].reduce((a, b) => a + b, 0)
  return `<p class="lead" style="margin-top:18px">Of ${count(total)} calls that the fault could affect, the harness disturbed these: ${harmed.map(([kind, times]) => `${count(times)} by <code>${escaped(kind)}</code>`).join(', ')}. Retries of a call count once.</p>`
}

const tableOf = (rows: readonly DotRow[]): string => {
  const cells = rows.map(({ index, style, values, missing }) => {
    const histogram = histogramOf(values)
    const at = (quantile: number): string => time(percentile(histogram, quantile, 0.95)?.value ?? null)
    const slowest = values.length === 0 ? null : largestOf(values)
    return `<tr><th scope="row"><span class="swatch ${seriesClass(index)}"></span>${escaped(style)}</th><td class="n">${count(values.length + missing)}</td><td class="n">${count(values.length)}</td><td class="n">${at(0.5)}</td><td class="n">${at(0.95)}</td><td class="n">${missing > 0 ? '<span class="bad">never finished</span>' : time(slowest)}</td></tr>`
  })
  return `<div class="scroll" tabindex="0" role="region" aria-label="Durations"><table><thead><tr><th scope="col">Style</th><th scope="col" class="n">Total</th><th scope="col" class="n">Finished</th><th scope="col" class="n">P50</th><th scope="col" class="n">P95</th><th scope="col" class="n">Slowest</th></tr></thead><tbody>${cells.join('')}</tbody></table></div>`
}

/** Evidence with its time since the start of the load, or of the run if the load recorded no start. */
const happeningsOf = (run: ScenarioRun, load: JudgedLoad | undefined, evidence: string): Happening[] => {
  const startMs = Date.parse(load?.generator.startedAt ?? run.startedAt)
  return (run.evidence[evidence] ?? []).map(({ at, durationMs }) => ({
    atMs: Math.max(0, Date.parse(at) - startMs),
    durationMs,
  }))
}

/** The durations that scenarios measure from evidence: every value as a dot against its limit, both styles together. */
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
        const load = here[0]?.loads[0]
        const timeline = timelineChart({
          id: `undo-${id}-${measure.id}`,
          title: `${measure.text}, over time`,
          limitMs: parseLimit(measure.limit).value,
          series: here.map(({ run, loads }) => ({
            index: styles.indexOf(run.style),
            style: capitalised(run.style),
            happenings: happeningsOf(run, loads[0], measure.evidence ?? ''),
            faults: loads[0] === undefined ? [] : faultsDuring(run, loads[0]),
          })),
        })
        return `<section><h2>${escaped(scenario?.title ?? id)}</h2><p class="lead">${escaped(scenario?.summary ?? '')}</p><div class="pair"><figure><figcaption><b>${escaped(measure.text)}</b>, one dot per ${escaped(scenario?.unit_of_work.one ?? 'unit')}</figcaption>${chart}</figure><figure><figcaption><b>Duration over time</b>: each dot is one of them, placed at the time of its cause${load === undefined ? '' : ` (load: ${escaped(load.load.text)})`}; its height is the duration</figcaption>${styleLegend(styles)}${timeline}</figure></div>${tableOf(rows)}${faultsText(here)}</section>`
      })
    })
    .join('')
}
