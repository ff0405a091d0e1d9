import type { P95 } from '../../../answers/reports.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { ExportButton } from '../../ui/export-button.tsx'
import { type Line, LineChart } from '../../ui/lines.tsx'
import { Section } from '../../ui/section.tsx'
import { Empty } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { uiText } from '../../ui/text.ts'
import { p95Columns, styleName } from './report-columns.tsx'
import { type ReportsText, reportsText } from './text.ts'

const milliseconds = ({ number }: Format, value: number): string =>
  value >= 10_000 ? `${number(Math.round(value / 1_000))} s` : `${number(Math.round(value * 10) / 10)} ms`

const linesOf = (points: readonly P95[], text: ReportsText, format: Format): Line[] =>
  [...Map.groupBy(points, ({ style }) => style)].map(([style, own]) => ({
    name: styleName(text, style),
    look: style === 'orchestrated' ? 0 : style === 'choreographed' ? 1 : 2,
    points: own.map(({ startedAt, commit, p95_ms }) => ({
      at: Date.parse(startedAt),
      value: p95_ms,
      label: `${format.dateTime(startedAt)}, ${commit}: ${milliseconds(format, p95_ms)}`,
    })),
  }))

/** One chart: the styles of a scenario under one load. */
const Chart = ({ points }: { points: readonly P95[] }) => {
  const text = useText(reportsText)
  const format = useFormat()
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const limit = last.limit_ms
  return (
    <LineChart
      title={text.series(first.scenario, first.load)}
      lines={linesOf(points, text, format)}
      formatValue={(value) => milliseconds(format, value)}
      ends={[format.date(first.startedAt), format.date(last.startedAt)]}
      limit={limit === null ? undefined : { value: limit, label: text.limit(milliseconds(format, limit)) }}
    />
  )
}

/** How the P95 of each scenario and style developed over the runs: charts, and all values in one table. */
export const P95History = ({ history }: { history: readonly P95[] }) => {
  const text = useText(reportsText)
  const ui = useText(uiText)
  const columns = p95Columns(text, useFormat())
  const charts = Map.groupBy(history, ({ scenario, load }) => `${scenario} ${load}`)
  const newest = history.toReversed()
  return (
    <Section
      title={text.history}
      text={text.historyText}
      actions={history.length > 0 && <ExportButton name="p95" columns={columns} rows={() => newest} />}
    >
      {history.length === 0 ? (
        <Empty title={text.noHistory} />
      ) : (
        <>
          <div className="p95-charts">
            {[...charts].map(([name, points]) => (
              <div key={name} className="p95-chart">
                <Chart points={points} />
              </div>
            ))}
          </div>
          <details className="p95-table">
            <summary>{ui.showTable}</summary>
            <Table
              caption={text.historyTable}
              columns={columns}
              rows={newest}
              rowId={({ startedAt, scenario, load, style }) => `${startedAt} ${scenario} ${load} ${style}`}
            />
          </details>
        </>
      )}
    </Section>
  )
}
