import { mean } from '../../judge/statistics.ts'
import { escaped } from '../format.ts'
import { type Box, frame, linear, mark, plotWidth, px, seriesClass, steps, xAxis } from './frame.ts'

/** One value per round; null for an invalid round. */
export type RoundsRow = { index: number; label: string; values: readonly (number | null)[] }

const rowHeight = 46

/** Each run as a dot, in order of its round from the top, with the mean of all as a line; one row per variant. */
export const roundsChart = (chart: {
  id: string
  title: string
  axis: string
  rows: readonly RoundsRow[]
  text: (value: number) => string
}): string => {
  const box: Box = { left: 10, right: plotWidth - 12, top: 4, bottom: 10 + rowHeight * chart.rows.length }
  const all = chart.rows.flatMap(({ values }) => values.filter((value) => value !== null))
  const most = Math.max(1e-9, ...all) * 1.05
  const x = linear([0, most], [box.left, box.right], steps(most, 5))
  const rows = chart.rows.map(({ index, label, values }, place) => {
    const top = box.top + rowHeight * place
    const counted = values.filter((value) => value !== null)
    const rounds = Math.max(1, values.length - 1)
    const dots = values.map((value, round) =>
      value === null ? '' : mark(index, x.at(value), top + 22 + (16 * round) / rounds, 2.6, 'dot'),
    )
    if (counted.length === 0)
      return `<text class="row" x="${box.left}" y="${top + 14}">${escaped(label)}<tspan class="note" dx="8">no valid round</tspan></text>`
    const middle = mean(counted)
    return `<text class="row" x="${box.left}" y="${top + 14}">${escaped(label)}<tspan class="note" dx="8">mean ${escaped(chart.text(middle))}</tspan></text><line class="tick ${seriesClass(index)}" x1="${px(x.at(middle))}" x2="${px(x.at(middle))}" y1="${top + 18}" y2="${top + 42}"/>${dots.join('')}`
  })
  const rounds = Math.max(0, ...chart.rows.map(({ values }) => values.length))
  return frame({
    id: chart.id,
    title: chart.title,
    description: chart.rows
      .map(({ label, values }) => {
        const counted = values.filter((value) => value !== null)
        return counted.length === 0
          ? `${label}: no valid round.`
          : `${label}: mean ${chart.text(mean(counted))}, from ${chart.text(Math.min(...counted))} to ${chart.text(Math.max(...counted))} in ${counted.length} rounds.`
      })
      .join(' '),
    data: {
      head: ['Variant', ...Array.from({ length: rounds }, (_, round) => `round ${round + 1}`), 'mean'],
      rows: chart.rows.map(({ label, values }) => {
        const counted = values.filter((value) => value !== null)
        return [
          label,
          ...Array.from({ length: rounds }, (_, round) => {
            const value = values[round]
            return value === null || value === undefined ? '–' : chart.text(value)
          }),
          counted.length === 0 ? '–' : chart.text(mean(counted)),
        ]
      }),
    },
    height: box.bottom + 38,
    body: `${xAxis(x, box, (value) => String(value), chart.axis)}${rows.join('')}`,
  })
}
