// Ends the processes of a run whose harness was killed. It reads `+pid signal` and `-pid` from the harness; when that
// pipe closes, it stops all processes that are still listed, newest first, and kills them after a grace period.
import { createInterface } from 'node:readline'
import { killGroup } from './process-table.ts'

const graceMs = 5_000
const running = new Map<number, NodeJS.Signals>()

for await (const line of createInterface({ input: process.stdin })) {
  const match = /^([+-])(\d+) ?(\w*)$/.exec(line)
  if (match === null) continue
  if (match[1] === '+') running.set(Number(match[2]), match[3] as NodeJS.Signals)
  else running.delete(Number(match[2]))
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

for (const [pid, signal] of [...running].reverse()) killGroup(pid, signal)
const deadline = Date.now() + graceMs
while ([...running.keys()].some(isAlive) && Date.now() < deadline) {
  await new Promise((resolve) => setTimeout(resolve, 50))
}
for (const pid of running.keys()) killGroup(pid, 'SIGKILL')
