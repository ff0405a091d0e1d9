import { quantileRank } from '../../judge/statistics.ts'
import { time } from '../format.ts'
import { type Box, frame, linear, log, plotWidth, px, seriesClass, steps, xAxis, yAxis } from './frame.ts'

export type Course = {
  index: number
  style: string
  points: readonly { atMs: number; latencyMs: number; good: boolean }[]
  warmUpMs: number
}

const box: Box = { left: 50, right: plotWidth - 8, top: 12, bottom: 228 }

type Bin = { at: number; p50: number; p95: number }

const quantileOf = (sorted: readonly number[], quantile: number): number =>
  sorted[quantileRank(sorted.length, quantile) - 1] ?? 0

/** One bin a second; seconds without an end are left out. */
const bins = (course: Course): Bin[] => {
  const seconds = new Map<number, number[]>()
  for (const { atMs, latencyMs } of course.points) {
    const second = Math.floor(atMs / 1_000)
    const known = seconds.get(second)
    if (known === undefined) seconds.set(second, [latencyMs])
    else known.push(latencyMs)
  }
  return [...seconds]
    .sort(([a], [b]) => a - b)
    .map(([second, values]) => {
      const sorted = values.sort((a, b) => a - b)
      return { at: second + 0.5, p50: quantileOf(sorted, 0.5), p95: quantileOf(sorted, 0.95) }
    })
}

/** Latency second by second: the line is the median, the band reaches up to the 95th percentile; crosses are bad ends. */
export const overTimeChart = (chart: {
  id: string
  title: string
  series: readonly Course[]
  domain: [number, number]
}): string => {
  const lengthS = Math.max(1, ...chart.series.flatMap(({ points }) => points.map(({ atMs }) => atMs / 1_000)))
  const x = linear([0, lengthS], [box.left, box.right], steps(lengthS, 6))
  const y = log(chart.domain, [box.bottom, box.top], 6)
  const drawn = chart.series.map((course) => {
    const all = bins(course).filter(({ at }) => at <= lengthS)
    const name = seriesClass(course.index)
    const up = all.map(({ at, p95 }) => `${px(x.at(at))} ${px(y.at(p95))}`)
    const down = all.map(({ at, p50 }) => `${px(x.at(at))} ${px(y.at(p50))}`)
    const bad = course.points
      .filter(({ good }) => !good)
      .slice(0, 400)
      .map(({ atMs, latencyMs }) => {
        const [cx, cy] = [x.at(atMs / 1_000), y.at(latencyMs)]
        return `M${px(cx - 2.5)} ${px(cy - 2.5)}l5 5m0-5l-5 5`
      })
    const warm =
      course.warmUpMs > 0
        ? `<line class="warm ${name}" x1="${box.left}" x2="${px(x.at(course.warmUpMs / 1_000))}" y1="${box.bottom - 3 - 5 * course.index}" y2="${box.bottom - 3 - 5 * course.index}"/>`
        : ''
    return {
      band: `<path class="band ${name}" d="M${[...up, ...down.reverse()].join('L')}Z"/>`,
      line: `<path class="line ${name}" d="M${all.map(({ at, p50 }) => `${px(x.at(at))} ${px(y.at(p50))}`).join('L')}"/>${warm}${bad.length > 0 ? `<path class="bad ${name}" d="${bad.join('')}"/>` : ''}`,
      said: `${course.style}: median per second between ${time(Math.min(...all.map(({ p50 }) => p50)))} and ${time(Math.max(...all.map(({ p50 }) => p50)))}; ${course.points.filter(({ good }) => !good).length} bad ends; warm-up of ${time(course.warmUpMs)} cut.`,
    }
  })
  return frame({
    id: chart.id,
    title: chart.title,
    description: drawn.map(({ said }) => said).join(' '),
    height: 270,
    body: `${xAxis(x, box, (value) => `${value} s`, 'since the start of the load')}${yAxis(y, box, time)}${drawn.map(({ band }) => band).join('')}${drawn.map(({ line }) => line).join('')}`,
  })
}
