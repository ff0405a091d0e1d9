import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import { worst } from '../judge/verdict.ts'
import type { Target } from './record.ts'

/** Reasons outside the measures why a scenario does not pass: no rest, an invariant without data. */
const beside = ({ scenario, run, measures, verdict, reasons }: JudgedScenario): Target[] =>
  verdict === worst(measures.map((measure) => measure.verdict))
    ? []
    : [
        {
          scenario: scenario.id,
          style: run.style,
          measure: 'outside its measures',
          verdict,
          because: reasons.join('; '),
        },
      ]

/** The verdicts of scenarios in the form of a record. */
export const targetsOf = ({ scenarios }: JudgedRun): Target[] =>
  scenarios.flatMap((judged) => [
    ...judged.measures.map(({ id, load, verdict, because }) => {
      return { scenario: judged.scenario.id, style: judged.run.style, measure: `${id} (${load})`, verdict, because }
    }),
    ...beside(judged),
  ])
