import { rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CannotStart } from '../base/errors.ts'
import { claimRun, pidFileOf } from './claim.ts'
import { type ComposeService, type Kind, readCompose, requiredVariables } from './compose.ts'
import type { Gateway } from './gateway.ts'
import { type Environment, type Extra, extraLaunch, nativeEnvironment, type Place, prepareLaunch } from './launches.ts'
import { addressesOf } from './ports.ts'
import { removePostgresData } from './postgres.ts'
import { createSupervisor, type Launch, type Supervisor } from './processes.ts'
import { generateSecrets } from './secrets.ts'
import { versionText } from './tools.ts'

/** A running system: every process of the Compose file, each on its own port of this machine. */
export type System = {
  readonly offset: number
  /** Folder of this run: logs/<service>.log, data, configuration. */
  readonly folder: string
  /** Values of every `${NAME}` of the Compose file, such as the gateway keys of the consumers. */
  readonly secrets: Readonly<Record<string, string>>
  /** Names of all services that run, in the order of the Compose file's dependencies. */
  readonly services: readonly string[]
  /** The gateway service; undefined if there is none. */
  readonly gateway: string | undefined
  /** Names of the processes that `add` started. */
  readonly extras: readonly string[]
  /** `http://127.0.0.1:port` of a service's first published port. */
  url(service: string): string
  /** The same, or undefined for a service that publishes no port. */
  address(service: string): string | undefined
  /** The port of a service in its container, which the gateway's file and `reroute` use. */
  containerPort(service: string): number
  /** Versions of third-party programs. */
  versions(): Readonly<Record<string, string>>
  /** The environment of the service: its DATABASE_URL, REDIS_URL … with addresses on this machine. */
  env(service: string): Readonly<Record<string, string>>
  /** Process id; undefined while the service doesn't run. */
  pid(service: string): number | undefined
  /** Sends the signal; waits for the end of the process except after SIGSTOP and SIGCONT. Default SIGKILL. */
  kill(service: string, signal?: NodeJS.Signals): Promise<void>
  /** Kills a store (Postgres or Redis), deletes all of its data, and restarts it empty at the same address. */
  lose(service: string): Promise<void>
  /** Starts an additional process and waits until it is ready. It is stopped before the others. */
  add(extra: Extra): Promise<void>
  /** Restarts a killed process with the same data and environment, plus the given additions; waits until it is ready. */
  start(service: string, environment?: Environment): Promise<void>
  /**
   * Makes the gateway use another address for `service:port` (as in kong.yml), or the original one again (undefined). nginx
   * reloads, so no connection breaks.
   */
  reroute(target: string, address: string | undefined): Promise<void>
  /** Makes the gateway reload its file without breaking connections. */
  reloadGateway(): Promise<void>
  /** Stops everything in reverse order. May be called more than once. */
  stop(): Promise<void>
}

export type SystemOptions = {
  /** Added to every published port. */
  readonly offset: number
  readonly composeFile: string
  /** The working folder of commands, with node_modules and .sagabench; by default the folder of the Compose file. */
  readonly projectRoot?: string
  /** Services that are started elsewhere, for example in a debugger; their ports, addresses and `env` don't change. */
  readonly without?: readonly string[]
  /** `service:container-port` → `host:port`: another address of a service for the gateway, such as a fault proxy. */
  readonly overrides?: Readonly<Record<string, string>>
  /** Additional environment by service. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Values for `${NAME}` of the Compose file, unless the caller's environment has them. */
  readonly variables?: Environment
  /** One line for each step of starting and stopping. */
  readonly progress?: (line: string) => void
  /** Aborts the start: stops everything, and startSystem rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Called when a process ends by itself. */
  readonly onCrash?: (service: string, message: string) => void
}

/** The state that all steps of a run share. */
type Run = {
  readonly options: SystemOptions
  /** The services that run here. */
  readonly services: readonly ComposeService[]
  readonly environments: ReadonlyMap<string, Environment>
  readonly place: Place
  readonly rerouted: Map<string, string>
  readonly supervisor: Supervisor
  readonly launches: Map<string, Launch>
  readonly extras: string[]
  gateway: Gateway | undefined
  stopped: Promise<void> | undefined
}

/** The folder of a run's logs, data and configuration. */
export const runFolderOf = (projectRoot: string, offset: number): string =>
  join(projectRoot, '.sagabench', `run-${offset}`)

/**
 * Starts every process of the Compose file on this machine with new data, each as soon as its dependencies are ready. Resolves
 * when all are ready. If one fails, stops the others and throws an error with the end of its log.
 * @throws CannotStart before anything runs if a port is in use or a system runs under the same offset
 */
export const startSystem = async (options: SystemOptions): Promise<System> => {
  const projectRoot = resolve(options.projectRoot ?? dirname(options.composeFile))
  const folder = runFolderOf(projectRoot, options.offset)
  const services = (await readCompose(options.composeFile)).filter(({ kind }) => kind !== 'none')
  await claimRun(folder, services, options.offset)
  const run = createRun(options, projectRoot, folder, services)
  const cancel = (): void => void stopRun(run)
  options.signal?.addEventListener('abort', cancel)
  try {
    await startAll(run)
    options.signal?.throwIfAborted()
  } catch (error) {
    await stopRun(run)
    throw options.signal?.aborted ? options.signal.reason : error
  } finally {
    options.signal?.removeEventListener('abort', cancel)
  }
  return systemOf(run)
}

