import { escaped, time } from '../format.ts'
import { type Box, frame, log, mark, plotWidth, px, seriesClass, xAxis } from './frame.ts'

export type BesideRow = { label: string; index: number; original: number; ours: number }

const rowHeight = 40

/** Figures of the original report (hollow) and of this run (filled), row by row, on a logarithmic time axis. */
export const besideChart = (chart: { id: string; title: string; rows: readonly BesideRow[] }): string => {
  const box: Box = { left: 10, right: plotWidth - 22, top: 6, bottom: 10 + rowHeight * chart.rows.length }
  const all = chart.rows.flatMap(({ original, ours }) => [original, ours])
  const x = log([Math.min(...all) * 0.3, Math.max(...all) * 1.3], [box.left, box.right])
  const rows = chart.rows.map(({ label, index, original, ours }, place) => {
    const y = box.top + rowHeight * place + 28
    return `<text class="row" x="${box.left}" y="${y - 13}">${escaped(label)}</text><line class="span ${seriesClass(index)}" x1="${px(x.at(ours))}" x2="${px(x.at(original))}" y1="${y}" y2="${y}"/>${mark(index, x.at(original), y, 4, 'hollow')}${mark(index, x.at(ours), y)}<text class="value" x="${px(x.at(ours) + (ours <= original ? -9 : 9))}" y="${y + 4}" text-anchor="${ours <= original ? 'end' : 'start'}">${time(ours)}</text><text class="note" x="${px(x.at(original))}" y="${y - 9}" text-anchor="middle">${time(original)}</text>`
  })
  return frame({
    id: chart.id,
    title: chart.title,
    description: chart.rows
      .map(
        ({ label, original, ours }) => `${label}: ${time(original)} in the original report, ${time(ours)} in this run.`,
      )
      .join(' '),
    data: {
      head: ['Figure', 'Original report', 'This run'],
      rows: chart.rows.map(({ label, original, ours }) => [label, time(original), time(ours)]),
    },
    height: box.bottom + 38,
    body: `${xAxis(x, box, time, 'logarithmic; hollow: original report, filled: this run')}${rows.join('')}`,
  })
}
