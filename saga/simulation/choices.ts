/**
 * The random choices of a schedule. 0 is always the harmless option, so the few other choices describe a schedule, and
 * lowering or removing choices simplifies it.
 */
export type Choices = {
  /** Picks one of `ways` options: 0, or with probability `chance` another. */
  readonly pick: (ways: number, chance: number) => number
  /** The choices so far. */
  readonly taken: number[]
}

/** A generator of numbers in [0, 1): mulberry32, which has a single integer as its state. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const intensities = [0.2, 0.6, 1, 2, 4] as const

/** The choices of a seed. Seeds differ in how many faults they bring. */
export const seededChoices = (seed: number): Choices => {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ (seed / 2 ** 32))
  const intensity = intensities[Math.floor(random() * intensities.length)] ?? 1
  const taken: number[] = []
  return {
    taken,
    pick: (ways, chance) => {
      const choice = ways > 1 && random() < chance * intensity ? 1 + Math.floor(random() * (ways - 1)) : 0
      taken.push(choice)
      return choice
    },
  }
}

/** Replays choices; 0 after the last one. */
export const repeatedChoices = (choices: readonly number[]): Choices => {
  const taken: number[] = []
  return {
    taken,
    pick: (ways) => {
      const choice = Math.min(choices[taken.length] ?? 0, ways - 1)
      taken.push(choice)
      return choice
    },
  }
}
