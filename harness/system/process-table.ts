import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process in the pid file; its start time distinguishes it from a later process with the same id. */
type Entry = { readonly pid: number; readonly name: string; readonly startTime: string }

/**
 * The start time of a process, in the notation of the system; undefined if it doesn't run. A pid alone doesn't identify a
 * process, because ids are reused.
 */
export const startTimeOf = (pid: number): string | undefined => {
  try {
    if (process.platform === 'linux') return statFieldsOf(pid).startTime
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** Fields of /proc/<pid>/stat after the command name, which may contain spaces and parentheses. */
const statFieldsOf = (pid: number): { startTime: string | undefined } => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const ended = fields[0] === 'Z'
  return { startTime: ended ? undefined : fields[19] }
}

/** Appends a started process to the pid file of its run. */
export const remember = (path: string, pid: number, name: string): void =>
  appendFileSync(path, `${pid} ${name} ${startTimeOf(pid) ?? ''}\n`)

/** The processes of a pid file that still run, oldest first. */
export const stillRunning = (path: string): Entry[] => {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const match = /^(\d+) (\S+) (.+)$/.exec(line)
      if (match === null) return []
      const entry = { pid: Number(match[1]), name: match[2] ?? '', startTime: match[3] ?? '' }
      return startTimeOf(entry.pid) === entry.startTime ? [entry] : []
    })
}

/** Ends the processes of a run that was killed together with its guardian, and waits until they are gone. */
export const sweep = async (path: string): Promise<void> => {
  const deadline = Date.now() + sweepDeadlineMs
  for (let left = others(path); left.length > 0 && Date.now() < deadline; left = others(path)) {
    for (const { pid } of left.reverse()) killGroup(pid, 'SIGKILL')
    await sleep(20)
  }
  rmSync(path, { force: true })
}

const sweepDeadlineMs = 5_000
const others = (path: string): Entry[] => stillRunning(path).filter(({ pid }) => pid !== process.pid)

/** Signals a process and its children; every process of a run leads its own group. */
export const killGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal)
  } catch {
    // It has already ended.
  }
}
