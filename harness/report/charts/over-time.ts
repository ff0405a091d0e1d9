import { quantileRank } from '../../judge/statistics.ts'
import { isGood, latencyMs, type Sample } from '../../scenario/records.ts'
import { count, stretch, time } from '../format.ts'
import { type Box, frame, linear, log, plotWidth, px, type Scale, seriesClass, steps, xAxis, yAxis } from './frame.ts'

export type Course = {
  index: number
  style: string
  samples: readonly Pick<Sample, 'intended' | 'ended' | 'outcome'>[]
  warmUpMs: number
  /** Faults, in milliseconds since the start of the load. */
  faults: readonly { text: string; fromMs: number; toMs: number }[]
}

const box: Box = { left: 50, right: plotWidth - 8, top: 12, bottom: 228 }

export type Bin = { fromS: number; p50: number; p95: number; samples: number; bad: number }

const widths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]
const binsMost = 120
const crossesMost = 400

/** Seconds per bin, so that all bins stay distinguishable. */
export const binWidthS = (lengthS: number): number => widths.find((width) => lengthS / width <= binsMost) ?? 3_600

const quantileOf = (sorted: readonly number[], quantile: number): number =>
  sorted[quantileRank(sorted.length, quantile) - 1] ?? 0

/** Median and P95 of each bin of time; bins without a request are omitted. */
export const binsOf = (samples: Course['samples'], widthS: number): Bin[] => {
  const found = new Map<number, { values: number[]; bad: number }>()
  for (const sample of samples) {
    const place = Math.floor(sample.intended / 1_000 / widthS)
    const known = found.get(place) ?? { values: [], bad: 0 }
    known.values.push(latencyMs(sample))
    if (!isGood(sample)) known.bad++
    found.set(place, known)
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([place, { values, bad }]) => {
      const sorted = values.sort((a, b) => a - b)
      const [p50, p95] = [quantileOf(sorted, 0.5), quantileOf(sorted, 0.95)]
      return { fromS: place * widthS, p50, p95, samples: sorted.length, bad }
    })
}

const shade = (className: string, x: Scale, fromMs: number, toMs: number): string => {
  const from = Math.max(box.left, x.at(fromMs / 1_000))
  const to = Math.min(box.right, x.at(toMs / 1_000))
  return to <= from
    ? ''
    : `<rect class="${className}" x="${px(from)}" y="${box.top}" width="${px(to - from)}" height="${box.bottom - box.top}"/>`
}

/** Shades the warm-up, with a bar at the bottom, and faults, with a bar at the top. */
const shading = (course: Course, x: Scale): string => {
  const name = seriesClass(course.index)
  const bar = (fromMs: number, toMs: number, y: number): string =>
    `<line class="warm ${name}" x1="${px(Math.max(box.left, x.at(fromMs / 1_000)))}" x2="${px(Math.min(box.right, x.at(toMs / 1_000)))}" y1="${y}" y2="${y}"/>`
  const warm =
    course.warmUpMs > 0
      ? `${shade(`shade ${name}`, x, 0, course.warmUpMs)}${bar(0, course.warmUpMs, box.bottom - 3 - 5 * course.index)}`
      : ''
  const faults = course.faults.map(
    ({ fromMs, toMs }) =>
      `${shade(`shade fault ${name}`, x, fromMs, toMs)}${bar(fromMs, toMs, box.top + 2 + 5 * course.index)}`,
  )
  return warm + faults.join('')
}

const draw = (course: Course, bins: readonly Bin[], widthS: number, x: Scale, y: Scale) => {
  const name = seriesClass(course.index)
  const at = ({ fromS }: Bin): string => px(x.at(Math.min(fromS + widthS / 2, x.domain[1])))
  const up = bins.map((bin) => `${at(bin)} ${px(y.at(bin.p95))}`)
  const middle = bins.map((bin) => `${at(bin)} ${px(y.at(bin.p50))}`)
  const bad = course.samples.filter((sample) => !isGood(sample))
  const crosses = bad
    .slice(0, crossesMost)
    .map((sample) => `M${px(x.at(sample.intended / 1_000) - 2.5)} ${px(y.at(latencyMs(sample)) - 2.5)}l5 5m0-5l-5 5`)
  const medians = bins.map(({ p50 }) => p50)
  return {
    band: `${shading(course, x)}<path class="band ${name}" d="M${[...up, ...middle.toReversed()].join('L')}Z"/>`,
    line: `<path class="line ${name}" d="M${middle.join('L')}"/>${crosses.length > 0 ? `<path class="bad ${name}" d="${crosses.join('')}"/>` : ''}`,
    said: `${course.style}: median between ${time(Math.min(...medians))} and ${time(Math.max(...medians))}; ${count(bad.length)} failures; warm-up of ${stretch(course.warmUpMs)} excluded${course.faults.map(({ text, fromMs, toMs }) => `; ${text} from ${stretch(fromMs)} to ${stretch(toMs)}`).join('')}.`,
  }
}

const rowsOf = (all: readonly (readonly Bin[])[], widthS: number): string[][] => {
  const starts = [...new Set(all.flatMap((bins) => bins.map(({ fromS }) => fromS)))].sort((a, b) => a - b)
  return starts.map((start) => [
    `${start} to ${start + widthS} s`,
    ...all.flatMap((bins) => {
      const bin = bins.find(({ fromS }) => fromS === start)
      return bin === undefined ? ['–', '–', '–'] : [time(bin.p50), time(bin.p95), count(bin.bad)]
    }),
  ])
}

/** Latency over time: the line is the median, the band reaches up to P95, and crosses are failures. */
export const overTimeChart = (chart: {
  id: string
  title: string
  series: readonly Course[]
  domain: [number, number]
}): string => {
  const last = chart.series.map(({ samples }) => samples.reduce((most, { intended }) => Math.max(most, intended), 0))
  const lengthS = Math.max(1, ...last.map((ms) => ms / 1_000))
  const x = linear([0, lengthS], [box.left, box.right], steps(lengthS, 6))
  const y = log(chart.domain, [box.bottom, box.top], 6)
  const widthS = binWidthS(lengthS)
  const all = chart.series.map(({ samples }) => binsOf(samples, widthS))
  const drawn = chart.series.map((course, i) => draw(course, all[i] ?? [], widthS, x, y))
  return frame({
    id: chart.id,
    title: chart.title,
    description: drawn.map(({ said }) => said).join(' '),
    data: {
      head: ['Time', ...chart.series.flatMap(({ style }) => [`${style}, median`, 'P95', 'failures'])],
      rows: rowsOf(all, widthS),
    },
    height: 270,
    body: `${xAxis(x, box, (value) => `${value} s`, 'since the start of the load')}${yAxis(y, box, time)}${drawn.map(({ band }) => band).join('')}${drawn.map(({ line }) => line).join('')}`,
  })
}
