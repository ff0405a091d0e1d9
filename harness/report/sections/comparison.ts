import type { Figures } from '../../judge/figures.ts'
import type { JudgedRun, JudgedScenario } from '../../judge/judge.ts'
import type { JudgedLoad } from '../../judge/judged-load.ts'
import { type Percentile, quantileRank } from '../../judge/statistics.ts'
import { type LoadModel, parseLimit, perSecond } from '../../scenario/documents.ts'
import { isGood, latencyMs, type Timed } from '../../scenario/records.ts'
import { distributionChart } from '../charts/distribution.ts'
import { seriesClass } from '../charts/frame.ts'
import { intervalChart } from '../charts/intervals.ts'
import { overTimeChart } from '../charts/over-time.ts'
import { rateOverTimeChart } from '../charts/rate-over-time.ts'
import { spectrumChart } from '../charts/spectrum.ts'
import { type Fault, faultsDuring } from '../faults-during.ts'
import { capitalised, count, escaped, interval, rate, stretch, time } from '../format.ts'
import { figuresNote } from './statistics.ts'

/** One load of one style with its figures. */
type Variant = {
  index: number
  target: number
  faults: readonly Fault[]
  judged: JudgedScenario
  load: JudgedLoad
  figures: Figures
  limitMs: number | null
  ownMs: number | null
}
type LoadGroup = {
  id: string
  text: string
  isJudged: boolean
  /** Null for a load without a fixed rate. */
  offeredPerS: number | null
  targetPerS: number | null
  variants: Variant[]
}

const latencyLimit = (judged: JudgedScenario, load: string, which: 'limit' | 'own_target'): number | null => {
  const measure = judged.scenario.measures.find(({ kind, loads }) => kind === 'latency' && loads?.includes(load))
  const text = measure?.[which]
  return text === undefined ? null : parseLimit(text).value
}

const latencyTarget = (judged: JudgedScenario, load: string): number =>
  judged.scenario.measures.find(({ kind, loads }) => kind === 'latency' && loads?.includes(load))?.target ?? 0.95

const offeredPerS = (model: LoadModel): number | null =>
  model.kind === 'open' ? perSecond(model.rate) : model.paced_to === null ? null : perSecond(model.paced_to)

/** Loads of scenarios that measure latency, with both styles of each. */
const loadGroups = ({ scenarios }: JudgedRun, styles: readonly string[]): LoadGroup[] => {
  const groups: LoadGroup[] = []
  for (const judged of scenarios.filter(({ scenario }) => scenario.measures.some(({ kind }) => kind === 'latency'))) {
    for (const load of judged.loads) {
      const figures = judged.figures.find((each) => each.load === load.load.id)
      if (figures === undefined || load.all.length === 0) continue
      const { id, text, own_target } = load.load
      const known = groups.find((each) => each.id === id)
      const group = known ?? {
        id,
        text,
        isJudged: load.load.judged,
        offeredPerS: offeredPerS(load.load.model),
        targetPerS: own_target === undefined ? null : parseLimit(own_target).value,
        variants: [],
      }
      if (known === undefined) groups.push(group)
      group.variants.push({
        index: styles.indexOf(judged.run.style),
        judged,
        load,
        figures,
        target: latencyTarget(judged, id),
        faults: faultsDuring(judged.run, load),
        limitMs: latencyLimit(judged, id, 'limit'),
        ownMs: latencyLimit(judged, id, 'own_target'),
      })
    }
  }
  return groups
}

type Domains = { distribution: [number, number]; course: [number, number] }

/** Sorted latencies, as plain numbers because a long load has half a million of them. */
const sortedLatencies = (samples: readonly Timed[]): Float64Array => Float64Array.from(samples, latencyMs).sort()

const slowestOf = (samples: readonly Timed[], quantile: number): number => {
  const sorted = sortedLatencies(samples)
  return sorted[quantileRank(sorted.length, quantile) - 1] ?? 1
}

