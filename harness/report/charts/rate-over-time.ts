import { amount } from '../costs.ts'
import { rate } from '../format.ts'
import { type Box, frame, linear, plotWidth, px, seriesClass, steps, xAxis, yAxis } from './frame.ts'
import { binWidthS } from './over-time.ts'

export type Ends = {
  index: number
  style: string
  /** When requests completed, since the start of the load. */
  endsMs: readonly number[]
  lastIntendedMs: number
}

const box: Box = { left: 50, right: plotWidth - 8, top: 12, bottom: 228 }

/** Completed requests per second, in each bin that lies entirely within the load. */
export const ratesOf = ({ endsMs, lastIntendedMs }: Ends, widthS: number): number[] => {
  const counts = Array.from({ length: Math.floor(lastIntendedMs / 1_000 / widthS) }, () => 0)
  for (const ms of endsMs) {
    const place = Math.floor(ms / 1_000 / widthS)
    if (place < counts.length) counts[place] = (counts[place] ?? 0) + 1
  }
  return counts.map((ends) => ends / widthS)
}

/** Completed requests per second, with the offered rate. */
export const rateOverTimeChart = (chart: {
  id: string
  title: string
  series: readonly Ends[]
  offeredPerS: number | null
}): string => {
  const lengthS = Math.max(1, ...chart.series.map(({ lastIntendedMs }) => lastIntendedMs / 1_000))
  const widthS = binWidthS(lengthS)
  const all = chart.series.map((one) => ratesOf(one, widthS))
  const most = Math.max(1, chart.offeredPerS ?? 0, ...all.flat()) * 1.12
  const x = linear([0, lengthS], [box.left, box.right], steps(lengthS, 6))
  const y = linear([0, most], [box.bottom, box.top], steps(most, 5))
  const lines = chart.series.map(({ index }, i) => {
    const points = (all[i] ?? []).map((value, place) => `${px(x.at((place + 0.5) * widthS))} ${px(y.at(value))}`)
    return points.length === 0 ? '' : `<path class="line ${seriesClass(index)}" d="M${points.join('L')}"/>`
  })
  const offeredY = chart.offeredPerS === null ? '' : px(y.at(chart.offeredPerS))
  const offered =
    chart.offeredPerS === null
      ? ''
      : `<line class="limit own" x1="${box.left}" x2="${box.right}" y1="${offeredY}" y2="${offeredY}"/><text class="note limit own" x="${box.right}" y="${px(y.at(chart.offeredPerS) - 6)}" text-anchor="end">offered rate ${rate(chart.offeredPerS)}</text>`
  const said = chart.series.map(({ style }, i) => {
    const values = all[i] ?? []
    return values.length === 0
      ? `${style}: the load is too short.`
      : `${style}: between ${rate(Math.min(...values))} and ${rate(Math.max(...values))}.`
  })
  return frame({
    id: chart.id,
    title: chart.title,
    description: `${said.join(' ')}${chart.offeredPerS === null ? '' : ` Offered rate: ${rate(chart.offeredPerS)}.`}`,
    data: {
      head: ['Time', ...chart.series.map(({ style }) => `${style}, per second`)],
      rows: Array.from({ length: Math.max(0, ...all.map((values) => values.length)) }, (_, place) => [
        `${place * widthS} to ${(place + 1) * widthS} s`,
        ...all.map((values) => (values[place] === undefined ? '–' : amount(values[place]))),
      ]),
    },
    height: 270,
    body: `${xAxis(x, box, (value) => `${value} s`, 'since the start of the load')}${yAxis(y, box, (value) => String(value))}${offered}${lines.join('')}`,
  })
}
