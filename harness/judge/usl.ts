/**
 * The universal scalability law, X(n) = λ n / (1 + σ (n − 1) + κ n (n − 1)): throughput at n concurrent users. λ: the rate of
 * one user; σ: the serial share (contention); κ: the cost of coordination (coherency). Source: Gunther, "Guerrilla Capacity
 * Planning", ch. 4 and 6; fitted in the same way, by least squares on n/X, with σ and κ at least 0.
 */
export type Usl = { lambda: number; sigma: number; kappa: number; r2: number }

export type Point = { n: number; x: number }

/** Solves a small linear system by Gaussian elimination with pivoting; undefined if it is singular. */
const solve = (matrix: number[][], right: number[]): number[] | undefined => {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce(
        (best, row, i) => (Math.abs(row[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? i + column : best),
        column,
      )
    const [a, b] = [rows[column], rows[pivot]]
    if (a === undefined || b === undefined) return undefined
    rows[column] = b
    rows[pivot] = a
    const lead = b[column] ?? 0
    if (Math.abs(lead) < 1e-12) return undefined
    for (let i = 0; i < size; i++) {
      const row = rows[i]
      if (i === column || row === undefined) continue
      const factor = (row[column] ?? 0) / lead
      rows[i] = row.map((value, j) => value - factor * (b[j] ?? 0))
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1))
}

const terms = [() => 1, (n: number) => n - 1, (n: number) => n * (n - 1)] as const

/** Least squares of n/X on the chosen terms, weighting each point by its relative error. */
const regress = (points: readonly Point[], chosen: readonly number[]): number[] | undefined => {
  const rows = points.map(({ n, x }) => ({
    weight: (x / n) ** 2,
    y: n / x,
    values: chosen.map((i) => terms[i]?.(n) ?? 0),
  }))
  const matrix = chosen.map((_, i) =>
    chosen.map((__, j) =>
      rows.reduce((sum, { weight, values }) => sum + weight * (values[i] ?? 0) * (values[j] ?? 0), 0),
    ),
  )
  const right = chosen.map((_, i) =>
    rows.reduce((sum, { weight, values, y }) => sum + weight * (values[i] ?? 0) * y, 0),
  )
  const solved = solve(matrix, right)
  if (solved === undefined) return undefined
  const all = [0, 0, 0]
  for (const [i, term] of chosen.entries()) all[term] = solved[i] ?? 0
  return all
}

export const uslThroughput = ({ lambda, sigma, kappa }: Omit<Usl, 'r2'>, n: number): number =>
  (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1))

/** Fits the law; undefined for fewer than 4 points, or if no valid curve fits them. */
export const fitUsl = (points: readonly Point[]): Usl | undefined => {
  if (points.length < 4) return undefined
  const candidates = [[0, 1, 2], [0, 1], [0, 2], [0]].flatMap((chosen) => {
    const [a = 0, b = 0, c = 0] = regress(points, chosen) ?? []
    if (a <= 0 || b < 0 || c < 0) return []
    const law = { lambda: 1 / a, sigma: b / a, kappa: c / a }
    const error = points.reduce((sum, { n, x }) => sum + ((uslThroughput(law, n) - x) / x) ** 2, 0)
    return [{ law, error }]
  })
  const [best] = candidates.sort((a, b) => a.error - b.error)
  if (best === undefined) return undefined
  const average = points.reduce((sum, { x }) => sum + x, 0) / points.length
  const total = points.reduce((sum, { x }) => sum + (x - average) ** 2, 0)
  const left = points.reduce((sum, { n, x }) => sum + (x - uslThroughput(best.law, n)) ** 2, 0)
  return { ...best.law, r2: total === 0 ? 1 : 1 - left / total }
}

/** The number of users at which throughput peaks; undefined if it never does. */
export const uslPeak = ({ sigma, kappa }: Pick<Usl, 'sigma' | 'kappa'>): number | undefined =>
  kappa <= 0 ? undefined : Math.sqrt((1 - sigma) / kappa)

/** The speedup of m such machines at the same load on each, from the serial share alone (Amdahl's law). */
export const uslSpeedup = ({ sigma }: Pick<Usl, 'sigma'>, m: number): number => m / (1 + sigma * (m - 1))
