import type { JudgedRun } from '../../judge/judge.ts'
import { barChart } from '../charts/bars.ts'
import { dataTable, seriesClass } from '../charts/frame.ts'
import { amount, type Cost, costsOf, type ProcessCost, sideBySide } from '../costs.ts'
import { capitalised, escaped } from '../format.ts'
import { styleLegend } from '../legend.ts'

const processesShown = 12
const hopsShown = 12

/** One row per load and style, one column per cost: loads have long names and grow in number, costs don't. */
const costTable = (groups: readonly Cost[][], styles: readonly string[]): string => {
  const names = [...new Set(groups.flat().flatMap(({ perUnit }) => Object.keys(perUnit)))]
  const heads = names.map((name) => `<th scope="col" class="n wrap">${escaped(name)}</th>`).join('')
  const row = ({ scenario, style, perUnit }: Cost): string =>
    `<tr><th scope="row"><span class="swatch ${seriesClass(styles.indexOf(style))}"></span>${escaped(capitalised(style))}<small>${escaped(scenario)}</small></th>${names
      .map((name) => `<td class="n">${perUnit[name] === undefined ? '–' : amount(perUnit[name])}</td>`)
      .join('')}</tr>`
  const bodies = groups.map(
    (group) =>
      `<tbody><tr><th scope="rowgroup" colspan="${names.length + 1}" class="group">${escaped(capitalised(group[0]?.loadText ?? ''))}</th></tr>${group.map(row).join('')}</tbody>`,
  )
  return `<div class="scroll" tabindex="0" role="region" aria-label="Costs"><table><thead><tr><th scope="col">Load and style</th>${heads}</tr></thead>${bodies.join('')}</table></div>`
}

const processData = (costs: readonly Cost[]) => ({
  head: ['Process', 'Style', 'CPU ms', 'SQL statements', 'Requests', 'Events'],
  rows: costs.flatMap(({ style, processes }) =>
    processes.map(({ process, cpuMs, statements, requests, events }) => [
      process,
      style,
      amount(cpuMs),
      amount(statements),
      amount(requests),
      amount(events),
    ]),
  ),
})

type Kind = { id: string; title: string; axis: string; unit: string; of: (cost: ProcessCost) => number }
const cpu: Kind = { id: 'cpu', title: 'CPU time', axis: 'CPU ms', unit: ' ms', of: ({ cpuMs }) => cpuMs }
const statements: Kind = {
  id: 'sql',
  title: 'SQL statements',
  axis: 'statements',
  unit: '',
  of: ({ statements: sent }) => sent,
}

/** A process that uses less than this per unit of work does only what it does when idle. */
const leastShown = 0.02

const processChart = (costs: readonly Cost[], styles: readonly string[], unit: string, kind: Kind): string => {
  const [first] = costs
  if (first === undefined) return ''
  const most = new Map<string, number>()
  for (const one of costs.flatMap(({ processes }) => processes))
    most.set(one.process, Math.max(kind.of(one), most.get(one.process) ?? 0))
  const shown = [...most]
    .filter(([, value]) => value >= leastShown)
    .sort(([, a], [, b]) => b - a)
    .slice(0, processesShown)
  return barChart({
    id: `${kind.id}-${first.scenario}-${first.load}`,
    title: `${kind.title} of a ${unit} by process, ${first.loadText}`,
    axis: `${kind.axis} per ${unit}`,
    text: (value) => `${amount(value)}${kind.unit}`,
    rows: shown.map(([process]) => ({
      label: process,
      values: costs.map(({ style, processes }) => ({
        index: styles.indexOf(style),
        style,
        value: processes.filter((one) => one.process === process).reduce((sum, one) => sum + kind.of(one), 0),
      })),
    })),
    data: processData(costs),
  })
}

