import { join } from 'node:path'
import { type ComposeService, interpolate, mapValues } from './compose.ts'
import { type Gateway, prepareGateway } from './gateway.ts'
import { type Addresses, nativePort, rewriteAddresses } from './ports.ts'
import { preparePostgres } from './postgres.ts'
import { type Launch, logFile } from './processes.ts'
import { prepareRedis } from './redis.ts'

export type Environment = Readonly<Record<string, string>>

/** Folders, addresses and variables for starting the processes of one run. */
export type Place = {
  readonly projectRoot: string
  readonly folder: string
  readonly offset: number
  readonly addresses: Addresses
  /** The addresses that the gateway uses: `addresses`, except for rerouted services. */
  readonly gatewayAddresses: () => Addresses
  readonly secrets: Environment
  /** Further values for `${NAME}` of the Compose file. */
  readonly variables: Environment
}

/**
 * The Compose file's environment with values for `${NAME}` and this machine's addresses. `DATA_FOLDER` is of this run; variables of the
 * caller's environment replace the given ones.
 */
export const nativeEnvironment = (service: ComposeService, place: Omit<Place, 'gatewayAddresses'>): Environment => {
  const variables = { ...place.variables, ...process.env, ...place.secrets, DATA_FOLDER: join(place.folder, 'data') }
  const environment = mapValues(service.environment, (text) =>
    rewriteAddresses(interpolate(text, variables), place.addresses),
  )
  const port = nativePort(service, place.offset)
  return {
    ...environment,
    ...(environment.PORT === undefined ? {} : { PORT: String(port) }),
    ...(environment.HOST === undefined ? {} : { HOST: '127.0.0.1' }),
  }
}

/** How a service of the Compose file starts without Docker. */
export const prepareLaunch = async (
  service: ComposeService,
  environment: Environment,
  place: Place,
): Promise<{ launch: Launch; gateway?: Gateway }> => {
  const { projectRoot, folder } = place
  const common = { name: service.name, projectRoot, folder, port: nativePort(service, place.offset) ?? 0 }
  const flags = service.command.slice(1)
  switch (service.kind) {
    case 'postgres': {
      const [user, password] = [environment.POSTGRES_USER ?? 'postgres', environment.POSTGRES_PASSWORD ?? '']
      return { launch: await preparePostgres({ ...common, user, password, settings: flags }) }
    }
    case 'redis':
      return { launch: prepareRedis({ ...common, flags, variables: environment }) }
    case 'gateway': {
      const gateway = prepareGateway({
        ...common,
        kongFile: join(projectRoot, 'kong/kong.yml'),
        variables: environment,
        addresses: place.gatewayAddresses,
        logFile: logFile(folder, service.name),
      })
      return { launch: gateway.launch, gateway }
    }
    case 'node':
      return { launch: nodeLaunch(service, environment, place) }
    case 'none':
      throw new Error(`${service.name} can't run without Docker`)
    default:
      throw service.kind satisfies never
  }
}

const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_OPTIONS'] as const

const nodeLaunch = (service: ComposeService, environment: Environment, place: Place): Launch => {
  const [program, ...args] = service.command
  if (program !== 'node') throw new Error(`compose: ${service.name} starts ${program}; only node can be started here`)
  const port = nativePort(service, place.offset)
  if (port === undefined && !service.oneShot) throw new Error(`compose: ${service.name} publishes no port`)
  const ready = service.oneShot ? 'once' : () => answersReady(port ?? 0)
  return { ...nodeProcess(service.name, args, environment, place.projectRoot), ready }
}

const nodeProcess = (
  name: string,
  args: readonly string[],
  environment: Environment,
  projectRoot: string,
): Omit<Launch, 'ready'> => ({
  name,
  command: process.execPath,
  args,
  env: {
    ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
    NODE_COMPILE_CACHE: join(projectRoot, '.sagabench/cache/node'),
    ...environment,
  },
  cwd: projectRoot,
  stopSignal: 'SIGTERM',
})

/** A process of this project that the Compose file does not list; it answers /health/ready on its PORT. */
export type Extra = {
  readonly name: string
  readonly args: readonly string[]
  readonly environment: Environment
  /** Ends by itself; `add` waits for its end. */
  readonly once?: boolean
}

export const extraLaunch = (
  { name, args, environment, once = false }: Extra,
  place: Pick<Place, 'projectRoot'>,
): Launch => ({
  ...nodeProcess(name, args, environment, place.projectRoot),
  ready: once ? 'once' : () => answersReady(Number(environment.PORT)),
})

const answersReady = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
