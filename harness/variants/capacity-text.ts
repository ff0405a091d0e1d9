import { uslPeak, uslSpeedup } from '../judge/usl.ts'
import { percent, rate, time } from '../report/format.ts'
import { columns } from '../report/formats/terminal.ts'
import type { Capacity } from './capacity.ts'

const lawText = ({ law }: Capacity): string => {
  if (law === null) return '  no law fits: fewer than four points, or no curve through them'
  const peak = uslPeak(law)
  const parts = [
    `λ ${law.lambda.toFixed(1)}/s for one user alone`,
    `σ ${percent(law.sigma, 1)} has to wait for others`,
    `κ ${percent(law.kappa, 3)} to agree`,
    peak === undefined ? 'no peak in sight' : `knee at ${peak.toFixed(0)} users`,
    `R² ${law.r2.toFixed(3)}`,
  ]
  return `  law: ${parts.join(', ')}\n  by its serial share alone, two such machines would bring at most ${uslSpeedup(law, 2).toFixed(2)} × of one`
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
        why === null ? 'counts' : `does not: ${why}`,
      ])
      return [
        `${variant}: ${highestPerS === null ? 'no rate counts' : `${highestPerS}/s is the highest rate that counts`}`,
        `  by users  ${users}`,
        lawText(capacity),
        columns([['  offered', 'ended', 'P95', 'until rest', ''], ...rows]),
      ].join('\n')
    })
    .join('\n\n')
