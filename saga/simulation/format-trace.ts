import type { Result } from './simulate.ts'

const linesMax = 200

/** Formats a schedule: the violations, then its trace in milliseconds of virtual time. */
export const formatTrace = ({ violations, trace, ends }: Result): string => {
  const width = Math.max(...trace.map(({ who }) => who.length), 4)
  const lines = trace
    .slice(0, linesMax)
    .map(({ at, who, what }) => `${at.toFixed(0).padStart(8)}  ${who.padEnd(width)}  ${what}`)
  const more = trace.length > linesMax ? [`          … and ${trace.length - linesMax} more`] : []
  const outcome =
    violations.length > 0 ? violations.map((rule) => `  ✗ ${rule}`) : [`  ✓ ${ends.join(', ')}; all invariants hold`]
  return [...outcome, '', ...lines, ...more].join('\n')
}
