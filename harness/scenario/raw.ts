import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { DamagedRecord } from '../base/errors.ts'
import { contradictions } from './contradictions.ts'
import { outcomes, type Sample, type Timed } from './sample.ts'

const isText = (value: unknown): boolean => value === null || typeof value === 'string'

/** The required fields of a line, each with its check and a description. */
const fields: Readonly<Record<string, readonly [isRight: (value: unknown) => boolean, right: string]>> = {
  i: [(value) => Number.isSafeInteger(value) && (value as number) >= 0, 'a whole number of at least 0'],
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

/** Describes the first missing or invalid field of a line. */
const fieldMistake = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return ''
  const line = value as Record<string, unknown>
  const wrong = Object.entries(fields).find(([name, [isRight]]) => !isRight(line[name]))
  if (wrong === undefined) return undefined
  const [name, [, right]] = wrong
  return line[name] === undefined ? ` (${name} is missing)` : ` (${name} must be ${right})`
}

/** Parses one line. @throws DamagedRecord with the line number if it is not a sample */
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

/** Parses lines in order and checks them for contradictions. `again` restarts from the first line. */
const parser = (name: string, again: () => Iterable<Line>): ((line: Line) => Sample) => {
  const contradict = contradictions()
  return ({ text, number }) => {
    const sample = parseLine(text, number, name)
    const found = contradict(sample, text)
    if (found !== undefined && (found.repeated === undefined || occursBefore(found.repeated, number, again)))
      throw new DamagedRecord(`${name}:${number}: ${found.message}: ${text.slice(0, 120)}`)
    return sample
  }
}

const occursBefore = (text: string, number: number, again: () => Iterable<Line>): boolean => {
  for (const line of again()) {
    if (line.number >= number) return false
    if (line.text.includes(JSON.stringify(text))) return true
  }
  return false
}

/** Parses JSON lines of samples. @throws DamagedRecord with the line number of an invalid or contradictory line */
export const parseSamples = (text: string, name = 'raw data'): Sample[] => {
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }))
  const parse = parser(name, () => lines)
  return lines.flatMap((line) => (line.text.trim() === '' ? [] : [parse(line)]))
}

const chunkBytes = 1 << 20

/** Yields the lines one by one, so that memory does not grow with the length of the file. */
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

/** The samples of a file without ids and keys; equal texts are stored once. */
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

/** The generator's own report on a load. */
export type GeneratorReport = {
  generator: string
  /** Iterations that the load offers; null if it runs without pause. */
  offered: number | null
  started: number
  dropped: number
  durationMs: number
  exitCode: number
  /** When the load began, ISO 8601; absent in older runs. */
  startedAt?: string
  /** CPU time of the generator; null if the system has no /proc, absent in older runs. */
  cpuMs?: number | null
}

/** A row of evidence read from the system after the loads: an event and how long its response took. */
export type EvidenceRow = {
  id: string
  /** Milliseconds from the cause to its response; null if the response never came. */
  durationMs: number | null
  /** When the cause was recorded, ISO 8601. */
  at: string
  detail: string | null
}

/** The result of one invariant over all data. `violations` is the full count, `examples` at most 20 of them. */
export type InvariantResult = {
  id: string
  checked: number
  violations: number
  examples: string[]
  /** Why nothing was checked, if that is expected. */
  skipped?: string
  /** How often it was also checked while the loads ran. */
  sampled?: number
}
