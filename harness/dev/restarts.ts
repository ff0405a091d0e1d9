import { existsSync, readFileSync, statSync } from 'node:fs'
import { logFile } from '../system/processes.ts'
import type { System } from '../system/system.ts'

export type Restarts = {
  /** Restarts this process; a start in progress is aborted. */
  readonly restart: (name: string) => void
  /** Keeps a process that has ended by itself until the next change. */
  readonly crashed: (name: string, message: string) => void
  /** The processes that wait for a change before they are started again. */
  readonly waiting: () => string[]
}

type Restarted = Pick<System, 'kill' | 'start' | 'pid' | 'folder'>

/** A process that takes longer to stop is killed. */
const stopMs = 12_000
const mostLogLines = 15

const stop = async (system: Restarted, name: string): Promise<void> => {
  if (system.pid(name) === undefined) return
  const forced = setTimeout(() => void system.kill(name).catch(() => {}), stopMs)
  try {
    await system.kill(name, 'SIGTERM')
  } finally {
    clearTimeout(forced)
  }
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0)

/** The first lines of the log after a position, without the stack: why a process failed to start. */
const logSince = (file: string, position: number): string => {
  const lines = readFileSync(file).subarray(position).toString().trim().split('\n')
  return lines
    .slice(0, mostLogLines)
    .map((line) => `    ${line}\n`)
    .join('')
}

const secondsSince = (beginMs: number): string => `${((performance.now() - beginMs) / 1_000).toFixed(1)} s`

/** @param onStarted called after each start, successful or not */
export const createRestarts = (
  system: Restarted,
  print: (line: string) => void,
  signal: AbortSignal,
  onStarted: () => void,
): Restarts => {
  const waiting = new Set<string>()
  const busy = new Set<string>()
  const superseded = new Set<string>()

  const wait = (name: string, what: string): void => {
    waiting.add(name)
    print(`${what}${name} waits for the next change`)
  }

  const attempt = async (name: string): Promise<void> => {
    const begin = performance.now()
    const log = logFile(system.folder, name)
    let logged = 0
    try {
      await stop(system, name)
      if (signal.aborted) return
      logged = sizeOf(log)
      await system.start(name)
      waiting.delete(name)
      if (!superseded.has(name)) print(`${name} runs again (${secondsSince(begin)}, process ${system.pid(name)})`)
    } catch (error) {
      const [what = ''] = (error as Error).message.split(';')
      if (!signal.aborted && !superseded.has(name)) wait(name, `${what}:\n${logSince(log, logged)}  `)
    }
    if (!signal.aborted) onStarted()
  }

  const run = async (name: string): Promise<void> => {
    busy.add(name)
    do {
      superseded.delete(name)
      await attempt(name)
    } while (superseded.has(name) && !signal.aborted)
    busy.delete(name)
  }

  return {
    restart: (name) => {
      if (!busy.has(name)) return void run(name)
      superseded.add(name)
      void system.kill(name).catch(() => {}) // it may not run at this moment
    },
    crashed: (name, message) => wait(name, `${message}\n  `),
    waiting: () => [...waiting],
  }
}
