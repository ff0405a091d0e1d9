import { uslPeak, uslSpeedup } from '../judge/usl.ts'
import { percent, rate, time } from '../report/format.ts'
import { columns } from '../report/formats/terminal.ts'
import type { Capacity } from './capacity.ts'

const lawText = ({ law }: Capacity): string => {
  if (law === null) return '  the scalability law does not fit: fewer than four points, or no curve through them'
  const peak = uslPeak(law)
  const parts = [
    `one user ${law.lambda.toFixed(1)}/s (λ)`,
    `serial share ${percent(law.sigma, 1)} (σ)`,
    `coordination ${percent(law.kappa, 3)} (κ)`,
    peak === undefined ? 'peak beyond the measured range' : `peak at ${peak.toFixed(0)} users`,
    `R² ${law.r2.toFixed(3)}`,
  ]
  return `  law: ${parts.join(', ')}\n  two such machines: at most ${uslSpeedup(law, 2).toFixed(2)} ×, from the serial share alone (not measured)`
}

/** Curve, law and ladder of each variant as text for the terminal. */
export const capacityText = (capacities: readonly Capacity[]): string =>
  capacities
    .map((capacity) => {
      const { variant, curve, rungs, highestPerS } = capacity
      const users = curve.map(({ n, x }) => `${n}: ${rate(x)}`).join('  ')
      const rows = rungs.map(({ ratePerS, reachedPerS, p95Ms, restMs, why }) => [
        `  ${ratePerS}/s`,
        rate(reachedPerS),
        time(p95Ms),
        restMs === null ? '–' : time(restMs),
        why === null ? 'valid' : `invalid: ${why}`,
      ])
      return [
        `${variant}: ${highestPerS === null ? 'no valid rate' : `highest valid rate ${highestPerS}/s`}`,
        `  by users  ${users}`,
        lawText(capacity),
        columns([['  offered', 'completed', 'P95', 'until rest', ''], ...rows]),
      ].join('\n')
    })
    .join('\n\n')
