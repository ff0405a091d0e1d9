import { readdirSync, readFileSync } from 'node:fs'

/** Kernel ticks per second that /proc counts in: 100 on every Linux that Node runs on. */
const ticksPerS = 100

type Stat = { pid: number; parent: number; ms: number }

const readStat = (pid: string): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces; what follows it starts with the state, field 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0)
    return { pid: Number(pid), parent: Number(fields[1]), ms: (ticks * 1_000) / ticksPerS }
  } catch {
    return undefined // It ended meanwhile: its time is its parent's now.
  }
}

/**
 * CPU time in ms that each of these processes has used since its start, with its children, dead ones included.
 * Empty where the system has no /proc.
 */
export const cpuTimes = (pids: ReadonlyMap<string, number>): Map<string, number> => {
  let names: string[]
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return new Map()
  }
  const stats = names.map(readStat).filter((stat) => stat !== undefined)
  const children = Map.groupBy(stats, ({ parent }) => parent)
  const own = new Map(stats.map((stat) => [stat.pid, stat.ms]))
  const total = (pid: number): number =>
    (own.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((sum, child) => sum + total(child.pid), 0)
  return new Map([...pids].map(([name, pid]) => [name, total(pid)]))
}
