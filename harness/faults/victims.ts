import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#platform/base/clock.ts'
import { startStubbornly } from '../scenario/disturb.ts'
import type { System } from '../system/system.ts'

/** Time in which a process could not be asked anything. */
export type Outage = { readonly process: string; readonly fromMs: number; readonly toMs: number }

/** Kills, pauses and starts processes of a running system, and knows which of them are dead. */
export type Victims = {
  /** Tells a process where to die, or to pause (`place:phase[:nth[:signal]]`); it may never get there. */
  readonly order: (process: string, order: string) => void
  /** Takes back all orders that were not carried out. */
  readonly recall: () => void
  /** Resolves with true when the process has died, with false after the time. */
  readonly death: (process: string, withinMs: number) => Promise<boolean>
  readonly kill: (process: string, signal?: NodeJS.Signals) => Promise<void>
  readonly start: (process: string, environment?: Readonly<Record<string, string>>) => Promise<void>
  readonly pause: (process: string) => Promise<void>
  readonly unpause: (process: string) => Promise<void>
  /** Continues what is paused and starts what is dead. */
  readonly heal: () => Promise<void>
  /** When what could not be asked, so far. */
  readonly outages: () => readonly Outage[]
  /** To be called when the system tells that a process ended by itself. */
  readonly died: (process: string) => void
  /** Processes that ended without having been told to, since the last time it was asked. */
  readonly takeUnexpected: () => string[]
}

const pollMs = 20

/** Environment that lets a process be told where to die. */
export const orderedBy = (folder: string, process: string): Record<string, string> => ({
  TEST_CRASH_POINTS: 'on',
  CRASH_AT_FILE: join(folder, process),
})

/** @param folder where the orders to the processes stand */
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
