import type { Import } from './imports.ts'

/**
 * A folder (or a single file) and its public modules: paths in the folder without `.ts` or `.tsx`, or `*` for all of them. Only these
 * may be imported from elsewhere.
 */
export type Room = { readonly place: string; readonly modules: readonly string[] }

/** Modules of tests import whatever they test; nothing else imports them. */
export const isTest = (file: string): boolean =>
  /\.test\.ts$|(^|[/-])testing(-\w+)?\.ts$|\/synthetic\.ts$|^tests\/|^[\w.]+\.config\.ts$/.test(file)

const isIn = (file: string, { place }: Room): boolean => file === place || file.startsWith(`${place}/`)

/** The floor of a file: the index of the most specific place that it is in, or -1. */
export const floorOf = (house: readonly Room[], file: string): number => {
  const places = house.filter((room) => isIn(file, room)).toSorted((a, b) => b.place.length - a.place.length)
  return places[0] === undefined ? -1 : house.indexOf(places[0])
}

const isPublic = ({ place, modules }: Room, file: string): boolean =>
  file === place || modules.includes('*') || modules.includes(file.slice(place.length + 1).replace(/\.tsx?$/, ''))

/** What is wrong with one import, or undefined. */
const mistake = (house: readonly Room[], { from, to }: Import): string | undefined => {
  if (isTest(from)) return undefined
  if (isTest(to)) return 'which is a module of tests'
  const [own, other] = [floorOf(house, from), floorOf(house, to)]
  if (own === other) return undefined
  const room = house[other]
  if (room === undefined) return 'which is in no place of the table'
  if (other > own) return `which is above ${house[own]?.place}`
  return isPublic(room, to) ? undefined : `which is not a public module of ${room.place}`
}

/** Imports that point upwards or past the public modules of a folder, one sentence each. */
export const wrongImports = (house: readonly Room[], imports: readonly Import[]): string[] =>
  imports.flatMap((one) => {
    const wrong = mistake(house, one)
    return wrong === undefined ? [] : [`${one.from}:${one.line} imports ${one.to}, ${wrong}`]
  })

/** Public modules that nothing outside their folder imports, tests aside. */
export const unusedModules = (house: readonly Room[], imports: readonly Import[]): string[] => {
  const used = new Set(
    imports
      .filter(({ from, to }) => !isTest(from) && floorOf(house, from) !== floorOf(house, to))
      .map(({ to }) => to.replace(/\.tsx?$/, '')),
  )
  return house.flatMap(({ place, modules }) =>
    modules.map((name) => `${place}/${name}`).filter((path) => !path.endsWith('/*') && !used.has(path)),
  )
}

/** One circle of imports for each group of modules that import each other: its modules in order, the first one repeated. */
export const circles = (imports: readonly Import[]): string[][] => {
  const targets = Map.groupBy(imports, ({ from }) => from)
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file])
    if (at >= 0 || done.has(file)) return
    for (const { to } of targets.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return found
}
