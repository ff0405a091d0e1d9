import type { Verdict } from '#harness/judge/verdict.ts'

/** A target of a benchmark and whether it was met: printed, and decides the exit code. */
export type Target = { readonly text: string; readonly isMet: boolean }

export type GroupLeft = { readonly group: string; readonly pending: number; readonly lag: number | null }

/** Speed counts only if every group has read and acknowledged everything. */
export const busTargets = (groups: readonly GroupLeft[], perSecond: number, leastPerSecond: number): Target[] => [
  ...(groups.length === 0 ? [{ text: 'no group read anything', isMet: false }] : []),
  ...groups
    .filter(({ pending, lag }) => pending !== 0 || lag !== 0)
    .map(({ group, pending, lag }) => ({
      text: `${group}: ${pending} not acknowledged, ${lag ?? 'an unknown number'} not read`,
      isMet: false,
    })),
  { text: `more than ${leastPerSecond.toLocaleString('en')} events/s`, isMet: perSecond > leastPerSecond },
]

export type Replayed = {
  readonly p95Ms: number
  readonly rebuiltPerSecond: number
  readonly stored: number
  readonly verified: number
  readonly violations: number
}

/** Limits of the event store when full. */
export const replayTargets = (seen: Replayed): Target[] => [
  { text: 'replay of a checkout: P95 < 20 ms', isMet: seen.p95Ms < 20 },
  { text: 'rebuild of the read model: ≥ 50,000/s', isMet: seen.rebuiltPerSecond >= 50_000 },
  {
    text: `verify: all ${seen.stored.toLocaleString('en')} stored events`,
    isMet: seen.stored > 0 && seen.verified >= seen.stored,
  },
  { text: 'verify: no finding', isMet: seen.violations === 0 },
]

/** `fail` if any target is missed; inconclusive without targets. */
export const verdictOfTargets = (targets: readonly Target[]): Verdict =>
  targets.length === 0 ? 'inconclusive' : targets.every(({ isMet }) => isMet) ? 'pass' : 'fail'

export const targetLines = (targets: readonly Target[]): string[] =>
  targets.map(({ text, isMet }) => `  ${isMet ? '✓' : '✗'} ${text}`)
