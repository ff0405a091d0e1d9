import { escaped, rate } from '../format.ts'
import { type Box, frame, linear, mark, plotWidth, px, seriesClass, steps, xAxis } from './frame.ts'

export type IntervalRow = {
  label: string
  target: number | null
  values: readonly { index: number; style: string; value: number; low: number | null; high: number | null }[]
}

const rowHeight = 64

/** A value with its interval per style, grouped by label, on an axis from zero. */
export const intervalChart = (chart: {
  id: string
  title: string
  axis: string
  rows: readonly IntervalRow[]
}): string => {
  const box: Box = { left: 10, right: plotWidth - 14, top: 8, bottom: 8 + rowHeight * chart.rows.length }
  const most = Math.max(
    1,
    ...chart.rows.flatMap(({ values, target }) => [target ?? 0, ...values.map(({ value, high }) => high ?? value)]),
  )
  const x = linear([0, most * 1.12], [box.left, box.right], steps(most * 1.12, 6))
  const rows = chart.rows.map(({ label, target, values }, place) => {
    const top = box.top + rowHeight * place
    const marks = values.map(({ index, value, low, high }, i) => {
      const y = top + 30 + i * 18
      const whisker =
        low === null || high === null
          ? ''
          : `<line class="whisker ${seriesClass(index)}" x1="${px(x.at(low))}" x2="${px(x.at(high))}" y1="${y}" y2="${y}"/>`
      const isRight = x.at(value) > box.right - 80
      return `${whisker}${mark(index, x.at(value), y)}<text class="value" x="${px(x.at(isRight ? (low ?? value) : (high ?? value)) + (isRight ? -9 : 9))}" y="${y + 4}" text-anchor="${isRight ? 'end' : 'start'}">${escaped(rate(value))}</text>`
    })
    const line =
      target === null
        ? ''
        : `<line class="limit own" x1="${px(x.at(target))}" x2="${px(x.at(target))}" y1="${top + 20}" y2="${top + rowHeight - 4}"/><text class="note limit own" x="${px(x.at(target) - 5)}" y="${top + rowHeight - 8}" text-anchor="end">own target ${escaped(rate(target))}</text>`
    return `<text class="row" x="${box.left}" y="${top + 14}">${escaped(label)}</text>${line}${marks.join('')}`
  })
  const said = chart.rows.map(
    ({ label, values }) => `${label}: ${values.map(({ style, value }) => `${style} ${rate(value)}`).join(', ')}.`,
  )
  return frame({
    id: chart.id,
    title: chart.title,
    description: said.join(' '),
    data: {
      head: ['Load and style', 'Value', '95 % from', 'to', 'Target'],
      rows: chart.rows.flatMap(({ label, target, values }) =>
        values.map(({ style, value, low, high }) => [
          `${label}, ${style}`,
          rate(value),
          low === null ? '–' : rate(low),
          high === null ? '–' : rate(high),
          target === null ? '–' : rate(target),
        ]),
      ),
    },
    height: box.bottom + 38,
    body: `${xAxis(x, box, (value) => String(value), chart.axis)}${rows.join('')}`,
  })
}