const createRun = (
  options: SystemOptions,
  projectRoot: string,
  folder: string,
  services: readonly ComposeService[],
): Run => {
  const { offset } = options
  const secrets = generateSecrets(requiredVariables(services))
  const addresses = addressesOf(services, offset)
  const rerouted = new Map(Object.entries(options.overrides ?? {}))
  const unknown = [...rerouted.keys()].find((target) => !addresses.has(target))
  if (unknown !== undefined) throw new Error(`overrides: no service publishes ${unknown}`)
  const gatewayAddresses = () => new Map([...addresses, ...rerouted])
  const variables = options.variables ?? {}
  const place: Place = { projectRoot, folder, offset, addresses, gatewayAddresses, secrets, variables }
  const environments = new Map(
    services.map((service) => {
      const own = { ...nativeEnvironment(service, place), ...options.environment?.[service.name] }
      return [service.name, own] as const
    }),
  )
  const left = options.without ?? []
  const stranger = left.find((name) => !environments.has(name))
  if (stranger !== undefined)
    throw new CannotStart(`Unknown service ${stranger}; there are ${[...environments.keys()].join(', ')}.`)
  const run: Run = {
    options,
    services: services.filter(({ name }) => !left.includes(name)),
    environments,
    place,
    rerouted,
    supervisor: createSupervisor(folder, (name, message) => {
      if (run.stopped === undefined) options.onCrash?.(name, message)
    }),
    launches: new Map(),
    extras: [],
    gateway: undefined,
    stopped: undefined,
  }
  return run
}

/** Each service waits for its own dependencies only; the first failure aborts the start. */
const startAll = async (run: Run): Promise<void> => {
  const started = new Map<string, Promise<void>>()
  for (const service of run.services) {
    const needed = Object.keys(service.dependsOn).map((name) => started.get(name))
    started.set(service.name, startOne(run, service, needed))
  }
  await Promise.all(started.values())
}

const startOne = async (
  run: Run,
  service: ComposeService,
  needed: readonly (Promise<void> | undefined)[],
): Promise<void> => {
  await Promise.all(needed)
  if (run.stopped !== undefined) return
  const begin = performance.now()
  const { launch, gateway } = await prepareLaunch(service, run.environments.get(service.name) ?? {}, run.place)
  if (run.stopped !== undefined) return
  run.launches.set(service.name, launch)
  run.gateway ??= gateway
  await run.supervisor.launch(launch)
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
  run.options.progress?.(`${service.name} ${service.oneShot ? 'done' : 'ready'} (${seconds} s)`)
}

/** Stops the clients of the stores first, the stores last. */
const stopOrder: readonly (readonly Kind[])[] = [['node'], ['gateway'], ['redis', 'postgres']]

const stopRun = (run: Run): Promise<void> => {
  run.stopped ??= (async () => {
    await run.supervisor.stop(run.extras)
    for (const kinds of stopOrder) {
      await run.supervisor.stop(run.services.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name))
    }
    await run.supervisor.close()
    rmSync(pidFileOf(run.place.folder), { force: true })
    removePostgresData(run.place.folder)
    run.options.progress?.('all processes ended')
  })()
  return run.stopped
}

const systemOf = (run: Run): System => {
  const { place, supervisor } = run
  const known = <T>(value: T | undefined, name: string): T => {
    if (value === undefined) throw new Error(`There is no service ${name}`)
    return value
  }
  const addressOf = (name: string): string | undefined => {
    const service = run.services.find((one) => one.name === name)
    const address = place.addresses.get(`${name}:${service?.ports[0]?.container}`)
    return address === undefined ? undefined : `http://${address}`
  }
  const gatewayName = run.services.find(({ kind }) => kind === 'gateway')?.name
  const reloadGateway = async (): Promise<void> => run.gateway?.reload(supervisor.pid(gatewayName ?? ''))
  return {
    offset: place.offset,
    folder: place.folder,
    secrets: place.secrets,
    services: run.services.map(({ name }) => name),
    gateway: gatewayName,
    extras: run.extras,
    url: (name) => known(addressOf(name), name),
    address: addressOf,
    containerPort: (name) => known(run.services.find((one) => one.name === name)?.ports[0]?.container, name),
    versions: () => versionsOf(run),
    env: (name) => known(run.environments.get(name), name),
    pid: (name) => supervisor.pid(name),
    kill: (name, signal = 'SIGKILL') => supervisor.kill(name, signal),
    add: async (extra) => {
      run.extras.push(extra.name)
      await supervisor.launch(extraLaunch(extra, place))
    },
    start: (name, environment = {}) => {
      const launch = known(run.launches.get(name), name)
      return supervisor.launch({ ...launch, env: { ...launch.env, ...environment } })
    },
    lose: async (name) => {
      const service = known(
        run.services.find((one) => one.name === name && (one.kind === 'postgres' || one.kind === 'redis')),
        name,
      )
      await supervisor.kill(name, 'SIGKILL')
      const { launch } = await prepareLaunch(service, run.environments.get(name) ?? {}, place)
      run.launches.set(name, launch)
      await supervisor.launch(launch)
    },
    reroute: async (target, address) => {
      known(place.addresses.get(target), target)
      if (address === undefined) run.rerouted.delete(target)
      else run.rerouted.set(target, address)
      await reloadGateway()
    },
    reloadGateway,
    stop: () => stopRun(run),
  }
}

const versionsOf = (run: Run): Record<string, string> =>
  Object.fromEntries(
    run.services
      .filter(({ kind }) => kind !== 'node')
      .map(({ name }) => [name, versionText(run.launches.get(name)?.command ?? '')]),
  )
