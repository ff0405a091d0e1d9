import type { Estimate } from '../../judge/resampling.ts'
import { escaped } from '../format.ts'
import { type Box, frame, linear, mark, plotWidth, px, seriesClass, xAxis } from './frame.ts'

/** The ratio of two figures with its interval; `band`: identical runs differ by up to this factor. */
export type DifferenceRow = { index: number; label: string; estimate: Estimate; band: number; verdict: string }

const rowHeight = 50
const candidates = [0.05, 0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10, 20]
const ticksMost = 7

/** Readable ticks for an axis of factors, thinned where they would overlap; 1 is always included. */
export const factorTicks = (low: number, high: number): number[] => {
  const inside = candidates.filter((tick) => tick >= low && tick <= high)
  if (inside.length <= ticksMost) return inside
  const one = inside.indexOf(1)
  const every = Math.ceil(inside.length / ticksMost)
  return inside.filter((_, i) => (i - one) % every === 0)
}

const factor = (value: number): string => `${value.toFixed(2)} ×`

/** Ratios with their intervals on a logarithmic axis around 1. A ratio inside the shaded A/A band shows no difference. */
export const differenceChart = (chart: {
  id: string
  title: string
  axis: string
  rows: readonly DifferenceRow[]
}): string => {
  const box: Box = { left: 10, right: plotWidth - 14, top: 6, bottom: 12 + rowHeight * chart.rows.length }
  const ends = chart.rows.flatMap(({ estimate, band }) => [estimate.low, estimate.high, band, 1 / band])
  const [low, high] = [Math.min(0.9, ...ends) * 0.95, Math.max(1.1, ...ends) * 1.05]
  const x = linear([Math.log(low), Math.log(high)], [box.left, box.right], factorTicks(low, high).map(Math.log))
  const at = (value: number): number => x.at(Math.log(value))
  const rows = chart.rows.map(({ index, label, estimate, band, verdict }, place) => {
    const top = box.top + rowHeight * place
    const y = top + 31
    const words = `${factor(estimate.value)}, ${verdict}`
    return `<rect class="band-aa" x="${px(at(1 / band))}" y="${px(top + 21)}" width="${px(at(band) - at(1 / band))}" height="20"/><text class="row" x="${box.left}" y="${px(top + 14)}">${escaped(label)}<tspan class="note" dx="8">${escaped(words)}</tspan></text><line class="whisker ${seriesClass(index)}" x1="${px(at(estimate.low))}" x2="${px(at(estimate.high))}" y1="${px(y)}" y2="${px(y)}"/>${mark(index, at(estimate.value), y)}`
  })
  const one = px(at(1))
  return frame({
    id: chart.id,
    title: chart.title,
    description: chart.rows
      .map(
        ({ label, estimate, band, verdict }) =>
          `${label}: ${factor(estimate.value)}, from ${factor(estimate.low)} to ${factor(estimate.high)}; identical runs differ by up to ${factor(band)}: ${verdict}.`,
      )
      .join(' '),
    data: {
      head: ['Pair', 'Factor', '95 % from', 'to', 'Identical runs (A/A)', 'Result'],
      rows: chart.rows.map(({ label, estimate, band, verdict }) => [
        label,
        factor(estimate.value),
        factor(estimate.low),
        factor(estimate.high),
        `± ${(100 * (band - 1)).toFixed(0)} %`,
        verdict,
      ]),
    },
    height: box.bottom + 38,
    body: `${xAxis(x, box, (value) => String(Number(Math.exp(value).toFixed(2))), chart.axis)}<line class="one" x1="${one}" x2="${one}" y1="${box.top}" y2="${box.bottom}"/>${rows.join('')}`,
  })
}
