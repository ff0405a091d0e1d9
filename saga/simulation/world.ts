import type { Bugs } from './bugs.ts'
import type { Choices } from './choices.ts'
import { Timeline } from './timeline.ts'

export type TraceLine = { readonly at: number; readonly who: string; readonly what: string }

/** From then on nothing goes wrong any more, in milliseconds of virtual time. */
export const healAtMs = 30_000
/** By then everything has ended, or it never will. */
export const horizonMs = 200_000
const latenciesMs = [1, 3, 12, 40, 150] as const

const fnvPrime = 0x01000193
const fnvOffset = 0x811c9dc5
/** What is told are few different texts, told often. */
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

/** One schedule: its time, its chance, what was done in it. */
export class World {
  readonly timeline = new Timeline()
  /** What went wrong or happened where, for the count of situations. */
  readonly places: string[] = []
  readonly violations: string[] = []
  readonly trace: TraceLine[] | undefined
  crashesLeft = 3
  /** Processes that died or stood still, and operations of the log that failed. */
  processFaults = 0
  /** Of the order of everything that happened; times left out. */
  fingerprint = fnvOffset
  readonly choices: Choices
  readonly bugs: Bugs
  /** Never aborts: who dies is told nothing. */
  readonly signal = new AbortController().signal
  /** By how much the clock of a process is wrong, in milliseconds. */
  readonly clockErrors = new Map<string, number>()
  /**
   * The bus forgets in it, and with the events the note of an undo that is under way. Then undos arrive at once,
   * and no process stands still: an undo that arrives when nobody knows of it any more is a limit of the design (ADR-047).
   */
  forgetful = false
  /** The sagas in it, in the order of their letters. */
  ids: readonly string[] = []

  constructor(choices: Choices, bugs: Bugs, traced: boolean) {
    this.choices = choices
    this.bugs = bugs
    this.trace = traced ? [] : undefined
  }

  get isHealed(): boolean {
    return this.timeline.now >= healAtMs
  }

  /** The letter of a saga, where there are several. */
  letterOf(id: string | undefined): string {
    return id === undefined || this.ids.length < 2 ? '' : (letters[this.ids.indexOf(id)] ?? '')
  }

  /** Tells what happens, to the trace and the fingerprint; `id` of the saga that it happens to, `about` in few different words. */
  tell(who: string, what: string, id?: string, about?: string | null): void {
    let hash = Math.imul(this.fingerprint ^ hashOf(what), fnvPrime)
    if (about) hash = Math.imul(hash ^ hashOf(about), fnvPrime)
    if (id !== undefined && this.ids.length > 1) hash = Math.imul(hash ^ this.ids.indexOf(id), fnvPrime)
    this.fingerprint = hash
    if (!this.trace) return
    const letter = this.letterOf(id)
    const text = `${what}${about ? ` ${about}` : ''}`
    this.trace.push({ at: this.timeline.now, who, what: letter === '' ? text : `${letter}: ${text}` })
  }

  /** One of so many ways to go wrong, 0 for none; none once the world has healed. */
  fault<Way extends string>(ways: readonly [null, ...Way[]], chance: number, place: string): Way | null {
    if (this.isHealed) return null
    const way = ways[this.choices.pick(ways.length, chance)] ?? null
    if (way !== null) this.happened(way, place)
    return way
  }

  /** Counts a situation. */
  happened(what: string, place: string): void {
    this.places.push(`${what} at ${place}`)
  }

  latencyMs(): number {
    return latenciesMs[this.choices.pick(latenciesMs.length, 0.3)] ?? 1
  }

  /** One of these, mostly the first. */
  some<T>(values: readonly [T, ...T[]], chance: number): T {
    return values[this.choices.pick(values.length, chance)] ?? values[0]
  }

  violated(rule: string): void {
    if (!this.violations.includes(rule)) this.violations.push(rule)
  }
}
