import { parseLimit, type Scenario } from '../scenario/documents.ts'
import type { Change } from './change.ts'

/** A scenario reduced to its first judged load and its measures: enough to see whether they can turn red. */
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
/** The longest injected delay; longer limits are not tested. */
const longestMs = 10_000

const limitsOf = (scenario: Scenario, change: Change): number[] =>
  scenario.measures
    .filter(({ id, kind }) => change.harms.includes(id) || change.harms.includes(kind))
    .map(({ limit }) => parseLimit(limit))
    .flatMap(({ unit, value, operator }) => (unit === 'ms' && operator.startsWith('<') ? [value] : []))

/** The delay of a change in ms: its own, or longer than the limits of the scenario allow. 0 if it does not delay. */
export const delayOf = (scenario: Scenario, change: Change): number => {
  if (change.delay === undefined) return 0
  if (change.delay !== 'beyond-limit') return change.delay
  return Math.min(longestMs, beyond * Math.max(500, ...limitsOf(scenario, change)))
}
