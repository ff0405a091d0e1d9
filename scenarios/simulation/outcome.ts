import type { Verdict } from '#harness/judge/verdict.ts'
import type { Tally } from '#saga/simulation/campaign.ts'

/** What many schedules say. One that failed is a failure, even where it holds when it is run again. */
export const outcomeOf = ({ failing, schedules }: Pick<Tally, 'failing' | 'schedules'>): Verdict => {
  if (failing.length > 0) return 'fail'
  return schedules === 0 ? 'inconclusive' : 'pass'
}
