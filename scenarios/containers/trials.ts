import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Project } from '#harness/containers/project.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import type { ComposeService } from '#harness/system/compose.ts'
import { collect } from '../evidence/undos.ts'
import { countRows, differences } from './rows.ts'
import { type Shoppers, styles } from './shoppers.ts'

/** What the trials work with. */
export type Trial = {
  readonly project: Project
  readonly system: ScenarioSystem
  readonly shoppers: Shoppers
  /** Those that are started: all of the Compose file whose image there is. */
  readonly services: readonly ComposeService[]
  readonly projectRoot: string
  readonly folder: string
  readonly secretsFile: string
}

const startLimitS = 180
const healthyMs = 90_000
const servedMs = 30_000
/** The gateway asks for an address again after 5 s; callers whose breakers have opened wait longer. */
const foundAgainMs = 60_000
const restMs = 60_000
const undoLimitMs = 5_000

const names = (services: readonly ComposeService[]): string[] => services.map(({ name }) => name)
const staying = (services: readonly ComposeService[]): ComposeService[] => services.filter(({ oneShot }) => !oneShot)
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

/** `docker compose up --wait` has to succeed, and to be right. */
export const start = async ({ project, services }: Trial): Promise<string> => {
  await project.compose([
    'up',
    '--detach',
    '--no-build',
    '--wait',
    '--wait-timeout',
    String(startLimitS),
    ...names(services),
  ])
  const containers = await project.containers()
  const wrong = services.flatMap(({ name, oneShot }) => {
    const found = containers.find(({ service }) => service === name)
    const right = oneShot ? found?.state === 'exited' && found.exitCode === 0 : found?.health === 'healthy'
    return right ? [] : [`${name} is ${found?.state ?? 'not there'} ${found?.health ?? ''}`]
  })
  if (wrong.length > 0) throw new Error(`up --wait succeeded, but ${wrong.join(', ')}`)
  return `${staying(services).length} containers are healthy, ${services.length - staying(services).length} ended with 0`
}

/** Without secrets, or with an empty one, nothing may start, and the message has to say what to do. */
export const refuseWithoutSecrets = async ({ project, projectRoot, folder, secretsFile }: Trial): Promise<string> => {
  const lines = readFileSync(secretsFile, 'utf8').trim().split('\n')
  const last = lines.map((line, index) => (index === lines.length - 1 ? line.replace(/=.*/, '=') : line))
  const file = join(folder, 'spoilt-secrets')
  for (const [what, text] of [
    ['without any secret', ''],
    ['with an empty secret', last.join('\n')],
  ] as const) {
    writeFileSync(file, text)
    const compose = ['compose', '--file', join(projectRoot, 'docker-compose.yml'), '--env-file', file]
    const refused = await project.docker([...compose, 'config', '--quiet']).then(
      () => '',
      (error: Error) => error.message,
    )
    if (!refused.includes('make .env first')) throw new Error(`Compose takes the file ${what}: ${refused}`)
  }
  return `Compose asks for .env without secrets, and where one of ${lines.length} is empty`
}

/** What a build gets to see of a project that has secrets in it. */
export const hideSecrets = async ({ project, projectRoot, folder }: Trial): Promise<string> => {
  const context = join(folder, 'context')
  mkdirSync(join(context, 'services'), { recursive: true })
  copyFileSync(join(projectRoot, '.dockerignore'), join(context, '.dockerignore'))
  for (const file of ['.env', '.env.local', 'services/.env', 'services/main.ts', 'README.md'])
    writeFileSync(join(context, file), file)
  const dockerfile =
    'FROM sagabench:local\nCOPY --chown=node:node . /context\nRUN cd /context && find . -type f > list\n'
  writeFileSync(join(folder, 'Dockerfile'), dockerfile)
  const [image = ''] = (await project.docker(['build', '--quiet', '--file', join(folder, 'Dockerfile'), context]))
    .trim()
    .split('\n')
    .slice(-1)
  const list = (await project.docker(['run', '--rm', image, 'cat', '/context/list']))
    .trim()
    .split('\n')
    .filter((line) => line !== './list')
  const inImage = (
    await project.docker(['run', '--rm', image, 'find', '/app', '-name', '.env*', '-not', '-path', '*/node_modules/*'])
  ).trim()
  await project.docker(['rmi', '--force', image])
  if (list.join() !== './services/main.ts') throw new Error(`the engine was sent ${list.join(', ')}`)
  if (inImage !== '') throw new Error(`the image has ${inImage}`)
  return 'no .env is sent to the engine or in the image'
}

/** The first checkout after `up --wait` has to succeed: healthy means that it serves. */
export const serve = async ({ shoppers }: Trial): Promise<string> => {
  for (const style of styles) {
    const [sample] = await shoppers.buy(style, 1)
    if (sample?.outcome !== 'succeeded')
      throw new Error(`${style}: ${sample?.outcome} (${sample?.reason}, status ${sample?.status})`)
  }
  return `a checkout in each style, through port ${8080}`
}

type Targets = { data: { activeTargets: { health: string; labels: { instance: string } }[] } }
type Rules = { data: { groups: { rules: { health: string; name: string }[] }[] } }

