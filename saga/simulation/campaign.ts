import type { End } from './final-state.ts'
import { type Setting, simulate } from './simulate.ts'

export type Failing = { readonly seed: number; readonly violations: readonly string[] }

/** The summary of many schedules. */
export type Tally = {
  schedules: number
  /** How the sagas ended. */
  readonly ends: Partial<Record<End, number>>
  /** Situations (a fault at a place), and the number of schedules with each. */
  readonly places: Map<string, number>
  /** Fingerprints of the distinct histories. */
  readonly histories: Set<number>
  readonly failing: Failing[]
}

export const newTally = (): Tally => ({
  schedules: 0,
  ends: {},
  places: new Map(),
  histories: new Set(),
  failing: [],
})

const failingMax = 20

export type Seeds = { readonly first: number; readonly count: number; readonly stride: number }

/** Runs the schedules of these seeds and adds them to the tally. Stops when all are done or `isOver` returns true. */
export const runSeeds = async (
  setting: Setting,
  { first, count, stride }: Seeds,
  tally: Tally,
  isOver: () => boolean = () => false,
): Promise<void> => {
  for (let index = 0; index < count && !isOver(); index++) {
    const seed = first + index * stride
    const { ends, violations, places, fingerprint } = await simulate(setting, seed)
    tally.schedules++
    for (const end of ends) tally.ends[end] = (tally.ends[end] ?? 0) + 1
    tally.histories.add(fingerprint)
    for (const place of new Set(places)) tally.places.set(place, (tally.places.get(place) ?? 0) + 1)
    if (violations.length > 0 && tally.failing.length < failingMax) tally.failing.push({ seed, violations })
  }
}

/** Adds one tally to another. */
export const addTally = (sum: Tally, more: Tally): void => {
  sum.schedules += more.schedules
  for (const [end, count] of Object.entries(more.ends) as [End, number][]) sum.ends[end] = (sum.ends[end] ?? 0) + count
  for (const [place, count] of more.places) sum.places.set(place, (sum.places.get(place) ?? 0) + count)
  for (const history of more.histories) sum.histories.add(history)
  sum.failing.push(...more.failing)
}
