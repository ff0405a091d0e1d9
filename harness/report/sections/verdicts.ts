import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import type { MeasureResult } from '../../judge/measure.ts'
import type { Verdict } from '../../judge/verdict.ts'
import { parseLimit } from '../../scenario/documents.ts'
import { capitalised, count, escaped, limitText, quantity, verdictWords } from '../format.ts'

const paths: Record<Verdict, string> = {
  pass: 'M3 7.5 6 10.5 11.5 4',
  fail: 'M4 4l6.5 6.5M10.5 4 4 10.5',
  inconclusive: 'M4.6 5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.8-1.1 1.6M7.1 11.4v.2',
  invalid: 'M3.5 10.5l7-7M7 1.8a5.2 5.2 0 1 0 .01 0',
}

/** A verdict as shape, word and colour. */
export const badge = (verdict: Verdict): string =>
  `<span class="badge ${verdict}"><svg viewBox="0 0 14 14" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${paths[verdict]}"/></svg>${verdictWords[verdict]}</span>`

/** How much of the limit a measure uses, where less is better. */
const meter = (measure: MeasureResult, limit: string): string => {
  const { operator, value } = parseLimit(limit)
  if (measure.value === null || !operator.startsWith('<') || value <= 0) return ''
  const share = Math.min(100, (100 * measure.value) / value)
  return `<div class="meter${measure.value > value ? ' over' : ''}" aria-hidden="true"><i style="width:${share.toFixed(1)}%"></i></div>`
}

/** Per measure the load that came closest to the limit or exceeded it. */
const decisiveMeasures = (judged: JudgedScenario): MeasureResult[] =>
  judged.scenario.measures.flatMap(({ id, limit }) => {
    const all = judged.measures.filter((measure) => measure.id === id)
    const isLess = parseLimit(limit).operator.startsWith('<')
    const bad = all.filter((measure) => measure.verdict !== 'pass')
    const from = bad.length > 0 ? bad : all
    const sorted = [...from].sort((a, b) => ((b.value ?? 0) - (a.value ?? 0)) * (isLess ? 1 : -1))
    return sorted.slice(0, 1)
  })

const card = (judged: JudgedScenario, index: number): string => {
  const { scenario, run, verdict, reasons } = judged
  const measures = decisiveMeasures(judged).map((measure) => {
    const document = scenario.measures.find(({ id }) => id === measure.id)
    const limit = document?.limit ?? ''
    const loads = judged.measures.filter(({ id }) => id === measure.id).length
    const which =
      loads > 1
        ? ` <small>the ${parseLimit(limit).operator.startsWith('<') ? 'slower' : 'lower'} of ${loads} loads</small>`
        : ''
    return `<div class="m"><dt>${escaped(document?.text ?? measure.id)}</dt><dd><b>${escaped(quantity(measure.value, measure.unit))}</b><span>${escaped(limitText(limit))}${which}</span></dd>${meter(measure, limit)}</div>`
  })
  const why =
    reasons.length === 0
      ? ''
      : `<ul class="why">${reasons.map((reason) => `<li>${escaped(reason)}</li>`).join('')}</ul>`
  const samples = judged.loads.reduce((sum, load) => sum + load.all.length, 0)
  return `<li class="card">${badge(verdict)}<h3>${escaped(scenario.id)} · ${escaped(scenario.title.split(',')[0] ?? scenario.title)}</h3><p class="style"><span class="swatch s${index % 4}"></span>${escaped(capitalised(run.style))}, ${count(samples)} ${escaped(scenario.unit_of_work.many)}</p>${why}<dl>${measures.join('')}</dl></li>`
}

/** One card per scenario and style. */
export const verdictStrip = ({ scenarios }: JudgedRun, styles: readonly string[]): string =>
  `<ul class="strip" aria-label="Verdicts">${scenarios.map((judged) => card(judged, styles.indexOf(judged.run.style))).join('')}</ul>`
