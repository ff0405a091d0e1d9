import type { JudgedRun } from '../judge/judge.ts'
import type { Target } from './record.ts'

/** What the limits of scenarios say, to be kept in a record. */
export const targetsOf = ({ scenarios }: JudgedRun): Target[] =>
  scenarios.flatMap(({ scenario, run, measures }) =>
    measures.map(({ id, load, verdict, because }) => {
      return { scenario: scenario.id, style: run.style, measure: `${id} (${load})`, verdict, because }
    }),
  )
