import { rate, time } from '../format.ts'
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

/** Measured throughput by users and the fitted scaling law; beyond `kneeAt` users, throughput falls. */
export type Saturation = {
  index: number
  variant: string
  points: readonly { n: number; x: number }[]
  law: ((users: number) => number) | null
  kneeAt: number | null
}

const box: Box = { left: 50, right: plotWidth - 12, top: 24, bottom: 232 }
const drawnPoints = 60

const curve = ({ index, law, kneeAt }: Saturation, last: number, x: Scale, y: Scale): string => {
  if (law === null) return ''
  const points = Array.from({ length: drawnPoints + 1 }, (_, i) => last ** (i / drawnPoints))
  const line = points.map((users) => `${px(x.at(users))} ${px(y.at(law(users)))}`)
  const knee =
    kneeAt === null || kneeAt > last || kneeAt < 1
      ? ''
      : `<line class="limit ${seriesClass(index)}" x1="${px(x.at(kneeAt))}" x2="${px(x.at(kneeAt))}" y1="${px(y.at(law(kneeAt)))}" y2="${box.bottom}"/>`
  return `<path class="line ${seriesClass(index)}" d="M${line.join('L')}"/>${knee}`
}

/** Throughput by number of users: marks are measurements, lines the fitted law; a dashed vertical line marks its peak. */
export const saturationChart = (chart: { id: string; title: string; series: readonly Saturation[] }): string => {
  const users = chart.series.flatMap(({ points }) => points.map(({ n }) => n))
  const last = Math.max(2, ...users)
  const most = Math.max(1, ...chart.series.flatMap(({ points }) => points.map(({ x: value }) => value))) * 1.12
  const all = [...new Set(users)].sort((a, b) => a - b)
  const x = { ...log([1, last], [box.left, box.right]), ticks: all }
  const y = linear([0, most], [box.bottom, box.top], steps(most, 5))
  return frame({
    id: chart.id,
    title: chart.title,
    description: chart.series
      .map(
        ({ variant, points, kneeAt }) =>
          `${variant}: ${points.map(({ n, x: value }) => `${rate(value)} with ${n}`).join(', ')} users; ${kneeAt === null ? 'no peak within the fitted law' : `peak at ${kneeAt.toFixed(0)} users`}.`,
      )
      .join(' '),
    data: {
      head: ['Users', ...chart.series.flatMap(({ variant }) => [variant, 'fitted law'])],
      rows: all.map((n) => [
        String(n),
        ...chart.series.flatMap(({ points, law }) => {
          const value = points.find((point) => point.n === n)?.x
          return [value === undefined ? '–' : rate(value), law === null ? '–' : rate(law(n))]
        }),
      ]),
    },
    height: 274,
    body: `${xAxis(x, box, String, 'users without pause, logarithmic')}${yAxis(y, box, (value) => `${value}/s`)}${chart.series.map((one) => curve(one, last, x, y)).join('')}${chart.series.flatMap(({ index, points }) => points.map(({ n, x: value }) => mark(index, x.at(n), y.at(value)))).join('')}`,
  })
}

export type Ladder = {
  index: number
  variant: string
  rungs: readonly { ratePerS: number; p95Ms: number | null; counts: boolean }[]
}

/** P95 by offered rate: filled where the step is valid, hollow where it isn't. */
export const ladderChart = (chart: { id: string; title: string; series: readonly Ladder[] }): string => {
  const rungs = chart.series.flatMap(({ rungs: all }) => all)
  const times = rungs.flatMap(({ p95Ms }) => (p95Ms === null ? [] : [p95Ms]))
  const most = Math.max(1, ...rungs.map(({ ratePerS }) => ratePerS)) * 1.06
  const x = linear([0, most], [box.left, box.right], steps(most, 6))
  const y = log([Math.min(1_000, ...times) * 0.7, Math.max(1, ...times) * 1.4], [box.bottom, box.top], 6)
  const drawn = chart.series.map(({ index, rungs: all }) => {
    const known = all.flatMap(({ ratePerS, p95Ms, counts }) => (p95Ms === null ? [] : [{ ratePerS, p95Ms, counts }]))
    const points = known.map(({ ratePerS, p95Ms }) => `${px(x.at(ratePerS))} ${px(y.at(p95Ms))}`)
    const marks = known.map(({ ratePerS, p95Ms, counts }) =>
      mark(index, x.at(ratePerS), y.at(p95Ms), 4, counts ? '' : 'hollow'),
    )
    return `${points.length > 1 ? `<path class="line ${seriesClass(index)}" d="M${points.join('L')}"/>` : ''}${marks.join('')}`
  })
  return frame({
    id: chart.id,
    title: chart.title,
    description: chart.series
      .map(({ variant, rungs: all }) => {
        const best = all.filter(({ counts }) => counts).map(({ ratePerS }) => ratePerS)
        return `${variant}: ${best.length === 0 ? 'no rate is valid' : `${Math.max(...best)}/s is the highest valid rate`}.`
      })
      .join(' '),
    data: {
      head: ['Variant', 'Offered rate', 'P95', 'Valid'],
      rows: chart.series.flatMap(({ variant, rungs: all }) =>
        all.map(({ ratePerS, p95Ms, counts }) => [variant, `${ratePerS}/s`, time(p95Ms), counts ? 'yes' : 'no']),
      ),
    },
    height: 274,
    body: `${xAxis(x, box, (value) => `${value}/s`, 'offered rate; hollow: not valid')}${yAxis(y, box, time)}${drawn.join('')}`,
  })
}