/** Prometheus has to reach every process, and to understand every rule. */
export const observe = async ({ system, services }: Trial): Promise<string> => {
  const ask = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${system.url('prometheus')}/api/v1/${path}`)).json()) as T
  const expected = staying(services).filter(({ kind }) => kind === 'node').length
  const deadline = Date.now() + servedMs
  for (;;) {
    const targets = (await ask<Targets>('targets')).data.activeTargets
    const rules = (await ask<Rules>('rules')).data.groups.flatMap((group) => group.rules)
    const up = targets.filter(({ health }) => health === 'up').length
    const right = rules.filter(({ health }) => health === 'ok').length
    if (up === expected && targets.length === expected && right === rules.length && rules.length > 0)
      return `Prometheus reaches ${up} of ${expected} processes, ${right} of ${rules.length} rules are right`
    if (Date.now() > deadline)
      throw new Error(`Prometheus reaches ${up} of ${expected} processes, ${right} of ${rules.length} rules are right`)
    await sleep(1_000)
  }
}

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

const victims = [
  'catalogue-1',
  'inventaire',
  'commandes',
  'ecommerce',
  'saga-orchestrator',
  'event-store',
  'worker-stock-reservation',
  'worker-order-creation',
]

/** Processes die at once under load: Docker has to start them again, and no checkout may be lost. */
export const killProcesses = async ({ project, shoppers, services }: Trial): Promise<string> => {
  const known = names(services)
  const killed = victims.filter((name) => known.includes(name))
  const served = await shoppers.during(async () => {
    const containers = await project.containers()
    const ids = killed.map((name) => containers.find(({ service }) => service === name)?.id ?? '')
    const load = styles.map((style) => shoppers.buy(style, 5))
    // `docker kill` would count as a wish to stop it. The container's first process starts the rest, so all others are killed.
    await Promise.all(ids.map((id) => project.docker(['exec', id, 'bash', '-c', 'kill -9 -1'])))
    await Promise.all(load)
    await project.untilHealthy(killed, healthyMs)
    const counts = await project.docker(['inspect', '--format', '{{.RestartCount}}', ...ids])
    if (
      counts
        .trim()
        .split('\n')
        .some((count) => Number(count) < 1)
    )
      throw new Error(`not all were started again: ${counts}`)
    return shoppers.untilServed(servedMs)
  })
  await shoppers.untilAtRest(restMs)
  return `${killed.length} killed at once are back, a checkout in each style ${seconds(served)} later`
}

/** Database, bus and gateway restart. */
export const restartStores = async ({ project, shoppers }: Trial): Promise<string> => {
  const restarted = ['saga-db', 'redis', 'kong']
  const served = await shoppers.during(async () => {
    await project.compose(['restart', ...restarted])
    await project.untilHealthy(restarted, healthyMs)
    return shoppers.untilServed(servedMs)
  })
  await shoppers.untilAtRest(restMs)
  return `${restarted.join(', ')} restarted, a checkout in each style ${seconds(served)} later`
}

const addressFormat = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'

/** Two services exchange their addresses: the gateway has to find them again. */
export const exchangeAddresses = async ({ project, shoppers }: Trial): Promise<string> => {
  const pair = ['inventaire', 'commandes']
  const addresses = async (): Promise<string[]> => {
    const containers = await project.containers()
    const ids = pair.map((name) => containers.find(({ service }) => service === name)?.id ?? '')
    return (await project.docker(['inspect', '--format', addressFormat, ...ids])).trim().split('\n')
  }
  const before = await addresses()
  const served = await shoppers.during(async () => {
    await project.compose(['stop', ...pair])
    // Docker gives the lowest free address to who starts first.
    const [one = 0, other = 0] = before.map((address) => Number(address.split('.').at(-1)))
    for (const name of one < other ? pair.toReversed() : pair)
      await project.compose(['up', '--detach', '--no-deps', '--no-build', name])
    await project.untilHealthy(pair, healthyMs)
    return shoppers.untilServed(foundAgainMs)
  })
  const after = await addresses()
  if (after.join() === before.join()) throw new Error(`the addresses did not change: ${after.join(', ')}`)
  await shoppers.untilAtRest(restMs)
  return `${pair.join(' and ')} have other addresses, a checkout in each style ${seconds(served)} later`
}

/** The volumes outlive the containers: the same rows before and after. */
export const goDownAndUp = async (trial: Trial): Promise<string> => {
  const { project, system, shoppers } = trial
  await shoppers.untilAtRest(restMs)
  const before = await countRows(system)
  await shoppers.during(async () => {
    await project.compose(['down'])
    await start(trial)
  })
  const after = await countRows(system)
  const different = differences(before, after)
  if (different.length > 0) throw new Error(different.join('; '))
  const rows = Object.values(before).reduce((sum, count) => sum + count, 0)
  return `${Object.keys(before).length} tables and keys have the same ${rows} rows`
}

/** Everything that was checked out so far, read from all databases. */
export const holdInvariants = async ({ project, shoppers, folder }: Trial): Promise<string> => {
  const data = join(folder, 'data')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  await project.compose(['cp', 'ecommerce:/data/client-keys', join(data, 'client-keys')])
  await project.compose(['cp', 'event-store:/data/event-store.anchor', data]).catch(() => {}) // none before the first seal
  await shoppers.untilAtRest(restMs)
  const { checked, violated, checkouts } = await shoppers.check()
  if (violated.length > 0) throw new Error(violated.join('; '))
  return `${checked} of ${checked} hold over ${checkouts} checkouts`
}
