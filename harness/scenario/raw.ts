import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { DamagedRecord } from '../base/errors.ts'
import { contradictions } from './contradictions.ts'
import { outcomes, type Sample, type Timed } from './sample.ts'

const isText = (value: unknown): boolean => value === null || typeof value === 'string'

/** The fields that a line has to have, and what each has to be. */
const fields: Readonly<Record<string, readonly [isRight: (value: unknown) => boolean, right: string]>> = {
  i: [(value) => Number.isSafeInteger(value) && (value as number) >= 0, 'a whole number from 0 on'],
  intended: [Number.isFinite, 'a number'],
  ready: [Number.isFinite, 'a number'],
  started: [Number.isFinite, 'a number'],
  accepted: [(value) => value === null || Number.isFinite(value), 'a number, or null'],
  ended: [Number.isFinite, 'a number'],
  outcome: [(value) => outcomes.some((outcome) => outcome === value), outcomes.join(', ')],
  id: [isText, 'a text, or null'],
  status: [
    (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 600,
    'an HTTP status, or 0',
  ],
  reason: [isText, 'a text, or null'],
}

/** What of a line is missing or is something else. */
const fieldMistake = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return ''
  const line = value as Record<string, unknown>
  const wrong = Object.entries(fields).find(([name, [isRight]]) => !isRight(line[name]))
  if (wrong === undefined) return undefined
  const [name, [, right]] = wrong
  return line[name] === undefined ? ` (${name} is missing)` : ` (${name} has to be ${right})`
}

/** Parses one line; throws where it isn't a sample, naming its number. */
const parseLine = (line: string, number: number, name: string): Sample => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new DamagedRecord(`${name}:${number}: not JSON: ${line.slice(0, 120)}`)
  }
  const mistake = fieldMistake(value)
  if (mistake !== undefined) throw new DamagedRecord(`${name}:${number}: not a sample${mistake}: ${line.slice(0, 120)}`)
  return value as Sample
}

type Line = { readonly text: string; readonly number: number }

/** Parses lines one after the other and holds them against each other. `again`: to read them from the first one on. */
const parser = (name: string, again: () => Iterable<Line>): ((line: Line) => Sample) => {
  const contradict = contradictions()
  return ({ text, number }) => {
    const sample = parseLine(text, number, name)
    const found = contradict(sample, text)
    if (found !== undefined && (found.repeated === undefined || standsBefore(found.repeated, number, again)))
      throw new DamagedRecord(`${name}:${number}: ${found.message}: ${text.slice(0, 120)}`)
    return sample
  }
}

const standsBefore = (text: string, number: number, again: () => Iterable<Line>): boolean => {
  for (const line of again()) {
    if (line.number >= number) return false
    if (line.text.includes(JSON.stringify(text))) return true
  }
  return false
}

/** Parses JSON lines of samples; throws on a line that isn't one, or contradicts another, naming its number. */
export const parseSamples = (text: string, name = 'raw data'): Sample[] => {
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }))
  const parse = parser(name, () => lines)
  return lines.flatMap((line) => (line.text.trim() === '' ? [] : [parse(line)]))
}

const chunkBytes = 1 << 20

/** Gives one line after the other, so that a file of any length takes no more memory than what is kept of it. */
function* linesOf(file: string): Generator<Line> {
  if (!existsSync(file)) throw new DamagedRecord(`${file} is missing`)
  const descriptor = openSync(file, 'r')
  try {
    const [buffer, decoder] = [Buffer.allocUnsafe(chunkBytes), new StringDecoder('utf8')]
    let [rest, number] = ['', 0]
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, bytes))).split('\n')
      rest = lines.pop() ?? ''
      for (const text of lines) yield { text, number: ++number }
    }
    rest += decoder.end()
    if (rest !== '') yield { text: rest, number: number + 1 }
  } finally {
    closeSync(descriptor)
  }
}

const readAll = <T>(file: string, keep: (sample: Sample) => T): T[] => {
  const kept: T[] = []
  const parse = parser(file, () => linesOf(file))
  for (const line of linesOf(file)) if (line.text.trim() !== '') kept.push(keep(parse(line)))
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
