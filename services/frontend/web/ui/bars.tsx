import { useId } from 'react'
import './bars.css'

/** One row of the chart: a value, and the one it is compared with. */
export type Bar = {
  readonly id: string | number
  readonly label: string
  readonly value: number
  readonly before: number
}

type Props = {
  /** What the chart shows, in one sentence. */
  title: string
  bars: readonly Bar[]
  /** The names of the value and of the one it is compared with. */
  legend: readonly [value: string, before: string]
  format: (value: number) => string
}

/** A bar of the full width of its cell. The scale belongs to the whole chart, so that bars can be compared. */
const Line = ({ share, kind }: { share: number; kind: 'value' | 'before' }) => (
  <svg className="bar" data-kind={kind} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect width={share * 100} height="10" />
  </svg>
)

/** Horizontal pairs of bars. Every value is written beside its bar; a table with the same numbers belongs beside the chart. */
export const ComparisonBars = ({ title, bars, legend, format }: Props) => {
  const titleId = useId()
  const highest = Math.max(1, ...bars.flatMap(({ value, before }) => [value, before]))
  return (
    <figure className="bars" aria-labelledby={titleId}>
      <figcaption className="bars-head">
        <h2 id={titleId}>{title}</h2>
        <ul className="bars-legend">
          <li data-kind="value">{legend[0]}</li>
          <li data-kind="before">{legend[1]}</li>
        </ul>
      </figcaption>
      <ul className="bars-rows">
        {bars.map(({ id, label, value, before }) => (
          <li key={id}>
            <span className="bars-label">{label}</span>
            <span className="bars-pair">
              <Line share={value / highest} kind="value" />
              <span>
                <span className="visually-hidden">{legend[0]}: </span>
                {format(value)}
              </span>
              <Line share={before / highest} kind="before" />
              <span className="muted">
                <span className="visually-hidden">{legend[1]}: </span>
                {format(before)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
