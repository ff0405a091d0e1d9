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
    return undefined // It has ended: its CPU time now counts for its parent.
  }
}

const readAllStats = (): Stat[] => {
  try {
    const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return names.map(readStat).filter((stat) => stat !== undefined)
  } catch {
    return []
  }
}

/**
 * CPU time in ms that each of these processes has used since its start, with its children, dead ones included.
 * Empty where the system has no /proc.
 */
export const cpuTimes = (pids: ReadonlyMap<string, number>): Map<string, number> => {
  const stats = readAllStats()
  if (stats.length === 0) return new Map()
  const children = Map.groupBy(stats, ({ parent }) => parent)
  const own = new Map(stats.map((stat) => [stat.pid, stat.ms]))
  const total = (pid: number): number =>
    (own.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((sum, child) => sum + total(child.pid), 0)
  return new Map([...pids].map(([name, pid]) => [name, total(pid)]))
}

/** Time of all processors together: busy, stolen by other guests of the host, and total. */
export type MachineTime = { busyMs: number; stolenMs: number; totalMs: number }

/** Since the machine was started; null where the system has no /proc. */
export const machineTime = (): MachineTime | null => {
  let text: string
  try {
    text = readFileSync('/proc/stat', 'utf8')
  } catch {
    return null
  }
  const ticks = (/^cpu +(.+)$/m.exec(text)?.[1] ?? '').split(' ').slice(0, 8).map(Number)
  const ms = (ticks.reduce((sum, value) => sum + value, 0) * 1_000) / ticksPerS
  const at = (index: number): number => ((ticks[index] ?? 0) * 1_000) / ticksPerS
  // user nice system idle iowait irq softirq steal
  return { busyMs: ms - at(3) - at(4) - at(7), stolenMs: at(7), totalMs: ms }
}

/** CPU time in ms of one process alone; undefined if it has ended or the system has no /proc. */
export const cpuTime = (pid: number): number | undefined => readStat(String(pid))?.ms

/** Bytes that a process and its children have written with write(2), including sockets; undefined if the system has no /proc. */
export const bytesWritten = (pid: number): number | undefined => {
  const of = (each: number | string): number => {
    try {
      return Number(/^wchar: (\d+)$/m.exec(readFileSync(`/proc/${each}/io`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  }
  const stats = readAllStats()
  if (!stats.some((stat) => stat.pid === pid)) return undefined
  const total = (each: number): number =>
    of(each) + stats.filter(({ parent }) => parent === each).reduce((sum, child) => sum + total(child.pid), 0)
  return total(pid)
}