/** The same axes for all loads, so that charts can be compared; only the distribution shows limits. */
const commonDomains = (groups: readonly LoadGroup[]): Domains => {
  const variants = groups.flatMap((group) => group.variants)
  const low = Math.max(0.2, Math.min(...variants.map(({ figures }) => figures.p50?.value ?? 100)) / 2.5)
  const slowest = Math.max(1, ...variants.map(({ load }) => slowestOf(load.kept, 1)))
  const usual = Math.max(1, ...variants.map(({ load }) => slowestOf(load.all, 0.99)))
  const limit = Math.max(...variants.map(({ limitMs }) => limitMs ?? 0))
  return { distribution: [low, Math.max(slowest, limit) * 1.25], course: [low, usual * 1.5] }
}

const percentileCell = (figure: Percentile | null): string =>
  `<td class="n">${time(figure?.value ?? null)}${figure === null ? '' : `<small>${interval(figure.low, figure.high, 'ms') || 'too few samples for an interval'}</small>`}</td>`

const outcomeNames: Record<string, string> = {
  succeeded: 'succeeded',
  refused: 'correctly refused',
  failed: 'failed',
  wrong: 'wrong',
  unended: 'never ended',
  error: 'errors',
}

const outcomesCell = (figures: Figures): string => {
  const good = ['succeeded', 'refused'].map(
    (outcome) => `${count(figures.outcomes[outcome] ?? 0)} ${outcomeNames[outcome]}`,
  )
  const bad = ['failed', 'wrong', 'unended', 'error'].flatMap((outcome) => {
    const times = figures.outcomes[outcome] ?? 0
    return times === 0 ? [] : [`${count(times)} ${outcomeNames[outcome]}`]
  })
  return `<td class="wide">${good.join(', ')}<small class="${bad.length === 0 ? '' : 'bad'}">${bad.length === 0 ? 'no failures' : bad.join(', ')}</small></td>`
}

