/**
 * Raw data of a load: one line per unit of work, written by the scenario script (JSON lines). Times are milliseconds
 * since the start of the load. `succeeded` and `refused` are correct ends; every other outcome counts as slow.
 */
export const outcomes = ['succeeded', 'refused', 'failed', 'wrong', 'unended', 'error'] as const
export type Outcome = (typeof outcomes)[number]

export type Sample = {
  /** Position in the seeded sequence of inputs. */
  i: number
  /** When it should have started; latency counts from here. */
  intended: number
  /** When the generator could start it at the earliest: later than intended where its user was still busy. */
  ready: number
  started: number
  /** When it was accepted, where acceptance and end are two answers. */
  accepted: number | null
  ended: number
  outcome: Outcome
  id: string | null
  /** Under which key it was asked for, so that it is found where no answer told its id; absent in older runs. */
  key?: string | null
  /** What a `wrong` end told its client: it has to be true all the same. Absent for other ends, and in older runs. */
  told?: 'succeeded' | 'failed'
  /** Last HTTP status seen; 0 when there was none. */
  status: number
  /** Why, where the outcome isn't `succeeded`. */
  reason: string | null
}

/** A sample without what only joins it to databases: what verdicts and reports are computed from. */
export type Timed = Omit<Sample, 'i' | 'id' | 'key'>

const isGoodOutcome = (outcome: string): boolean => outcome === 'succeeded' || outcome === 'refused'
export const isGood = (sample: Pick<Sample, 'outcome'>): boolean => isGoodOutcome(sample.outcome)

/** How many of these ends, counted by outcome, are none of the correct ones. */
export const badEnds = (outcomes: Readonly<Record<string, number>>): number =>
  Object.entries(outcomes).reduce((sum, [outcome, count]) => sum + (isGoodOutcome(outcome) ? 0 : count), 0)

/** Whether the request got no further than the door: nobody took the connection, so the system never saw it. */
export const isUnreached = ({ status, reason }: Pick<Sample, 'status' | 'reason'>): boolean =>
  status === 0 && /connection refused/.test(reason ?? '')

export const latencyMs = (sample: Pick<Sample, 'intended' | 'ended'>): number =>
  Math.max(0, sample.ended - sample.intended)
export const startLagMs = (sample: Pick<Sample, 'ready' | 'started'>): number =>
  Math.max(0, sample.started - sample.ready)
