import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#platform/base/clock.ts'
import { startStubbornly } from '../scenario/disturb.ts'
import type { System } from '../system/system.ts'

/** An interval in which a process was unavailable. */
export type Outage = { readonly process: string; readonly fromMs: number; readonly toMs: number }

/** Kills, pauses and starts processes of a running system, and knows which of them are dead. */
export type Victims = {
  /** Orders a process to crash or pause at a point of its code (`place:phase[:nth[:signal]]`), which it may never reach. */
  readonly order: (process: string, order: string) => void
  /** Cancels all pending orders. */
  readonly recall: () => void
  /** Resolves with true when the process has died, with false on timeout. */
  readonly death: (process: string, withinMs: number) => Promise<boolean>
  readonly kill: (process: string, signal?: NodeJS.Signals) => Promise<void>
  readonly start: (process: string, environment?: Readonly<Record<string, string>>) => Promise<void>
  readonly pause: (process: string) => Promise<void>
  readonly unpause: (process: string) => Promise<void>
  /** Resumes paused processes and restarts dead ones. */
  readonly heal: () => Promise<void>
  /** The outages so far. */
  readonly outages: () => readonly Outage[]
  /** Call it when the system reports that a process has exited by itself. */
  readonly died: (process: string) => void
  /** Returns and clears the processes that exited without an order. */
  readonly takeUnexpected: () => string[]
}

const pollMs = 20

/** Environment that enables crash points in a process. */
export const orderedBy = (folder: string, process: string): Record<string, string> => ({
  TEST_CRASH_POINTS: 'on',
  CRASH_AT_FILE: join(folder, process),
})

/** @param folder contains the orders to the processes */
export const createVictims = (
  system: Pick<System, 'kill' | 'start' | 'pid'>,
  folder: string,
  clock: Clock,
): Victims => {
  const since = new Map<string, number>()
  const paused = new Set<string>()
  const past: Outage[] = []
  const ordered = new Set<string>()
  const unexpected: string[] = []
  mkdirSync(folder, { recursive: true })

  const isGone = (process: string): void => void since.set(process, since.get(process) ?? clock.now())
  const isBack = (process: string): void => {
    const fromMs = since.get(process)
    if (fromMs !== undefined) past.push({ process, fromMs, toMs: clock.now() })
    since.delete(process)
  }
  const start: Victims['start'] = async (process, environment) => {
    await startStubbornly(system, process, clock, environment)
    isBack(process)
  }
  const unpause: Victims['unpause'] = async (process) => {
    await system.kill(process, 'SIGCONT')
    paused.delete(process)
    isBack(process)
  }
  return {
    order: (process, order) => {
      ordered.add(process)
      writeFileSync(join(folder, process), order)
    },
    recall: () => {
      for (const process of ordered) rmSync(join(folder, process), { force: true })
      ordered.clear()
    },
    death: async (process, withinMs) => {
      for (const until = clock.now() + withinMs; clock.now() < until; await clock.sleep(pollMs))
        if (since.has(process)) return true
      return since.has(process)
    },
    kill: async (process, signal = 'SIGKILL') => {
      isGone(process)
      await system.kill(process, signal)
    },
    start,
    pause: async (process) => {
      isGone(process)
      paused.add(process)
      await system.kill(process, 'SIGSTOP')
    },
    unpause,
    heal: async () => {
      for (const process of [...paused]) await unpause(process)
      for (const process of [...since.keys()]) await start(process)
    },
    outages: () => [
      ...past,
      ...[...since].map(([process, fromMs]) => ({ process, fromMs, toMs: Number.POSITIVE_INFINITY })),
    ],
    died: (process) => {
      if (!ordered.has(process)) unexpected.push(process)
      isGone(process)
    },
    takeUnexpected: () => unexpected.splice(0),
  }
}
