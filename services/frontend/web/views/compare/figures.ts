import type { CompteValeur, ResumeCheckout } from '#generated/saga-orchestrator/types.ts'

/** The figures of one style over the last minutes. */
export type StyleFigures = {
  readonly succeeded: number
  readonly failed: number
  readonly inFlight: number
  /** Null if no checkout ended. */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  /** Pieces of the load's products that are reserved; null without a load. */
  readonly reserved: number | null
}

/** The value that this share of the sorted ones does not exceed (nearest rank). */
const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null

const countOf = (counts: readonly CompteValeur[], value: string): number =>
  counts.find(({ valeur }) => valeur === value)?.nombre ?? 0

type Read = {
  readonly counts: readonly CompteValeur[]
  /** The newest checkouts. */
  readonly newest: readonly ResumeCheckout[]
  readonly reserved: number | null
}

/** The figures from the counts and the newest checkouts of a style. Only checkouts that ended have a duration. */
export const figuresOf = ({ counts, newest, reserved }: Read): StyleFigures => {
  const durations = newest
    .flatMap(({ commence_ms, termine_ms }) => (termine_ms === null ? [] : [termine_ms - commence_ms]))
    .sort((a, b) => a - b)
  return {
    succeeded: countOf(counts, 'reussi'),
    failed: countOf(counts, 'echoue'),
    inFlight: countOf(counts, 'en_cours'),
    p50Ms: quantile(durations, 0.5),
    p95Ms: quantile(durations, 0.95),
    reserved,
  }
}
