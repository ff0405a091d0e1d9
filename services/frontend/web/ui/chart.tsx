import type { ReactNode } from 'react'
import { useText } from '../locale/text.ts'
import './chart.css'
import { uiText } from './text.ts'

export type Point = { readonly atMs: number; readonly value: number }

type Props = {
  /** What the chart shows, in one sentence; read out in its place. */
  title: string
  points: readonly Point[]
  formatValue: (value: number) => string
  formatTime: (atMs: number) => string
  /** The same numbers as a table. */
  children: ReactNode
}

const [width, height] = [640, 180]
const inner = { left: 70, right: 12, top: 12, bottom: 24 }

/** A value between `from` and `to` as a coordinate; the middle if both are equal. */
const scale = (from: number, to: number, low: number, high: number) => (value: number) =>
  to === from ? (low + high) / 2 : low + ((value - from) / (to - from)) * (high - low)

/** A value that stays until it changes, such as a price: a line of steps, with a table of the same numbers. */
export const StepChart = ({ title, points, formatValue, formatTime, children }: Props) => {
  const text = useText(uiText)
  const sorted = points.toSorted((a, b) => a.atMs - b.atMs)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return null
  const values = sorted.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = scale(first.atMs, last.atMs, inner.left, width - inner.right)
  const y = scale(low, high, height - inner.bottom, inner.top)
  const path = sorted
    .map(({ atMs, value }, index) => (index === 0 ? `M${x(atMs)} ${y(value)}` : `H${x(atMs)}V${y(value)}`))
    .join('')
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {[...new Set([low, high])].map((value) => (
          <g key={value}>
            <line className="chart-grid" x1={inner.left} x2={width - inner.right} y1={y(value)} y2={y(value)} />
            <text className="chart-label" x={inner.left - 8} y={y(value) + 4} textAnchor="end">
              {formatValue(value)}
            </text>
          </g>
        ))}
        <path className="chart-line" d={`${path}H${width - inner.right}`} />
        {sorted.map(({ atMs, value }) => (
          <circle key={atMs} className="chart-dot" cx={x(atMs)} cy={y(value)} r="4">
            <title>{`${formatTime(atMs)}: ${formatValue(value)}`}</title>
          </circle>
        ))}
        <text className="chart-label" x={inner.left} y={height - 4}>
          {formatTime(first.atMs)}
        </text>
        {first !== last && (
          <text className="chart-label" x={width - inner.right} y={height - 4} textAnchor="end">
            {formatTime(last.atMs)}
          </text>
        )}
      </svg>
      <details open>
        <summary>{text.showTable}</summary>
        {children}
      </details>
    </figure>
  )
}