const hopChart = (cost: Cost, styles: readonly string[], unit: string): string =>
  barChart({
    id: `hops-${cost.scenario}-${cost.style}-${cost.load}`,
    title: `Where the time of a ${unit} went, ${cost.style}, ${cost.loadText}`,
    axis: `ms per ${unit}`,
    text: (value) => `${amount(value)} ms`,
    rows: cost.mainHops.slice(0, hopsShown).map(({ name, msPerUnit }) => ({
      label: name,
      values: [{ index: styles.indexOf(cost.style), style: cost.style, value: msPerUnit }],
    })),
    data: {
      head: ['Hop', `times per ${unit}`, 'mean time', `time per ${unit}`],
      rows: cost.hops.map(({ name, callsPerUnit, meanMs, msPerUnit }) => [
        name,
        amount(callsPerUnit),
        `${amount(meanMs)} ms`,
        `${amount(msPerUnit)} ms`,
      ]),
    },
  })

/** The most informative load: the last one judged by latency, among those that the most styles ran under. */
const mainGroup = (groups: readonly Cost[][]): Cost[] => {
  const judged = groups.filter((group) => group.some(({ isJudged }) => isJudged))
  const timed = judged.filter((group) => group.some(({ isTimed }) => isTimed))
  const from = timed.length > 0 ? timed : judged.length > 0 ? judged : groups
  const most = Math.max(0, ...from.map(({ length }) => length))
  return from.findLast(({ length }) => length === most) ?? []
}

/** Where the time went, by hop, and what a unit of work cost, by load and by process. */
export const costsSections = (run: JudgedRun, styles: readonly string[]): string => {
  const costs = costsOf(run)
  if (costs.length === 0) return ''
  const groups = sideBySide(costs)
  const main = mainGroup(groups)
  const unit = run.scenarios[0]?.scenario.unit_of_work.one ?? 'unit'
  const load = main[0]?.loadText ?? ''
  const hops = main
    .filter(({ hops: all }) => all.length > 0)
    .map(
      (cost) =>
        `<figure><figcaption><b>${escaped(capitalised(cost.style))}</b> (${escaped(cost.scenario)})</figcaption>${hopChart(cost, styles, unit)}</figure>`,
    )
  const others = costs
    .filter((cost) => !main.includes(cost) && cost.hops.length > 0)
    .map(
      (cost) =>
        `<details><summary>${escaped(cost.scenario)} ${escaped(cost.style)} <span>${escaped(cost.loadText)}</span></summary>${dataTable(
          {
            head: ['Hop', `times per ${unit}`, 'mean time', `time per ${unit}`],
            rows: cost.hops.map(({ name, callsPerUnit, meanMs, msPerUnit }) => [
              name,
              amount(callsPerUnit),
              `${amount(meanMs)} ms`,
              `${amount(msPerUnit)} ms`,
            ]),
          },
          `Hops of ${cost.scenario} ${cost.style}, ${cost.loadText}`,
        )}</details>`,
    )
  const where =
    hops.length === 0
      ? ''
      : `<section><h2>Where the time went</h2><p class="lead">${escaped(capitalised(load))}. Each bar is the mean time of a hop (a call or the consumption of an event) times how often a ${escaped(unit)} needs it. A call includes the calls that it makes, and the time of an event includes waiting for its consumer, so bars can’t be added up. Consumers that publish no events of their own don’t delay the ${escaped(unit)}; only the tables list them.</p><div class="pair">${hops.join('')}</div><div class="more">${others.join('')}</div></section>`
  return `${where}<section><h2>What a ${escaped(unit)} costs</h2><p class="lead">Resources that processes, stores and the gateway used from the start of each load until the system was idle again, divided by the ${escaped(run.scenarios[0]?.scenario.unit_of_work.many ?? 'units')} that ended. This includes what idle processes use, which weighs more at a low rate, but not the load generator.</p>${costTable(groups, styles)}<h3>By process, ${escaped(load)}</h3>${styleLegend(styles)}<div class="pair"><figure><figcaption><b>CPU time</b></figcaption>${processChart(main, styles, unit, cpu)}</figure><figure><figcaption><b>SQL statements</b></figcaption>${processChart(main, styles, unit, statements)}</figure></div></section>`
}