const tableOf = (group: LoadGroup): string => {
  const hasAccepted = group.variants.some(({ figures }) => figures.acceptedP95 !== null)
  const rows = group.variants.map(
    ({ index, judged, figures }) =>
      `<tr><th scope="row"><span class="swatch ${seriesClass(index)}"></span>${escaped(capitalised(judged.run.style))}</th>${percentileCell(figures.p50)}${percentileCell(figures.p95)}${percentileCell(figures.p99)}${hasAccepted ? `<td class="n">${time(figures.acceptedP95?.value ?? null)}</td>` : ''}<td class="n">${rate(figures.rate.value)}</td>${outcomesCell(figures)}</tr>`,
  )
  return `<div class="scroll" tabindex="0" role="region" aria-label="Figures: ${escaped(group.text)}"><table><thead><tr><th scope="col">Style</th><th scope="col" class="n">P50</th><th scope="col" class="n">P95</th><th scope="col" class="n">P99</th>${hasAccepted ? '<th scope="col" class="n">P95 until accepted</th>' : ''}<th scope="col" class="n">Completed per second</th><th scope="col">Outcomes</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

const legend = (variants: readonly Variant[]): string =>
  `<ul class="legend">${variants.map(({ index, judged }) => `<li><svg viewBox="0 0 26 12" aria-hidden="true" class="chart" style="display:inline;width:26px"><line class="line ${seriesClass(index)}" x1="1" x2="25" y1="6" y2="6"/></svg>${escaped(capitalised(judged.run.style))} (${escaped(judged.scenario.id)})</li>`).join('')}</ul>`

const shadesText = (variants: readonly Variant[]): string => {
  const faults = variants.flatMap(({ judged, faults: all }) =>
    all.map(
      ({ text, fromMs, toMs }) =>
        `${text} at ${stretch(fromMs)}, back after ${stretch(toMs - fromMs)} (${judged.run.style})`,
    ),
  )
  const warm = variants.some(({ load }) => load.steadiness.cutMs > 0)
    ? '; shading with a bar at the bottom: warm-up, not counted'
    : ''
  return escaped(faults.length === 0 ? warm : `${warm}; shading with a bar at the top: faults (${faults.join(', ')})`)
}

const chartsOf = (group: LoadGroup, domains: Domains): string => {
  const series = group.variants.map(({ index, judged, load, limitMs }) => ({
    index,
    style: judged.run.style,
    limitMs,
    sortedMs: sortedLatencies(load.kept.filter(isGood)),
    total: load.kept.length,
  }))
  const spectrum = spectrumChart({
    id: `spectrum-${group.id}`,
    title: `Percentiles of the time until the end, ${group.text}`,
    domain: domains.distribution,
    target: group.variants[0]?.target ?? 0.95,
    series,
  })
  const distribution = distributionChart({
    id: `ecdf-${group.id}`,
    title: `Distribution of the time until the end, ${group.text}`,
    domain: domains.distribution,
    ownMs: group.variants[0]?.ownMs ?? null,
    series,
  })
  const rates = rateOverTimeChart({
    id: `rate-${group.id}`,
    title: `Completed per second over time, ${group.text}`,
    offeredPerS: group.offeredPerS,
    series: group.variants.map(({ index, judged, load }) => ({
      index,
      style: judged.run.style,
      endsMs: load.all.filter(isGood).map(({ ended }) => ended),
      lastIntendedMs: load.all.reduce((last, { intended }) => Math.max(last, intended), 0),
    })),
  })
  const course = overTimeChart({
    id: `time-${group.id}`,
    title: `Latency over time, ${group.text}`,
    domain: domains.course,
    series: group.variants.map(({ index, judged, load, faults }) => ({
      index,
      style: judged.run.style,
      faults,
      warmUpMs: load.steadiness.cutMs,
      samples: load.all,
    })),
  })
  return `<div class="pair"><figure><figcaption><b>Percentiles</b>: the axis gives the slowest requests as much room as the rest</figcaption>${spectrum}</figure><figure><figcaption><b>Distribution</b>: share that ended within a time</figcaption>${distribution}</figure><figure><figcaption><b>Latency over time</b>: line: median; band: up to P95; crosses: failures${shadesText(group.variants)}</figcaption>${course}</figure><figure><figcaption><b>Completed per second</b>${group.offeredPerS === null ? '' : ' and the offered rate'}</figcaption>${rates}</figure></div>`
}

const loadSection = (group: LoadGroup, domains: Domains): string =>
  `<h3>${escaped(capitalised(group.text))}${group.isJudged ? '' : ' <small style="display:inline">measures capacity, has no limit</small>'}</h3>${tableOf(group)}<div style="height:18px"></div>${legend(group.variants)}${chartsOf(group, domains)}`

const throughputSection = (groups: readonly LoadGroup[], things: string): string => {
  const chart = intervalChart({
    id: 'rates',
    title: `${capitalised(things)} per second, by load and style`,
    axis: 'completed per second, with 95 % interval',
    rows: groups.map((group) => ({
      label: group.text,
      target: group.targetPerS,
      values: group.variants.map(({ index, judged, figures }) => ({ index, style: judged.run.style, ...figures.rate })),
    })),
  })
  return `<h3>Throughput</h3><div class="pair"><figure>${chart}</figure><p class="lead">A load at a fixed rate can’t complete more than it offers. Users without pauses show how much the system can complete: its capacity, to which no limit applies. Latency under that load depends mostly on queueing.</p></div>`
}

/** Both styles side by side for each load: figures, distribution, latency over time, throughput. */
export const comparisonSection = (run: JudgedRun, styles: readonly string[]): string => {
  const groups = loadGroups(run, styles)
  if (groups.length === 0) return ''
  const domains = commonDomains(groups)
  const things = run.scenarios[0]?.scenario.unit_of_work.many ?? 'units'
  const isAlone = styles.length < 2
  const heading = `${capitalised(styles.join(' and '))}${isAlone ? ', load by load' : ', side by side'}`
  const caution = isAlone ? '' : ' Each style ran once, so this report claims no difference between them.'
  return `<section><h2>${heading}</h2><p class="lead">The 95 % interval is below each figure. ${escaped(figuresNote(things))}${caution}</p>${groups.map((group) => loadSection(group, domains)).join('')}${throughputSection(groups, things)}</section>`
}
