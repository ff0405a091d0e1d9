import { type ReactNode, useId } from 'react'
import './chart.css'
import './lines.css'

export type LinePoint = { readonly at: number; readonly value: number; readonly label: string }
/** One line, with its name in the legend. Looks differ in colour, dashes and marks. */
export type Line = { readonly name: string; readonly look: 0 | 1 | 2; readonly points: readonly LinePoint[] }

type Props = {
  /** What the chart shows, in one sentence. */
  title: string
  lines: readonly Line[]
  formatValue: (value: number) => string
  /** The labels below both ends of the time. */
  ends: readonly [from: string, until: string]
  /** A value that no line should exceed, with its label. */
  limit?: { readonly value: number; readonly label: string } | undefined
  /** The same numbers as a table, or what belongs below the chart. */
  children?: ReactNode
}

const [width, height] = [480, 190]
const inner = { left: 62, right: 16, top: 16, bottom: 26 }
const markSize = 4

/** A position between two others; in the middle if there is only one value. */
const scale = (from: number, to: number, low: number, high: number) => (value: number) =>
  to === from ? (low + high) / 2 : low + ((value - from) / (to - from)) * (high - low)

/** The next number of the form 1, 2 or 5 times a power of ten. */
const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)))
  return (([1, 2, 5].find((factor) => factor * power >= value) ?? 10) as number) * power
}

const Mark = ({ look, x, y, label }: { look: Line['look']; x: number; y: number; label: string }) =>
  look !== 1 ? (
    <circle className="line-mark" data-line={look} cx={x} cy={y} r={markSize}>
      <title>{label}</title>
    </circle>
  ) : (
    <rect
      className="line-mark"
      data-line={look}
      x={x - markSize}
      y={y - markSize}
      width={markSize * 2}
      height={markSize * 2}
    >
      <title>{label}</title>
    </rect>
  )

/** Several values over time, from zero. */
export const LineChart = ({ title, lines, formatValue, ends, limit, children }: Props) => {
  const titleId = useId()
  const all = lines.flatMap(({ points }) => points)
  if (all.length === 0) return null
  const values = all.map(({ value }) => value)
  const highest = roundUp(Math.max(...values))
  const isLimitNear = limit !== undefined && limit.value <= 4 * highest
  const top = isLimitNear ? Math.max(highest, roundUp(limit.value)) : highest
  const times = all.map(({ at }) => at)
  const x = scale(Math.min(...times), Math.max(...times), inner.left, width - inner.right)
  const y = scale(0, top, height - inner.bottom, inner.top)
  return (
    <figure className="chart" aria-labelledby={titleId}>
      <figcaption className="lines-head">
        <h3 id={titleId}>{title}</h3>
        <ul className="lines-legend">
          {lines.map(({ name, look }) => (
            <li key={name}>
              <svg viewBox="0 0 28 12" aria-hidden="true">
                <path className="line" data-line={look} d="M0 6H28" />
                <Mark look={look} x={14} y={6} label={name} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line className="chart-grid" x1={inner.left} x2={width - inner.right} y1={y(value)} y2={y(value)} />
            <text className="chart-label" x={inner.left - 8} y={y(value) + 4} textAnchor="end">
              {formatValue(value)}
            </text>
          </g>
        ))}
        {isLimitNear && (
          <g>
            <line
              className="line-limit"
              x1={inner.left}
              x2={width - inner.right}
              y1={y(limit.value)}
              y2={y(limit.value)}
            />
            <text className="chart-label" x={width - inner.right} y={y(limit.value) - 5} textAnchor="end">
              {limit.label}
            </text>
          </g>
        )}
        {lines.map(({ name, look, points }) => (
          <g key={name}>
            <path
              className="line"
              data-line={look}
              d={points.map(({ at, value }, i) => `${i === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('')}
            />
            {points.map(({ at, value, label }) => (
              <Mark key={`${at} ${label}`} look={look} x={x(at)} y={y(value)} label={label} />
            ))}
          </g>
        ))}
        <text className="chart-label" x={inner.left} y={height - 6}>
          {ends[0]}
        </text>
        {ends[0] !== ends[1] && (
          <text className="chart-label" x={width - inner.right} y={height - 6} textAnchor="end">
            {ends[1]}
          </text>
        )}
      </svg>
      {children}
    </figure>
  )
}
