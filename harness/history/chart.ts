import {
  type Box,
  frame,
  linear,
  mark,
  plotWidth,
  px,
  seriesClass,
  steps,
  xAxis,
  yAxis,
} from '../report/charts/frame.ts'
import type { Series } from './levels.ts'
import { day, factorText, figure, nameOf, placeText } from './words.ts'

const box: Box = { left: 58, right: plotWidth - 10, top: 26, bottom: 208 }

/** One figure over all runs: a dot per run, a line per level, and marks where the level changed. */
export const historyChart = (series: Series, id: string, index: number): string => {
  const { points, levels, changes, measure } = series
  const high = Math.max(...points.map(({ value }) => value), 0) * 1.12 || 1
  const last = Math.max(1, points.length - 1)
  const every = Math.max(1, Math.ceil(points.length / 5))
  const ticks = points.map((_, at) => at).filter((at) => at % every === 0)
  const x = linear([0, last], [box.left + 8, box.right - 8], ticks)
  const y = linear([0, high], [box.bottom, box.top], steps(high))
  const name = seriesClass(index)
  const dots = points.map(({ value }, at) => mark(index, x.at(at), y.at(value), 2.6, 'dot'))
  const lines = levels.map(
    ({ from, to, value }) =>
      `<path class="line ${name}" d="M${px(x.at(from - (from === 0 ? 0 : 0.5)))} ${px(y.at(value))}H${px(x.at(to - (to === points.length ? 1 : 0.5)))}"/>`,
  )
  const marks = changes.map(({ index: at, verdict, factor }) => {
    const [place, kind] = [px(x.at(at - 0.5)), verdict === 'slower' ? 'hard' : 'own']
    return `<line class="limit ${kind}" x1="${place}" x2="${place}" y1="${box.top - 6}" y2="${box.bottom}"/><text class="note limit ${kind}" x="${place}" y="${box.top - 10}" text-anchor="middle">${factor.value.toFixed(2)} ×</text>`
  })
  const description = [
    `${points.length} runs from ${day(points[0]?.startedAt ?? '')} to ${day(points.at(-1)?.startedAt ?? '')}.`,
    ...levels.map(({ from, to, value }) => `Level of runs ${from + 1} to ${to}: ${figure(measure, value)}.`),
    ...changes.map((change) => `${change.verdict} from ${placeText(change)}: ${factorText(change)}.`),
  ]
  return frame({
    id,
    title: nameOf(series),
    description: description.join(' '),
    height: 248,
    body: `${xAxis(x, box, (at) => points[at]?.commit.slice(0, 8) ?? '', 'runs, in order')}${yAxis(y, box, (value) => figure(measure, value))}${lines.join('')}${dots.join('')}${marks.join('')}`,
  })
}
