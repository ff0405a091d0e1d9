import { sleep } from 'k6'
import exec from 'k6/execution'

/**
 * Pacing and raw data for every scenario script: one JSON line per unit of work. Times are milliseconds since the start
 * of the load, from k6's own clock, which is finer than Date.now(); the first unit tells when that was, since the epoch.
 */

export type Pacing =
  | { kind: 'open'; intervalMs: number }
  | { kind: 'paced'; users: number; periodMs: number }
  | { kind: 'unpaced' }

export type Outcome = 'succeeded' | 'refused' | 'failed' | 'wrong' | 'unended' | 'error'

/** What a script found out about one unit of work. */
export type End = {
  outcome: Outcome
  id: string | null
  status: number
  reason: string | null
  accepted: number | null
  /** What the client was told, where the end is `wrong`. */
  told?: 'succeeded' | 'failed'
}

const now = (): number => exec.instance.currentTestRunDuration
const round = (ms: number): number => Math.round(ms * 1000) / 1000

/** When the current iteration should start, and its place in the seeded sequence. */
const plan = (pacing: Pacing): { i: number; intended: number | null } => {
  const i = exec.scenario.iterationInTest
  switch (pacing.kind) {
    case 'open':
      return { i, intended: i * pacing.intervalMs }
    case 'paced': {
      // Users start evenly spread over one period and keep their own beat.
      const user = (exec.vu.idInTest - 1) % pacing.users
      const round = exec.vu.iterationInScenario
      return {
        i: round * pacing.users + user,
        intended: round * pacing.periodMs + (user * pacing.periodMs) / pacing.users,
      }
    }
    case 'unpaced':
      return { i, intended: null }
  }
}

/** Runs one unit of work at its time and writes its line, with the key that the unit goes by. An exception of the script is an `error`, never lost. */
export const record = (
  pacing: Pacing,
  work: (i: number, now: () => number) => End,
  keyOf: (i: number) => string | null = () => null,
): void => {
  const { i, intended } = plan(pacing)
  const free = now()
  if (pacing.kind === 'paced' && intended !== null && intended > free) sleep((intended - free) / 1000)
  const started = now()
  let end: End
  try {
    end = work(i, now)
  } catch (error) {
    end = { outcome: 'error', id: null, status: 0, reason: String(error), accepted: null }
  }
  const ended = now()
  const ready =
    pacing.kind === 'open'
      ? (intended ?? started)
      : pacing.kind === 'paced'
        ? Math.max(intended ?? started, free)
        : free
  console.log(
    JSON.stringify({
      i,
      intended: round(intended ?? started),
      ready: round(ready),
      started: round(started),
      accepted: end.accepted === null ? null : round(end.accepted),
      ended: round(ended),
      outcome: end.outcome,
      id: end.id,
      key: keyOf(i),
      status: end.status,
      reason: end.reason,
      ...(i === 0 ? { load_began_ms: Math.round(Date.now() - now()) } : {}),
      told: end.told,
    }),
  )
}

/** k6 calls this at the end; the harness reads dropped iterations from it. */
export const handleSummary = (data: unknown): Record<string, string> => ({
  [__ENV.SUMMARY as string]: JSON.stringify(data),
})
