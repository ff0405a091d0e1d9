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

/** One schedule: its time, its chance, what was done in it. */
export class World {
  readonly timeline = new Timeline()
  /** What went wrong or happened where, for the count of situations. */
  readonly places: string[] = []
  readonly violations: string[] = []
  readonly trace: TraceLine[] | undefined
  crashesLeft = 3
  /** Of the order of everything that happened; times left out. */
  fingerprint = 0x811c9dc5
  readonly choices: Choices
  readonly bugs: Bugs

  constructor(choices: Choices, bugs: Bugs, traced: boolean) {
    this.choices = choices
    this.bugs = bugs
    this.trace = traced ? [] : undefined
  }

  get isHealed(): boolean {
    return this.timeline.now >= healAtMs
  }

  /** Tells what happens, to the trace and the fingerprint. */
  tell(who: string, what: string): void {
    this.trace?.push({ at: this.timeline.now, who, what })
    let hash = this.fingerprint
    for (let i = 0; i < what.length; i++) hash = Math.imul(hash ^ what.charCodeAt(i), fnvPrime)
    this.fingerprint = hash
  }

  /** One of so many ways to go wrong, 0 for none; none once the world has healed. */
  fault<Way extends string>(ways: readonly [null, ...Way[]], chance: number, place: string): Way | null {
    if (this.isHealed) return null
    const way = ways[this.choices.pick(ways.length, chance)] ?? null
    if (way !== null) this.places.push(`${way} at ${place}`)
    return way
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
