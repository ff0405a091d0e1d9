import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import { worst } from '../judge/verdict.ts'
import type { Target } from './record.ts'

/** What keeps a scenario from passing though its measures do not: no rest, an invariant without data. */
const beside = ({ scenario, run, measures, verdict, reasons }: JudgedScenario): Target[] =>
  verdict === worst(measures.map((measure) => measure.verdict))
    ? []
    : [
        {
          scenario: scenario.id,
          style: run.style,
          measure: 'beside its measures',
          verdict,
          because: reasons.join('; '),
        },
      ]

/** What scenarios were judged to be, to be kept in a record. */
export const targetsOf = ({ scenarios }: JudgedRun): Target[] =>
  scenarios.flatMap((judged) => [
    ...judged.measures.map(({ id, load, verdict, because }) => {
      return { scenario: judged.scenario.id, style: judged.run.style, measure: `${id} (${load})`, verdict, because }
    }),
    ...beside(judged),
  ])
