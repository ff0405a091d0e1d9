import type { Bugs } from './bugs.ts'
import type { Choices } from './choices.ts'
import { Timeline } from './timeline.ts'

export type TraceLine = { readonly at: number; readonly who: string; readonly what: string }

/** No faults after this time, in milliseconds of virtual time. */
export const healAtMs = 30_000
/** The schedule stops at this time; a saga still open then never ends. */
export const horizonMs = 200_000
const latenciesMs = [1, 3, 12, 40, 150] as const

const fnvPrime = 0x01000193
const fnvOffset = 0x811c9dc5
/** Caches hashes, because few different texts occur often. */
const hashes = new Map<string, number>()
const hashOf = (text: string): number => {
  let hash = hashes.get(text)
  if (hash !== undefined) return hash
  hash = fnvOffset
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), fnvPrime)
  hashes.set(text, hash)
  return hash
}

const letters = 'ABCDEFGH'

/** One schedule: its timeline, its choices and its trace. */
export class World {
  readonly timeline = new Timeline()
  /** Situations (an event at a place), for statistics. */
  readonly places: string[] = []
  readonly violations: string[] = []
  readonly trace: TraceLine[] | undefined
  crashesLeft = 3
  /** The number of deaths, pauses and failed log operations. */
  processFaults = 0
  /** A hash of everything that happened, in order, without times. */
  fingerprint = fnvOffset
  readonly choices: Choices
  readonly bugs: Bugs
  /** Never aborts, because a dying process gets no warning. */
  readonly signal = new AbortController().signal
  /** The clock error of each process, in milliseconds. */
  readonly clockErrors = new Map<string, number>()
  /**
   * Whether the bus loses events in this schedule, and with them notes about running undos. Undos then arrive at once and no
   * process pauses: an undo that arrives after its note was lost is a known limit (ADR-047).
   */
  forgetful = false
  /** The ids of the sagas, in the order of their letters. */
  ids: readonly string[] = []

  constructor(choices: Choices, bugs: Bugs, traced: boolean) {
    this.choices = choices
    this.bugs = bugs
    this.trace = traced ? [] : undefined
  }

  get isHealed(): boolean {
    return this.timeline.now >= healAtMs
  }

  /** The letter of a saga; empty if there is only one saga. */
  letterOf(id: string | undefined): string {
    return id === undefined || this.ids.length < 2 ? '' : (letters[this.ids.indexOf(id)] ?? '')
  }

  /** Adds an event to the trace and the fingerprint. `id`: its saga. `about`: details, from a small set of texts. */
  report(who: string, what: string, id?: string, about?: string | null): void {
    let hash = Math.imul(this.fingerprint ^ hashOf(what), fnvPrime)
    if (about) hash = Math.imul(hash ^ hashOf(about), fnvPrime)
    if (id !== undefined && this.ids.length > 1) hash = Math.imul(hash ^ this.ids.indexOf(id), fnvPrime)
    this.fingerprint = hash
    if (!this.trace) return
    const letter = this.letterOf(id)
    const text = `${what}${about ? ` ${about}` : ''}`
    this.trace.push({ at: this.timeline.now, who, what: letter === '' ? text : `${letter}: ${text}` })
  }

  /** Picks a fault or none; always none after `healAtMs`. */
  fault<Way extends string>(ways: readonly [null, ...Way[]], chance: number, place: string): Way | null {
    if (this.isHealed) return null
    const way = ways[this.choices.pick(ways.length, chance)] ?? null
    if (way !== null) this.happened(way, place)
    return way
  }

  /** Records a situation. */
  happened(what: string, place: string): void {
    this.places.push(`${what} at ${place}`)
  }

  latencyMs(): number {
    return latenciesMs[this.choices.pick(latenciesMs.length, 0.3)] ?? 1
  }

  /** Picks one of the values, usually the first. */
  some<T>(values: readonly [T, ...T[]], chance: number): T {
    return values[this.choices.pick(values.length, chance)] ?? values[0]
  }

  violated(rule: string): void {
    if (!this.violations.includes(rule)) this.violations.push(rule)
  }
}
