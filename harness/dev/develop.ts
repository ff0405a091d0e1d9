import { join, relative, sep } from 'node:path'
import type { System } from '../system/system.ts'
import { type Changes, watchChanges } from './changes.ts'
import { type LoadedModules, readLoadedModules } from './loaded-modules.ts'
import { createRestarts, type Restarts } from './restarts.ts'

/** A path is relative to the project root and uses slashes; the path of a folder covers everything in it. */
export type Development = {
  readonly system: System
  readonly projectRoot: string
  /** The processes that a change of their files restarts. */
  readonly names: readonly string[]
  /** The sources of the generated code. */
  readonly sources: readonly string[]
  /** The program that generates it. */
  readonly generator: string
  /** Files and folders that are read only when the system starts. */
  readonly readAtStart: readonly string[]
  readonly gatewayFile: string
  readonly print: (line: string) => void
  readonly signal: AbortSignal
  /** Registers a handler for processes that end by themselves; see `withSystem`. */
  readonly onCrash: (handle: (service: string, message: string) => boolean) => void
}

type Parts = { readonly modules: LoadedModules; readonly restarts: Restarts; readonly changes: Changes }

const mostNamed = 3

const isUnder = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`))

const list = (paths: readonly string[]): string => {
  const more = paths.length - mostNamed
  return `${paths.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The places to watch: the given ones, and the top folder of every loaded file. */
const watchedPlaces = (all: Development, modules: LoadedModules): string[] => {
  const tops = modules.files().map((file) => relative(all.projectRoot, file).split(sep)[0] ?? '')
  const places = [...all.sources, ...all.readAtStart, all.gatewayFile, ...tops.filter((top) => top !== '..')]
  return [...new Set(places)].map((place) => join(all.projectRoot, place))
}

/**
 * Watches the files of a running system until the signal aborts. Restarts the processes that have loaded a changed file,
 * generates code again when its sources change, and lets the gateway read its file again.
 */
export const develop = async (all: Development): Promise<void> => {
  const { system, signal, print, names } = all
  const modules = readLoadedModules(names, system.folder)
  const changes = await watchChanges(watchedPlaces(all, modules), signal)
  const restarts = createRestarts(system, print, signal, () => {
    modules.refresh()
    changes.watch(watchedPlaces(all, modules))
  })
  all.onCrash((name, message) => {
    if (names.includes(name)) restarts.crashed(name, message)
    return names.includes(name)
  })
  print(`watching ${modules.files().length} files of ${names.length} processes, and ${all.sources.join(', ')}`)
  try {
    for await (const batch of changes) await handle(batch, all, { modules, restarts, changes })
  } finally {
    await changes.close()
  }
}

/** Acts on a batch of changed files. */
const handle = async (files: readonly string[], all: Development, parts: Parts): Promise<void> => {
  const pathOf = (file: string): string => relative(all.projectRoot, file).split(sep).join('/')
  const isSource = (file: string): boolean => isUnder(pathOf(file), all.sources)
  const sources = files.filter(isSource).filter(parts.modules.hasChanged)
  if (sources.length > 0) {
    await generate(sources.map(pathOf), all)
    // Other files wait for the generated ones, so that each process restarts only once.
    return parts.changes.push(files.filter((file) => !isSource(file)))
  }
  const changed = files.filter((file) => !isSource(file)).filter(parts.modules.hasChanged)
  const paths = changed.map(pathOf)
  for (const path of paths) if (isUnder(path, all.readAtStart) || path.endsWith('.sql')) all.print(startAgain(path))
  if (paths.includes(all.gatewayFile)) await reloadGateway(all)
  const due = new Set(changed.flatMap(parts.modules.loadedBy))
  if (changed.length > 0) for (const name of parts.restarts.waiting()) due.add(name)
  if (due.size === 0) return
  all.print(`${list(paths)} changed: restarting ${[...due].join(', ')}`)
  for (const name of due) parts.restarts.restart(name)
}

const startAgain = (path: string): string =>
  `${path} changed: it is read when the system starts; press Ctrl-C and run npm run dev again`

const generate = async (paths: readonly string[], { system, generator, print, signal }: Development): Promise<void> => {
  const begin = performance.now()
  print(`${list(paths)} changed: node ${generator}`)
  try {
    await system.add({ name: 'generate', args: [generator], environment: ownEnvironment(), once: true })
    print(`the generated code is up to date (${((performance.now() - begin) / 1_000).toFixed(1)} s)`)
  } catch (error) {
    if (!signal.aborted) print((error as Error).message)
  }
}

const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

const reloadGateway = async ({ system, gatewayFile, print }: Development): Promise<void> => {
  try {
    await system.reloadGateway()
    print(`${gatewayFile} changed: ${system.gateway} uses it now`)
  } catch (error) {
    print((error as Error).message)
  }
}
