import { setTimeout as sleep } from 'node:timers/promises'
import type { Project } from '#harness/containers/project.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { collect } from '../../evidence/undos.ts'
import { styles } from '../shoppers.ts'
import { healthyMs, restMs, seconds, servedMs, type Trial } from './trial.ts'

const checkoutsEach = 3
const undoLimitMs = 5_000
const pollMs = 200
const behind = 'sagabench-check-behind'
const proxy = 'sagabench-check-proxy'

/**
 * C1: calls that create an order reach commandes too late; calls that undo one get through. Every checkout must be
 * undone, and its stock released within 5 s of the failure.
 */
export const compensate = async (trial: Trial): Promise<string> => {
  const { shoppers } = trial
  const since = new Date().toISOString()
  const samples = await withProxy(trial, async () => {
    const bought = await Promise.all(styles.map((style) => shoppers.buy(style, checkoutsEach)))
    await shoppers.untilAtRest(restMs)
    return bought.flat()
  })
  const ended = Object.entries(Object.groupBy(samples, ({ outcome }) => outcome)).map(
    ([end, all]) => `${all.length} ${end}`,
  )
  if (samples.some(({ outcome }) => outcome === 'succeeded' || outcome === 'error'))
    throw new Error(`not all checkouts failed: ${ended.join(', ')}`)
  const durations = (await Promise.all(styles.map((style) => undoTimes(trial, style, since)))).flat()
  const slowest = Math.max(...durations)
  if (slowest >= undoLimitMs) throw new Error(`the slowest release took ${seconds(slowest)}`)
  return `${durations.length} of ${samples.length} checkouts undone, the slowest release after ${seconds(slowest)}`
}

const undoTimes = async ({ system }: Trial, style: (typeof styles)[number], since: string): Promise<number[]> => {
  const undos = await collect({ system, style, since })
  const done = undos.flatMap(({ durationMs }) => durationMs ?? [])
  if (undos.length === checkoutsEach && done.length === checkoutsEach) return done
  throw new Error(`${style}: ${undos.length} of ${checkoutsEach} failures recorded, ${done.length} undone`)
}

/** During `work`, commandes runs under another name, and a proxy has its name. */
const withProxy = async <T>({ project, system, projectRoot }: Trial, work: () => Promise<T>): Promise<T> => {
  await project.compose(['stop', 'commandes'])
  try {
    await project.compose(['run', '--detach', '--no-deps', '--name', behind, 'commandes'])
    await until('commandes is not ready', () =>
      succeeds(project, ['exec', behind, 'bash', 'deploy/ready.sh', '/health/ready']),
    )
    const network = ['--network', 'sagabench-check_default', '--network-alias', 'commandes']
    const files = ['--volume', `${projectRoot}:/project:ro`, '--workdir', '/project', '--user', '0']
    const command = ['node', 'scenarios/containers/proxy.ts', `http://${behind}:8003`, '8003']
    await project.docker([
      'run',
      '--detach',
      '--init',
      '--name',
      proxy,
      ...network,
      ...files,
      'sagabench:local',
      ...command,
    ])
    await untilReached(system, 'is-proxied', (status) => status === 500)
    return await work()
  } finally {
    await project.docker(['rm', '--force', proxy, behind])
    await project.compose(['start', 'commandes'])
    await project.untilHealthy(['commandes'], healthyMs)
    await untilReached(system, '', (status) => status < 500)
  }
}

const succeeds = (project: Project, args: readonly string[]): Promise<boolean> =>
  project.docker(args).then(
    () => true,
    () => false,
  )

/**
 * The gateway has resolved the current owner of commandes' name. For some seconds it may use an old address, which
 * another container may have by then, so only the answer shows which one is reached.
 */
const untilReached = (system: ScenarioSystem, path: string, isRight: (status: number) => boolean): Promise<void> =>
  until('the gateway does not reach the container named commandes', async () => {
    const headers = { 'X-API-Key': system.secrets.GATEWAY_KEY_APPLICATION_BOUTIQUE ?? '' }
    const { status } = await fetch(`${system.url('kong')}/api/commandes/magasins/${path}`, { headers })
    return isRight(status)
  })

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + servedMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what} after ${servedMs / 1_000} s`)
    await sleep(pollMs)
  }
}
