import { largestOf, median, smallestOf } from '../../judge/statistics.ts'
import { count, time } from '../format.ts'
import {
  type Box,
  frame,
  linear,
  log,
  mark,
  plotWidth,
  px,
  type Scale,
  seriesClass,
  steps,
  xAxis,
  yAxis,
} from './frame.ts'

/** An event, its time since the start of the load, and how long its answer or compensation took; null: it never finished. */
export type Happening = { atMs: number; durationMs: number | null }
export type Timeline = {
  index: number
  style: string
  happenings: readonly Happening[]
  faults: readonly { text: string; fromMs: number; toMs: number }[]
}

const box: Box = { left: 50, right: plotWidth - 12, top: 30, bottom: 232 }
const stretches = 12

/** Events in each of a dozen periods of time. */
const rowsOf = (series: readonly Timeline[], lengthS: number): string[][] => {
  const widthS = Math.max(1, Math.ceil(lengthS / stretches))
  return Array.from({ length: Math.floor(lengthS / widthS) + 1 }, (_, i) => {
    const [from, to] = [i * widthS, (i + 1) * widthS]
    return [
      `${from} to ${to} s`,
      ...series.flatMap(({ happenings }) => {
        const here = happenings.filter(({ atMs }) => atMs >= from * 1_000 && atMs < to * 1_000)
        const came = here.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
        const longest = came.length < here.length ? 'never finished' : time(came.length === 0 ? null : largestOf(came))
        return [count(here.length), came.length === 0 ? '–' : time(median(came)), longest]
      }),
    ]
  })
}

const drawnMost = 600

/** Draws the slowest and those that never finished in any case; thins out the others if there are many. */
export const drawn = (happenings: readonly Happening[]): Happening[] => {
  if (happenings.length <= drawnMost) return [...happenings]
  const slowestFirst = [...happenings].sort((a, b) => (b.durationMs ?? Infinity) - (a.durationMs ?? Infinity))
  const [slow, others] = [slowestFirst.slice(0, drawnMost / 2), slowestFirst.slice(drawnMost / 2)]
  const every = Math.ceil(others.length / (drawnMost / 2))
  return [...slow, ...others.filter((_, i) => i % every === 0)]
}

const draw = ({ index, happenings, faults }: Timeline, x: Scale, y: Scale): string => {
  const marks = drawn(happenings).map(({ atMs, durationMs }) => {
    const at = x.at(atMs / 1_000)
    return durationMs === null
      ? `<path class="bad ${seriesClass(index)}" d="M${px(at - 3)} ${box.top + 3}l6 6m0-6l-6 6"/>`
      : mark(index, at, y.at(durationMs), 2.6, 'dot')
  })
  const shades = faults.map(({ fromMs, toMs }) => {
    const [from, to] = [x.at(fromMs / 1_000), Math.min(box.right, x.at(toMs / 1_000))]
    return `<rect class="shade fault ${seriesClass(index)}" x="${px(from)}" y="${box.top}" width="${px(Math.max(0, to - from))}" height="${box.bottom - box.top}"/>`
  })
  return shades.join('') + marks.join('')
}

/** Each event at its time; the height is its duration. A line marks the limit, shading marks faults. */
export const timelineChart = (chart: {
  id: string
  title: string
  series: readonly Timeline[]
  limitMs: number
}): string => {
  const all = chart.series.flatMap(({ happenings }) => happenings)
  const came = all.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
  const lengthS = largestOf(
    all.map(({ atMs }) => atMs / 1_000),
    1,
  )
  const x = linear([0, lengthS], [box.left, box.right], steps(lengthS, 6))
  const least = Math.max(0.5, smallestOf(came, chart.limitMs / 10) * 0.7)
  const y = log([least, largestOf(came, chart.limitMs) * 1.6], [box.bottom, box.top], 6)
  const limitY = px(y.at(chart.limitMs))
  const said = chart.series.map(({ style, happenings }) => {
    const never = happenings.filter(({ durationMs }) => durationMs === null).length
    const times = happenings.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
    return `${style}: ${count(happenings.length)} in total, ${times.length === 0 ? 'none finished' : `slowest ${time(largestOf(times))}`}, ${count(never)} never finished.`
  })
  return frame({
    id: chart.id,
    title: chart.title,
    description: `${said.join(' ')} The limit is ${time(chart.limitMs)}.`,
    data: {
      head: ['Time', ...chart.series.flatMap(({ style }) => [`${style}, total`, 'median', 'slowest'])],
      rows: rowsOf(chart.series, lengthS),
    },
    height: 274,
    body: `${xAxis(x, box, (value) => `${value} s`, 'when it began, since the start of the load')}${yAxis(y, box, time)}<line class="limit hard" x1="${box.left}" x2="${box.right}" y1="${limitY}" y2="${limitY}"/><text class="note limit hard" x="${box.right}" y="${px(y.at(chart.limitMs) - 5)}" text-anchor="end">limit ${time(chart.limitMs)}</text>${chart.series.map((one) => draw(one, x, y)).join('')}`,
  })
}
