import { setTimeout as sleep } from 'node:timers/promises'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { collect } from '../../evidence/undos.ts'
import { styles } from '../shoppers.ts'
import { restMs, seconds, servedMs, type Trial } from './trial.ts'

const undoLimitMs = 5_000
const c1Checkouts = 3
const attemptsEach = 2

/** How many calls of commandes a process has made, by its metrics. */
const callsOf = async (system: ScenarioSystem, name: string): Promise<number> => {
  const text = await (await fetch(`${system.url(name)}/metrics`)).text()
  return Number(
    /^external_service_call_duration_seconds_count\{[^}]*service="commandes"[^}]*\} (\d+)/m.exec(text)?.[1] ?? 0,
  )
}

/** C1: commandes answers none of the calls that create orders, then dies and comes back. Every checkout has to be undone, its stock released within 5 s of the failure. */
export const compensate = async ({ project, system, shoppers }: Trial): Promise<string> => {
  const since = new Date().toISOString()
  const callers = {
    orchestrated: ['saga-orchestrator', 'saga-orchestrator-2'],
    choreographed: ['worker-order-creation'],
  }
  const calls = async (style: (typeof styles)[number]): Promise<number> =>
    (await Promise.all(callers[style].map((name) => callsOf(system, name)))).reduce((sum, one) => sum + one, 0)
  const told = await shoppers.during(async () => {
    const before = { orchestrated: await calls('orchestrated'), choreographed: await calls('choreographed') }
    await project.compose(['pause', 'commandes'])
    const bought = styles.map((style) => shoppers.buy(style, c1Checkouts))
    try {
      const deadline = Date.now() + servedMs
      for (const style of styles)
        while ((await calls(style)) < before[style] + c1Checkouts * attemptsEach) {
          if (Date.now() > deadline) throw new Error(`${style}: commandes was not called often enough for a failure`)
          await sleep(100)
        }
    } finally {
      // Killed while it stands still, it never sees the requests that wait for it: an order made too late would be no failure.
      await project.compose(['kill', 'commandes'])
      await project.compose(['start', 'commandes'])
    }
    return (await Promise.all(bought)).flat()
  })
  const succeeded = told.filter(({ outcome }) => outcome === 'succeeded').length
  if (succeeded > 0)
    throw new Error(`${succeeded} of ${told.length} checkouts succeeded although commandes did not answer`)
  await shoppers.untilAtRest(restMs)
  const durations: number[] = []
  for (const style of styles) {
    const undos = await collect({ system, style, since })
    const open = undos.filter(({ durationMs }) => durationMs === null)
    if (undos.length !== c1Checkouts || open.length > 0)
      throw new Error(`${style}: ${undos.length} of ${c1Checkouts} failures recorded, ${open.length} not undone`)
    durations.push(...undos.map(({ durationMs }) => durationMs ?? 0))
  }
  const slowest = Math.max(...durations)
  if (slowest >= undoLimitMs) throw new Error(`the slowest release took ${seconds(slowest)}`)
  return `${durations.length} of ${durations.length} checkouts undone, the slowest release after ${seconds(slowest)}`
}
