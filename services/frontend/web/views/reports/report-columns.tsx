import type { ReactNode } from 'react'
import type { P95, Report, Verdict } from '../../../answers/reports.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { ReportsText } from './text.ts'

const kinds: Readonly<Record<Verdict, 'good' | 'bad' | 'wait'>> = {
  pass: 'good',
  fail: 'bad',
  inconclusive: 'wait',
  invalid: 'bad',
}

/** The name of a style. Variants of benchmarks have names of their own, which stay as they are. */
export const styleName = (text: ReportsText, style: string): string =>
  style === 'orchestrated' || style === 'choreographed' ? text[style] : style

const Verdicts = ({ report: { verdicts }, text }: { report: Report; text: ReportsText }) => (
  <ul className="verdicts">
    {verdicts.map(({ scenario, style, verdict }) => (
      <li key={`${scenario} ${style}`}>
        <Badge kind={kinds[verdict]}>
          {scenario} {styleName(text, style)}: {text[verdict]}
        </Badge>
      </li>
    ))}
  </ul>
)

/** The columns of the list; `actions` renders the button that opens a report. */
export const reportColumns = (
  text: ReportsText,
  { dateTime }: Format,
  actions: (report: Report) => ReactNode,
): readonly Column<Report>[] => [
  {
    id: 'started',
    title: text.started,
    value: ({ startedAt }) => startedAt,
    cell: ({ startedAt }) => <time dateTime={startedAt}>{dateTime(startedAt)}</time>,
    isSortable: true,
  },
  { id: 'folder', title: text.folder, value: ({ id }) => id, cell: ({ id }) => <code>{id}</code>, isSortable: true },
  {
    id: 'commit',
    title: text.commit,
    value: ({ commit }) => commit,
    cell: ({ commit }) => commit !== null && <code>{commit}</code>,
  },
  { id: 'kind', title: text.kind, value: ({ kind }) => text[kind], isSortable: true },
  {
    id: 'verdicts',
    title: text.verdicts,
    value: ({ verdicts }) =>
      verdicts.map(({ scenario, style, verdict }) => `${scenario} ${style}: ${verdict}`).join('; '),
    cell: (report) => <Verdicts report={report} text={text} />,
  },
  { id: 'actions', title: '', value: () => null, cell: actions },
]

const inMs = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

/** The columns of the history. */
export const p95Columns = (text: ReportsText, { dateTime, number }: Format): readonly Column<P95>[] => [
  {
    id: 'started',
    title: text.run,
    value: ({ startedAt }) => startedAt,
    cell: ({ startedAt }) => <time dateTime={startedAt}>{dateTime(startedAt)}</time>,
  },
  { id: 'commit', title: text.commit, value: ({ commit }) => commit, cell: ({ commit }) => <code>{commit}</code> },
  { id: 'scenario', title: text.scenario, value: ({ scenario }) => scenario },
  { id: 'load', title: text.load, value: ({ load }) => load },
  { id: 'style', title: text.style, value: ({ style }) => styleName(text, style) },
  {
    id: 'p95',
    title: text.p95,
    value: ({ p95_ms }) => inMs(p95_ms),
    cell: ({ p95_ms }) => number(inMs(p95_ms) ?? 0),
    align: 'end',
  },
  {
    id: 'limit',
    title: text.limitMs,
    value: ({ limit_ms }) => limit_ms,
    cell: ({ limit_ms }) => (limit_ms === null ? '' : number(limit_ms)),
    align: 'end',
  },
]
