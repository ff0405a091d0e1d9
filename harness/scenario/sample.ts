/**
 * Raw data of a load: one line per unit of work, written by the scenario script (JSON lines). Times are milliseconds
 * since the start of the load. `succeeded` and `refused` are correct outcomes; every other one counts as slow.
 */
export const outcomes = ['succeeded', 'refused', 'failed', 'wrong', 'unended', 'error'] as const
export type Outcome = (typeof outcomes)[number]

export type Sample = {
  /** Position in the seeded sequence of inputs. */
  i: number
  /** When it should have started; latency counts from here. */
  intended: number
  /** Earliest time at which the generator could start it: later than intended if its user was still busy. */
  ready: number
  started: number
  /** When it was accepted, if acceptance and end are separate answers. */
  accepted: number | null
  ended: number
  outcome: Outcome
  id: string | null
  /** Idempotency key of the request, to find the unit if no answer contained its id; absent in older runs. */
  key?: string | null
  /** The outcome reported to the client of a `wrong` end, which must still be true. Absent for other ends and in older runs. */
  reported?: 'succeeded' | 'failed'
  /** Last HTTP status; 0 if there was no answer. */
  status: number
  /** The reason for any outcome but `succeeded`. */
  reason: string | null
}

/** A sample without the fields that link it to databases; the input of verdicts and reports. */
export type Timed = Omit<Sample, 'i' | 'id' | 'key'>

const isGoodOutcome = (outcome: string): boolean => outcome === 'succeeded' || outcome === 'refused'
export const isGood = (sample: Pick<Sample, 'outcome'>): boolean => isGoodOutcome(sample.outcome)

/** The number of incorrect ends in these counts by outcome. */
export const badEnds = (outcomes: Readonly<Record<string, number>>): number =>
  Object.entries(outcomes).reduce((sum, [outcome, count]) => sum + (isGoodOutcome(outcome) ? 0 : count), 0)

/** Whether the connection was refused, so that the request never reached the system. */
export const isUnreached = ({ status, reason }: Pick<Sample, 'status' | 'reason'>): boolean =>
  status === 0 && /connection refused/.test(reason ?? '')

export const latencyMs = (sample: Pick<Sample, 'intended' | 'ended'>): number =>
  Math.max(0, sample.ended - sample.intended)
export const startLagMs = (sample: Pick<Sample, 'ready' | 'started'>): number =>
  Math.max(0, sample.started - sample.ready)
