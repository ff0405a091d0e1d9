import { quantileRank } from '../../judge/statistics.ts'
import { percent, time } from '../format.ts'
import { type Box, frame, linear, log, plotWidth, px, type Scale, seriesClass, xAxis, yAxis } from './frame.ts'

/** Sorted times of completed requests; `total` includes failures, which have no time. */
export type Spectrum = {
  index: number
  style: string
  sortedMs: ArrayLike<number>
  total: number
  limitMs: number | null
}

const box: Box = { left: 50, right: plotWidth - 8, top: 20, bottom: 250 }
const shares = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999]
const tabled = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]

/** Nines of a share: 0.9 is 1, 0.99 is 2; the axis of HdrHistogram's plots, log10(1 ÷ (1 − share)). */
export const nines = (share: number): number => -Math.log10(1 - share)

/** Ranks to draw: evenly spaced along the axis, all of them if there are few. */
export const spectrumRanks = (samples: number, most = 160): number[] => {
  const end = nines((samples - 0.5) / samples)
  const ranks = Array.from({ length: most }, (_, i) => quantileRank(samples, 1 - 10 ** (-(i / (most - 1)) * end)))
  return [...new Set(ranks)]
}

const curve = ({ index, sortedMs, total }: Spectrum, x: Scale, y: Scale): string => {
  const points = spectrumRanks(total)
    .filter((rank) => rank <= sortedMs.length)
    .map((rank) => `${px(x.at(nines((rank - 0.5) / total)))} ${px(y.at(sortedMs[rank - 1] ?? 0))}`)
  return points.length === 0 ? '' : `<path class="line ${seriesClass(index)}" d="M${points.join('L')}"/>`
}

/** A limit applies up to its percentile: the curve has to pass below the corner. */
const limits = (series: readonly Spectrum[], target: number, x: Scale, y: Scale): string => {
  const corner = px(x.at(nines(target)))
  const lines = series.flatMap(({ index, limitMs }) => {
    if (limitMs === null) return []
    const at = px(y.at(limitMs))
    const name = `limit ${seriesClass(index)}`
    return [
      `<path class="${name}" fill="none" d="M${box.left} ${at}H${corner}V${box.top}"/><text class="note ${name}" x="${box.left + 5}" y="${px(y.at(limitMs) - 5)}">limit ${time(limitMs)}</text>`,
    ]
  })
  return lines.length === 0
    ? ''
    : `${lines.join('')}<text class="note" x="${corner}" y="${box.top - 6}" text-anchor="middle">at ${percent(target, 3)}</text>`
}

const at = ({ sortedMs, total }: Spectrum, share: number): string =>
  time(sortedMs[quantileRank(total, share) - 1] ?? null)

/** Time by percentile, on a logarithmic axis towards 100 %, which gives the slowest requests as much room as the rest. */
export const spectrumChart = (chart: {
  id: string
  title: string
  series: readonly Spectrum[]
  domain: [number, number]
  /** The percentile of the limits, as a share. */
  target: number
}): string => {
  const most = Math.max(1, ...chart.series.map(({ total }) => total))
  const end = Math.max(2, nines((most - 0.5) / most))
  const ticks = shares.map(nines).filter((tick) => tick <= end)
  const x = linear([0, end], [box.left, box.right], ticks)
  const y = log(chart.domain, [box.bottom, box.top], 6)
  const label = (tick: number): string => percent(shares[ticks.indexOf(tick)] ?? 0, 3)
  return frame({
    id: chart.id,
    title: chart.title,
    description: chart.series
      .map(
        (one) => `${one.style}: ${tabled.map((share) => `${percent(share, 3)} within ${at(one, share)}`).join(', ')}.`,
      )
      .join(' '),
    data: {
      head: ['Percentile', ...chart.series.map(({ style }) => style)],
      rows: tabled.map((share) => [
        share === 1 ? 'slowest' : `P${Number((100 * share).toFixed(1))}`,
        ...chart.series.map((one) => at(one, share)),
      ]),
    },
    height: 292,
    body: `${xAxis(x, box, label, 'share of all, logarithmic towards 100 %')}${yAxis(y, box, time)}${limits(chart.series, chart.target, x, y)}${chart.series.map((one) => curve(one, x, y)).join('')}`,
  })
}
