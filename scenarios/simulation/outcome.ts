import type { Verdict } from '#harness/judge/verdict.ts'
import type { Tally } from '#saga/simulation/campaign.ts'

/** The verdict of many schedules. A schedule that failed counts as a failure even if it holds when run again. */
export const outcomeOf = ({ failing, schedules }: Pick<Tally, 'failing' | 'schedules'>): Verdict => {
  if (failing.length > 0) return 'fail'
  return schedules === 0 ? 'inconclusive' : 'pass'
}
