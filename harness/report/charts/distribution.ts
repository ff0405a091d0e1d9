import { quantity, time } from '../format.ts'
import { type Box, frame, linear, log, plotWidth, px, seriesClass, xAxis, yAxis } from './frame.ts'

export type Distribution = { index: number; style: string; sortedMs: ArrayLike<number>; limitMs: number | null }

const box: Box = { left: 42, right: plotWidth - 8, top: 34, bottom: 250 }

/** Ranks to draw: evenly spaced ones, and each of the last twenty. */
const drawnRanks = (samples: number): number[] => {
  const body = Math.max(0, samples - 20)
  const points = Math.min(body, 160)
  const ranks = Array.from({ length: points }, (_, i) => Math.round(((i + 1) * body) / points))
  for (let rank = body + 1; rank <= samples; rank++) ranks.push(rank)
  return ranks
}

/** Lines for the limits of both styles and the project's own target; their labels don't overlap. */
const limitLines = (series: readonly Distribution[], ownMs: number | null, x: (ms: number) => number): string => {
  const limits = series.flatMap(({ index, limitMs }) =>
    limitMs === null
      ? []
      : [{ className: `limit ${seriesClass(index)}`, ms: limitMs, label: `limit ${time(limitMs)}` }],
  )
  const own = ownMs === null ? [] : [{ className: 'limit own', ms: ownMs, label: `own target ${time(ownMs)}` }]
  const unique = [...own, ...limits].filter((line, i, all) => all.findIndex((other) => other.ms === line.ms) === i)
  return unique
    .sort((a, b) => a.ms - b.ms)
    .map(({ className, ms, label }, i) => {
      const at = x(ms)
      const y = box.top - 6 - (i % 2) * 13
      return `<line class="${className}" x1="${px(at)}" x2="${px(at)}" y1="${y + 3}" y2="${box.bottom}"/><text class="note ${className}" x="${px(at)}" y="${y}" text-anchor="${at > box.right - 50 ? 'end' : 'middle'}">${label}</text>`
    })
    .join('')
}

const share = (part: number, total: number): string =>
  total === 0 ? '–' : quantity(Math.floor((10_000 * part) / total) / 100, '%')

/** How many of the sorted values are at most `ms`, by binary search. */
const endedWithin = (sortedMs: ArrayLike<number>, ms: number): number => {
  let [low, high] = [0, sortedMs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sortedMs[middle] ?? 0) <= ms) low = middle + 1
    else high = middle
  }
  return low
}

/** The ticks of the axis, and a time between each pair. */
const timesOf = (ticks: readonly number[]): number[] =>
  ticks.flatMap((tick, i) => {
    const next = ticks[i + 1]
    return next === undefined ? [tick] : [tick, Math.round(10 * Math.sqrt(tick * next)) / 10]
  })

/**
 * The share of requests that completed within a time, on a logarithmic time axis. `total` includes failures, so a curve
 * with failures stays below 100 %.
 */
export const distributionChart = (chart: {
  id: string
  title: string
  series: readonly (Distribution & { total: number })[]
  domain: [number, number]
  ownMs: number | null
}): string => {
  const x = log(chart.domain, [box.left, box.right])
  const y = linear([0, 100], [box.bottom, box.top], [0, 25, 50, 75, 95, 100])
  const lines = chart.series.map(({ index, sortedMs, total }) => {
    const points = drawnRanks(sortedMs.length).map(
      (rank) => `H${px(x.at(sortedMs[rank - 1] ?? 0))}V${px(y.at((100 * rank) / total))}`,
    )
    const start = `M${px(x.at(sortedMs[0] ?? chart.domain[0]))} ${box.bottom}`
    return `<path class="line ${seriesClass(index)}" d="${start}${points.join('')}${points.length > 0 ? `H${box.right}` : ''}"/>`
  })
  const said = chart.series.map(({ style, sortedMs, total }) => {
    const at = (share: number): string => time(sortedMs[Math.ceil(share * total) - 1] ?? null)
    return `${style}: half completed within ${at(0.5)}, 95 % within ${at(0.95)}, 99 % within ${at(0.99)}, of ${total}.`
  })
  return frame({
    id: chart.id,
    title: chart.title,
    description: said.join(' '),
    data: {
      head: ['Completed within', ...chart.series.map(({ style }) => style)],
      rows: timesOf(x.ticks).map((ms) => [
        time(ms),
        ...chart.series.map(({ sortedMs, total }) => share(endedWithin(sortedMs, ms), total)),
      ]),
    },
    height: 292,
    body: `${xAxis(x, box, time, 'time until the end, logarithmic')}${yAxis({ ...y, ticks: [0, 25, 50, 75, 95] }, box, (value) => `${value} %`)}${limitLines(chart.series, chart.ownMs, x.at)}${lines.join('')}`,
  })
}
