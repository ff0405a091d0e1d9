import { escaped } from '../format.ts'
import { type Box, type ChartData, frame, linear, mark, plotWidth, px, seriesClass, steps, xAxis } from './frame.ts'

export type BarRow = { label: string; values: readonly { index: number; style: string; value: number }[] }

const labelHeight = 20
const barHeight = 15
const gap = 6

/** Bars from zero, one per style in each row; each ends in the mark of its style. */
export const barChart = (chart: {
  id: string
  title: string
  axis: string
  rows: readonly BarRow[]
  text: (value: number) => string
  data?: ChartData
}): string => {
  const heights = chart.rows.map(({ values }) => labelHeight + barHeight * values.length + gap)
  const box: Box = { left: 10, right: plotWidth - 70, top: 4, bottom: 8 + heights.reduce((sum, each) => sum + each, 0) }
  const most = Math.max(1e-9, ...chart.rows.flatMap(({ values }) => values.map(({ value }) => value)))
  const x = linear([0, most], [box.left, box.right], steps(most, 5))
  let top = box.top
  const rows = chart.rows.map(({ label, values }, place) => {
    const bars = values.map(({ index, value }, i) => {
      const y = top + labelHeight + barHeight * i + 5
      return `<line class="stem ${seriesClass(index)}" x1="${box.left}" x2="${px(x.at(value))}" y1="${px(y)}" y2="${px(y)}"/>${mark(index, x.at(value), y)}<text class="value" x="${px(x.at(value) + 9)}" y="${px(y + 4)}">${escaped(chart.text(value))}</text>`
    })
    const svg = `<text class="row" x="${box.left}" y="${px(top + 13)}">${escaped(label)}</text>${bars.join('')}`
    top += heights[place] ?? 0
    return svg
  })
  const said = chart.rows.map(
    ({ label, values }) =>
      `${label}: ${values.map(({ style, value }) => `${style} ${chart.text(value)}`).join(', ') || 'nothing'}.`,
  )
  return frame({
    id: chart.id,
    title: chart.title,
    description: said.join(' '),
    data: chart.data ?? {
      head: ['', 'Style', chart.axis],
      rows: chart.rows.flatMap(({ label, values }) =>
        values.map(({ style, value }) => [label, style, chart.text(value)]),
      ),
    },
    height: box.bottom + 38,
    body: `${xAxis(x, box, (value) => String(value), chart.axis)}${rows.join('')}`,
  })
}
