import { readFileSync } from 'node:fs'

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

const isGoodOutcome = (outcome: string): boolean => outcome === 'succeeded' || outcome === 'refused'
export const isGood = (sample: Sample): boolean => isGoodOutcome(sample.outcome)

/** How many of these ends, counted by outcome, are none of the correct ones. */
export const badEnds = (outcomes: Readonly<Record<string, number>>): number =>
  Object.entries(outcomes).reduce((sum, [outcome, count]) => sum + (isGoodOutcome(outcome) ? 0 : count), 0)

/** Whether the request got no further than the door: nobody took the connection, so the system never saw it. */
export const isUnreached = ({ status, reason }: Sample): boolean =>
  status === 0 && /connection refused/.test(reason ?? '')

export const latencyMs = (sample: Sample): number => Math.max(0, sample.ended - sample.intended)
export const startLagMs = (sample: Sample): number => Math.max(0, sample.started - sample.ready)

const isSample = (value: unknown): value is Sample => {
  const sample = value as Sample
  return (
    typeof value === 'object' &&
    value !== null &&
    [sample.i, sample.intended, sample.ready, sample.started, sample.ended].every(Number.isFinite) &&
    outcomes.includes(sample.outcome)
  )
}

/** Parses JSON lines of samples; throws on a line that isn't one, naming its number. */
export const parseSamples = (text: string, name = 'raw data'): Sample[] =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      throw new Error(`${name}:${index + 1}: not JSON: ${line.slice(0, 120)}`)
    }
    if (!isSample(value)) throw new Error(`${name}:${index + 1}: not a sample: ${line.slice(0, 120)}`)
    return [value]
  })

export const readSamples = (file: string): Sample[] => parseSamples(readFileSync(file, 'utf8'), file)

/** What the generator says of itself after a load. */
export type GeneratorReport = {
  generator: string
  /** Iterations that the load asks for; null where it asks for as many as possible. */
  offered: number | null
  started: number
  dropped: number
  durationMs: number
  exitCode: number
  /** When the load began, ISO 8601; absent in older runs. */
  startedAt?: string
  /** Its own CPU time; null where nothing tells, absent in older runs. */
  cpuMs?: number | null
}

/** A row of evidence read from the system after the loads: an event of interest and how long it took to be answered. */
export type EvidenceRow = {
  id: string
  /** Milliseconds from the cause to its answer; null when the answer never came. */
  durationMs: number | null
  /** When the cause was recorded, ISO 8601. */
  at: string
  detail: string | null
}

/** Result of one invariant over everything there is. `violations` is the full count, `examples` at most 20 of them. */
export type InvariantResult = {
  id: string
  checked: number
  violations: number
  examples: string[]
  /** Why there was nothing to look at, where that is as it should be. */
  skipped?: string
  /** How often it was looked at while the loads ran as well. */
  sampled?: number
}
