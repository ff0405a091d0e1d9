import { sleep } from 'k6'
import exec from 'k6/execution'

/**
 * Pacing and raw data for every scenario script: one JSON line per unit of work. Times are milliseconds since the start
 * of the load, from k6's own clock, which is finer than Date.now(); the first line records the start of the load since
 * the epoch.
 */

export type Pacing =
  | { kind: 'open'; intervalMs: number }
  | { kind: 'paced'; users: number; periodMs: number }
  | { kind: 'unpaced' }

export type Outcome = 'succeeded' | 'refused' | 'failed' | 'wrong' | 'unended' | 'error'

/** The result of one unit of work. */
export type End = {
  outcome: Outcome
  id: string | null
  status: number
  reason: string | null
  accepted: number | null
  /** The end that the answer reported, if the outcome is `wrong`. */
  reported?: 'succeeded' | 'failed'
}

const now = (): number => exec.instance.currentTestRunDuration
const round = (ms: number): number => Math.round(ms * 1000) / 1000

/** The start time of the current iteration, and its place in the seeded sequence. */
const plan = (pacing: Pacing): { i: number; intended: number | null } => {
  const i = exec.scenario.iterationInTest
  switch (pacing.kind) {
    case 'open':
      return { i, intended: i * pacing.intervalMs }
    case 'paced': {
      // Users start evenly spread over one period and then keep their own rhythm.
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

/**
 * Runs one unit of work at its time and writes its line with its key. An exception in the script is recorded as an
 * `error`, never lost.
 */
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
      reported: end.reported,
    }),
  )
}

/** k6 calls this at the end; the harness reads dropped iterations from the result. */
export const handleSummary = (data: unknown): Record<string, string> => ({
  [__ENV.SUMMARY as string]: JSON.stringify(data),
})
