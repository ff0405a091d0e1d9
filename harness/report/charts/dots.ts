import { largestOf, median, quantileRank, smallestOf } from '../../judge/statistics.ts'
import { count, time } from '../format.ts'
import { type Box, frame, log, mark, plotWidth, px, seriesClass, xAxis } from './frame.ts'

export type DotRow = { index: number; style: string; values: readonly number[]; missing: number }

const rowHeight = 104
const dotSize = 2.3

/** Dots of one row, stacked where they would overlap. */
const pile = (
  values: readonly number[],
  x: (value: number) => number,
): { at: number; level: number; value: number }[] => {
  const levels = new Map<number, number>()
  return [...values]
    .sort((a, b) => a - b)
    .map((value) => {
      const column = Math.round(x(value) / (dotSize * 1.6))
      const level = levels.get(column) ?? 0
      levels.set(column, level + 1)
      return { at: column * dotSize * 1.6, level, value }
    })
}

const drawnMost = 1_000

/** At most `drawnMost` values, evenly spaced by rank, including the shortest and the longest. */
const drawnOf = (values: readonly number[]): readonly number[] => {
  if (values.length <= drawnMost) return values
  const sorted = [...values].sort((a, b) => a - b)
  return Array.from(
    { length: drawnMost },
    (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (drawnMost - 1))] ?? 0,
  )
}

/** Each duration as a dot on a logarithmic axis, with the limit; one row per style. */
export const dotChart = (chart: { id: string; title: string; rows: readonly DotRow[]; limitMs: number }): string => {
  const all = chart.rows.flatMap(({ values }) => values)
  const box: Box = { left: 10, right: plotWidth - 16, top: 26, bottom: 26 + rowHeight * chart.rows.length }
  const domain: [number, number] = [
    Math.max(0.5, smallestOf(all, chart.limitMs) * 0.7),
    largestOf(all, chart.limitMs) * 1.25,
  ]
  const x = log(domain, [box.left, box.right])
  const rows = chart.rows.map((row, place) => {
    const base = box.top + rowHeight * (place + 1) - 14
    const dots = pile(drawnOf(row.values), x.at)
    const highest = largestOf(
      dots.map(({ level }) => level + 1),
      1,
    )
    const step = Math.min(dotSize * 1.9, (rowHeight - 44) / highest)
    const slowest = largestOf(row.values)
    const middle = median(row.values)
    const notes =
      row.values.length === 0
        ? ''
        : `<line class="tick ${seriesClass(row.index)}" x1="${px(x.at(middle))}" x2="${px(x.at(middle))}" y1="${base + 3}" y2="${base + 10}"/>`
    const words =
      row.values.length === 0
        ? 'no data'
        : `median ${time(middle)}, slowest ${time(slowest)}${row.missing > 0 ? `, ${row.missing} never finished` : ''}`
    return {
      svg: `<text class="row ${seriesClass(row.index)}" x="${box.left}" y="${box.top + rowHeight * place + 20}">${row.style}<tspan class="note" dx="8">${words}</tspan></text>${dots.map(({ at, level }) => mark(row.index, at, base - level * step, dotSize, 'dot')).join('')}${notes}`,
      said: `${row.style}: ${count(row.values.length)} values, ${words}.`,
    }
  })
  const limitX = px(x.at(chart.limitMs))
  return frame({
    id: chart.id,
    title: chart.title,
    description: `${rows.map(({ said }) => said).join(' ')} The limit is ${time(chart.limitMs)}.`,
    data: {
      head: ['Style', 'Values', 'Shortest', 'P25', 'Median', 'P75', 'P95', 'Longest', 'Never finished'],
      rows: chart.rows.map(({ style, values, missing }) => {
        const sorted = [...values].sort((a, b) => a - b)
        const at = (quantile: number): string => time(sorted[quantileRank(sorted.length, quantile) - 1] ?? null)
        return [style, count(values.length), at(0), at(0.25), at(0.5), at(0.75), at(0.95), at(1), count(missing)]
      }),
    },
    height: box.bottom + 36,
    body: `${xAxis(x, box, time, 'logarithmic')}<line class="limit hard" x1="${limitX}" x2="${limitX}" y1="${box.top - 8}" y2="${box.bottom}"/><text class="note limit hard" x="${limitX}" y="${box.top - 13}" text-anchor="end">limit ${time(chart.limitMs)}</text>${rows.map(({ svg }) => svg).join('')}`,
  })
}
