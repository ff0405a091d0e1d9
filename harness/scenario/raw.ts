import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { DamagedRecord } from '../errors.ts'

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

const isSample = (value: unknown): value is Sample => {
  const sample = value as Sample
  return (
    typeof value === 'object' &&
    value !== null &&
    [sample.i, sample.intended, sample.ready, sample.started, sample.ended].every(Number.isFinite) &&
    outcomes.includes(sample.outcome)
  )
}

/** Parses one line; throws where it isn't a sample, naming its number. */
const parseLine = (line: string, number: number, name: string): Sample => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new DamagedRecord(`${name}:${number}: not JSON: ${line.slice(0, 120)}`)
  }
  if (!isSample(value)) throw new DamagedRecord(`${name}:${number}: not a sample: ${line.slice(0, 120)}`)
  return value
}

/** Parses JSON lines of samples; throws on a line that isn't one, naming its number. */
export const parseSamples = (text: string, name = 'raw data'): Sample[] =>
  text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, index + 1, name)]))

const chunkBytes = 1 << 20

/** Gives one line after the other, so that a file of any length takes no more memory than what is kept of it. */
const eachLine = (file: string, use: (line: string, number: number) => void): void => {
  if (!existsSync(file)) throw new DamagedRecord(`${file} is missing`)
  const descriptor = openSync(file, 'r')
  try {
    const [buffer, decoder] = [Buffer.allocUnsafe(chunkBytes), new StringDecoder('utf8')]
    let [rest, number] = ['', 0]
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, bytes))).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) use(line, ++number)
    }
    rest += decoder.end()
    if (rest !== '') use(rest, number + 1)
  } finally {
    closeSync(descriptor)
  }
}

const readAll = <T>(file: string, keep: (sample: Sample) => T): T[] => {
  const kept: T[] = []
  eachLine(file, (line, number) => {
    if (line.trim() !== '') kept.push(keep(parseLine(line, number, file)))
  })
  return kept
}

export const readSamples = (file: string): Sample[] => readAll(file, (sample) => sample)

/** The samples of a file without their names; equal texts are kept once. */
export const readTimed = (file: string): Timed[] => {
  const texts = new Map<string, string>()
  const once = <T extends string>(text: T): T => {
    if (!texts.has(text)) texts.set(text, text)
    return texts.get(text) as T
  }
  return readAll(file, ({ intended, ready, started, accepted, ended, outcome, status, reason }) => ({
    intended,
    ready,
    started,
    accepted,
    ended,
    outcome: once(outcome),
    status,
    reason: reason === null ? null : once(reason),
  }))
}

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
