import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parse } from 'yaml'
import { CannotStart } from '../base/errors.ts'

/** The program that runs a service without Docker; `none`: such a service only monitors and is left out. */
export type Kind = 'node' | 'postgres' | 'redis' | 'gateway' | 'none'

export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully'

/** The parts of a service in the Compose file that running it without Docker needs. */
export type ComposeService = {
  readonly name: string
  readonly kind: Kind
  readonly image: string
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly ports: readonly { readonly published: number; readonly container: number }[]
  readonly dependsOn: Readonly<Record<string, Condition>>
  /** Ends by itself, once (`restart: "no"`). */
  readonly oneShot: boolean
}

type RawService = {
  image?: string
  command?: string[]
  environment?: Record<string, string | number>
  ports?: string[]
  depends_on?: string[] | Record<string, { condition: Condition }>
  restart?: string
}

const kindsByImage: Readonly<Record<string, Kind>> = {
  'sagabench:local': 'node',
  postgres: 'postgres',
  redis: 'redis',
  kong: 'gateway',
  'prom/prometheus': 'none',
  'grafana/grafana': 'none',
}

/** Reads a Compose file; a service that can't be run natively, or a dependency that doesn't exist, is an error. */
export const readCompose = async (path: string): Promise<ComposeService[]> => readComposeNow(path)

/** The same, synchronously. */
export const readComposeNow = (path: string): ComposeService[] => {
  const text = readFileSync(path, 'utf8')
  try {
    return parseCompose(text)
  } catch (error) {
    throw new CannotStart(`${relative(process.cwd(), path)}: ${(error as Error).message}`)
  }
}

export const parseCompose = (text: string): ComposeService[] => {
  const { services } = parse(text, { merge: true }) as { services: Record<string, RawService> }
  const parsed = Object.entries(services).map(([name, raw]) => parseService(name, raw))
  for (const { name, dependsOn } of parsed) {
    for (const needed of Object.keys(dependsOn)) {
      if (services[needed] === undefined) throw new Error(`compose: ${name} depends on unknown service ${needed}`)
    }
  }
  return inStartOrder(parsed)
}

const parseService = (name: string, raw: RawService): ComposeService => {
  const kind = kindsByImage[raw.image ?? ''] ?? kindsByImage[raw.image?.replace(/:[^:/]*$/, '') ?? '']
  if (kind === undefined) throw new Error(`compose: ${name} has image ${raw.image}, which can't run without Docker`)
  for (const [key, text] of Object.entries(raw.environment ?? {})) checkVariables(`${name}: ${key}`, String(text))
  return {
    name,
    kind,
    image: raw.image ?? '',
    command: raw.command ?? [],
    environment: mapValues(raw.environment ?? {}, String),
    ports: (raw.ports ?? []).map((port) => parsePort(name, port)),
    dependsOn: Array.isArray(raw.depends_on)
      ? Object.fromEntries(raw.depends_on.map((needed) => [needed, 'service_started' as const]))
      : mapValues(raw.depends_on ?? {}, ({ condition }) => condition),
    oneShot: raw.restart === 'no',
  }
}

const checkVariables = (place: string, text: string): void => {
  if (text.replaceAll(variable, '').includes('$'))
    throw new Error(
      `compose: ${place}: ${text} has a variable in an unsupported form; write $\{NAME}, $\{NAME:-default} or $\{NAME:?message}`,
    )
}

const parsePort = (name: string, text: string): { published: number; container: number } => {
  const match = /^(?:[\d.]+:)?(\d+):(\d+)$/.exec(text)
  if (match === null) throw new Error(`compose: ${name}: port ${text} is not [address:]published:container`)
  return { published: Number(match[1]), container: Number(match[2]) }
}

/** All services in the order of their dependencies. */
const inStartOrder = (services: readonly ComposeService[]): ComposeService[] => {
  const byName = new Map(services.map((service) => [service.name, service]))
  const ordered: ComposeService[] = []
  const visit = (service: ComposeService, path: readonly string[]): void => {
    if (path.includes(service.name)) throw new Error(`compose: circle ${[...path, service.name].join(' → ')}`)
    if (ordered.includes(service)) return
    for (const needed of Object.keys(service.dependsOn)) {
      const dependency = byName.get(needed)
      if (dependency !== undefined) visit(dependency, [...path, service.name])
    }
    ordered.push(service)
  }
  for (const service of services) visit(service, [])
  return ordered
}

/** The supported forms: `$$`, `${NAME}`, `${NAME:-default}` and `${NAME:?what to do}`. */
const variable = /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g

/** Names of all variables without a default: the secrets that must be provided. */
export const requiredVariables = (services: readonly ComposeService[]): string[] => {
  const texts = services.flatMap(({ environment }) => Object.values(environment))
  const names = texts.flatMap((text) =>
    [...text.matchAll(variable)].flatMap(([, name, kind]) => (name === undefined || kind === '-' ? [] : [name])),
  )
  return [...new Set(names)].sort()
}

/** Replaces variables; `$$` is a dollar sign. A variable without a value and without a default is an error. */
export const interpolate = (text: string, variables: Readonly<Record<string, string | undefined>>): string =>
  text.replace(variable, (whole, name?: string, kind?: string, rest?: string) => {
    if (name === undefined) return '$'
    const value = variables[name] || (kind === '-' ? rest : undefined)
    if (value === undefined) throw new Error(`compose: ${whole} has no value`)
    return value
  })

export const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
