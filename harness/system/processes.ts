import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ProcessFailed } from '../base/errors.ts'
import { killGroup, remember } from './process-table.ts'

/** How to start a process, detect that it is ready, and stop it. */
export type Launch = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Another user, for programs that refuse to run as root. */
  readonly user?: { readonly uid: number; readonly gid: number }
  readonly stopSignal: NodeJS.Signals
  /** Polled until true; a `once` launch is ready when it has ended with 0. */
  readonly ready: (() => Promise<boolean>) | 'once'
}

export type Supervisor = {
  /** Starts the process and waits until it is ready. */
  launch(launch: Launch): Promise<void>
  pid(name: string): number | undefined
  /** Sends a signal to the process alone, and waits for its end except after SIGSTOP and SIGCONT. */
  kill(name: string, signal: NodeJS.Signals): Promise<void>
  /** Stops these processes, and kills those that still run after a grace period. */
  stop(names: readonly string[]): Promise<void>
  /** Ends the guardian; nothing can be launched afterwards. */
  close(): Promise<void>
}

const readyDeadlineMs = 60_000
const stopGraceMs = 12_000
const lastLogLines = 12

/**
 * Runs processes in their own groups, with a guardian that ends them if this process is killed.
 * @param onCrash called when a process ends unexpectedly
 */
export const createSupervisor = (folder: string, onCrash: (name: string, message: string) => void): Supervisor => {
  const pidFile = join(folder, 'pids')
  const running = new Map<string, ChildProcess>()
  const expectedEnds = new WeakSet<ChildProcess>()
  mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 })
  const guardian = spawn(process.execPath, [join(import.meta.dirname, 'guardian.ts')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guardian.stdin.on('error', () => {}) // It was killed: the pid file remains for the next start.
  if (guardian.pid !== undefined) remember(pidFile, guardian.pid, 'guardian')

  const start = (launch: Launch): ChildProcess => {
    const log = openSync(logFile(folder, launch.name), 'a', 0o600)
    const before = process.umask(0o077) // what a process writes, its log of commands for one, is for its owner's eyes only
    const child = spawn(launch.command, launch.args, {
      cwd: launch.cwd,
      env: launch.env,
      ...launch.user,
      detached: true,
      stdio: ['ignore', log, log],
    })
    process.umask(before)
    closeSync(log)
    running.set(launch.name, child)
    child.once('error', () => {}) // Reported by the exit code null of a child without a pid.
    if (child.pid !== undefined) {
      remember(pidFile, child.pid, launch.name)
      guardian.stdin.write(`+${child.pid} ${launch.stopSignal}\n`)
    }
    child.once('exit', () => {
      guardian.stdin.write(`-${child.pid}\n`)
      if (running.get(launch.name) === child) running.delete(launch.name)
    })
    return child
  }

  const launch = async (wanted: Launch): Promise<void> => {
    const child = start(wanted)
    const describe = (what: string): string => `${wanted.name} ${what}${tailOf(folder, wanted.name)}`
    if (child.pid === undefined) throw new ProcessFailed(`${wanted.name}: ${wanted.command} can't be started`)
    if (wanted.ready === 'once') {
      await once(child, 'exit')
      if (expectedEnds.has(child) || child.exitCode === 0) return
      throw new ProcessFailed(describe(`ended with ${howItEnded(child)}`))
    }
    const deadline = Date.now() + readyDeadlineMs
    while (!(await wanted.ready())) {
      if (hasEnded(child)) throw new ProcessFailed(describe(`ended with ${howItEnded(child)} while it was starting`))
      if (Date.now() > deadline) throw new ProcessFailed(describe(`was not ready after ${readyDeadlineMs / 1000} s`))
      await sleep(50)
    }
    if (hasEnded(child)) throw new ProcessFailed(describe(`ended with ${howItEnded(child)} as soon as it was ready`))
    child.once('exit', () => {
      if (expectedEnds.has(child)) return
      killGroup(child.pid ?? 0, 'SIGKILL') // What it had started would keep its port.
      onCrash(wanted.name, describe(`ended with ${howItEnded(child)}`))
    })
  }

  const kill = async (name: string, signal: NodeJS.Signals): Promise<void> => {
    const child = running.get(name)
    if (child?.pid === undefined) throw new Error(`${name} is not running`)
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') {
      child.kill(signal)
      return
    }
    expectedEnds.add(child)
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    // Its children (workers of nginx, backends of Postgres) die with it, as in a container.
    killGroup(child.pid, 'SIGKILL')
  }

  const stopOne = async (name: string, signal: NodeJS.Signals): Promise<void> => {
    const child = running.get(name)
    if (child?.pid === undefined || hasEnded(child)) return
    expectedEnds.add(child)
    const ended = once(child, 'exit')
    child.kill('SIGCONT')
    child.kill(signal)
    const grace = setTimeout(() => killGroup(child.pid ?? 0, 'SIGKILL'), stopGraceMs)
    await ended
    clearTimeout(grace)
    killGroup(child.pid, 'SIGKILL')
  }

  const signals = new Map<string, NodeJS.Signals>()
  return {
    launch: (wanted) => {
      signals.set(wanted.name, wanted.stopSignal)
      return launch(wanted)
    },
    pid: (name) => running.get(name)?.pid,
    kill,
    stop: async (names) => {
      await Promise.all(names.map((name) => stopOne(name, signals.get(name) ?? 'SIGTERM')))
    },
    close: async () => {
      if (guardian.exitCode !== null || guardian.signalCode !== null) return
      const ended = once(guardian, 'exit')
      guardian.stdin.end()
      await ended
    },
  }
}

export const logFile = (folder: string, name: string): string => join(folder, 'logs', `${name}.log`)

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

const howItEnded = (child: ChildProcess): string =>
  child.signalCode === null ? `exit code ${child.exitCode}` : `signal ${child.signalCode}`

/** The end of the log of the process, which usually shows why it ended. */
const tailOf = (folder: string, name: string): string => {
  const path = logFile(folder, name)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lastLogLines)
  return `; the end of ${join('logs', name)}.log in ${dirname(dirname(path))}:\n${lines.map((line) => `  ${line}`).join('\n')}`
}
