/**
 * Detects where the level of a series changed: E-divisive (Matteson & James 2014, "A Nonparametric Approach for Multiple Change
 * Point Analysis of Multivariate Data"), as used on histories of benchmarks by MongoDB (Daly et al. 2020) and Apache
 * Otava (Fleming et al. 2023). Pure; randomness is an argument. The only assumption on the distribution is that
 * values of one level are exchangeable.
 */

export type ChangePoint = {
  /** Index of the first value of the new level. */
  index: number
  /** Scaled distance of both sides, Q̂ of the paper. */
  distance: number
  /** Permutation test within the known levels: the share of permutations with at least this distance anywhere. */
  p: number
}

export type Detection = {
  /** A change is reported if p is at most this, the probability of a false alarm in a series without changes. */
  level: number
  /** The number of permutations; p can't be smaller than 1 / (permutations + 1). */
  permutations: number
  /** Fewest values on each side of a change. */
  least: number
  random: () => number
}

type Candidate = { index: number; distance: number }

/**
 * The best place to divide a series: over all τ < κ, the one with the largest scaled energy distance between the values
 * before τ and those from τ to κ. Undefined if the series is too short.
 */
export const bestDivision = (values: readonly number[], least: number): Candidate | undefined => {
  let best: Candidate | undefined
  /** Sum of distances within the first k values. */
  const within = new Float64Array(values.length + 1)
  /** For each τ: sum of distances within the values from τ to κ. */
  const between = new Float64Array(values.length + 1)
  for (let end = 1; end <= values.length; end++) {
    const newest = values[end - 1] ?? 0
    let sum = 0
    for (let at = end - 2; at >= 0; at--) {
      sum += Math.abs(newest - (values[at] ?? 0))
      between[at] = (between[at] ?? 0) + sum
    }
    within[end] = (within[end - 1] ?? 0) + sum
    for (let index = least; index <= end - least; index++) {
      const [m, n] = [index, end - index]
      const [left, right] = [within[index] ?? 0, between[index] ?? 0]
      const across = (within[end] ?? 0) - left - right
      const own = (m > 1 ? left / (m - 1) / m : 0) + (n > 1 ? right / (n - 1) / n : 0)
      const distance = ((m * n) / (m + n)) * 2 * (across / (m * n) - own)
      if (best === undefined || distance > best.distance) best = { index, distance }
    }
  }
  return best
}

const levelsOf = <T>(values: readonly T[], indices: readonly number[]): T[][] =>
  [0, ...indices].map((from, at) => values.slice(from, indices[at]))

/** The best division among all levels, with its index in the whole series. */
const bestOfLevels = (levels: readonly (readonly number[])[], least: number): Candidate | undefined => {
  let best: Candidate | undefined
  let from = 0
  for (const level of levels) {
    const found = bestDivision(level, least)
    if (found !== undefined && (best === undefined || found.distance > best.distance))
      best = { index: from + found.index, distance: found.distance }
    from += level.length
  }
  return best
}

const shuffle = (values: number[], random: () => number): void => {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[values[i], values[j]] = [values[j] ?? 0, values[i] ?? 0]
  }
}

/** p of the best division; stops as soon as it can no longer be significant (Besag & Clifford 1991). */
const significance = (
  levels: readonly (readonly number[])[],
  distance: number,
  { level, permutations, least, random }: Detection,
): number => {
  const mixed = levels.map((values) => [...values])
  let asFar = 1
  for (let tried = 1; tried <= permutations; tried++) {
    for (const values of mixed) shuffle(values, random)
    if ((bestOfLevels(mixed, least)?.distance ?? 0) >= distance - 1e-12) asFar++
    if (asFar > level * (permutations + 1)) return asFar / (tried + 1)
  }
  return asFar / (permutations + 1)
}

/** All significant changes of level, in the order of the series. */
export const changePoints = (values: readonly number[], detection: Detection): ChangePoint[] => {
  const found: ChangePoint[] = []
  for (;;) {
    const levels = levelsOf(
      values,
      found.map(({ index }) => index),
    )
    const candidate = bestOfLevels(levels, detection.least)
    if (candidate === undefined || candidate.distance <= 0) return found
    const p = significance(levels, candidate.distance, detection)
    if (p > detection.level) return found
    found.push({ ...candidate, p })
    found.sort((a, b) => a.index - b.index)
  }
}
