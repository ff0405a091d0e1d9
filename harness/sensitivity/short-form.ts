import { parseLimit } from '../scenario/limit.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Change } from './change.ts'

/** Its first judged load alone, and the measures of it: enough to see whether they can go red. */
export const shortForm = (scenario: Scenario): Scenario => {
  const load = scenario.loads.find(({ judged }) => judged)
  if (load === undefined) return scenario
  const measures = scenario.measures.flatMap((measure) => {
    if (measure.loads === undefined) return [measure]
    return measure.loads.includes(load.id) ? [{ ...measure, loads: [load.id] }] : []
  })
  return { ...scenario, loads: [load], measures }
}

const beyond = 1.2
/** Nobody waits longer: a limit that this does not break is none. */
const longestMs = 10_000

const limitsOf = (scenario: Scenario, change: Change): number[] =>
  scenario.measures
    .filter(({ id, kind }) => change.harms.includes(id) || change.harms.includes(kind))
    .map(({ limit }) => parseLimit(limit))
    .flatMap(({ unit, value, operator }) => (unit === 'ms' && operator.startsWith('<') ? [value] : []))

/** How long a change delays, in ms: as it says, or longer than the limits of the scenario allow. 0 where it delays nothing. */
export const delayOf = (scenario: Scenario, change: Change): number => {
  if (change.delay === undefined) return 0
  if (change.delay !== 'beyond-limit') return change.delay
  return Math.min(longestMs, beyond * Math.max(500, ...limitsOf(scenario, change)))
}
