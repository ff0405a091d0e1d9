import type { Figures } from '../judge/figures.ts'
import type { JudgedScenario } from '../judge/judge.ts'
import { quantity } from './format.ts'

export type ObservedRow = {
  scenario: string
  style: string
  text: string
  unit: string
  original: string
  ours: string
  originalValue: number
  oursValue: number | null
}

const ourFigure = (figures: Figures, measure: string, unit: string): number | null => {
  switch (measure) {
    case 'mean':
      return figures.meanMs
    case 'p50':
      return figures.p50?.value ?? null
    case 'p95':
      return figures.p95?.value ?? null
    case 'rate':
      return figures.rate.value * (unit === '/min' ? 60 : 1)
    default:
      return null
  }
}

/** Figures of the original report with those of this run, from the scenario's first load, which has the original's rate. */
export const observedRows = (scenarios: readonly JudgedScenario[]): ObservedRow[] =>
  scenarios.flatMap(({ scenario, run, figures }) =>
    scenario.observed.map(({ text, measure, value, unit }) => {
      const [first] = figures
      const ours = first === undefined ? null : ourFigure(first, measure, unit)
      return {
        scenario: scenario.id,
        style: run.style,
        text,
        unit,
        original: quantity(value, unit),
        ours: quantity(ours, unit),
        originalValue: value,
        oursValue: ours,
      }
    }),
  )
