import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'

/** The package's modules by their path in it, with imports relative to each other. */
export type Sources = Map<string, string>

/** Where things are in the project. */
export type Places = {
  /** Hand-written modules of the package; `stand-in/<path>` below it replaces `<path>` of the project. */
  own: string
  /** Generated for the package, in place of the project's generated/. */
  generated: string
}

const specifier = /(\bfrom |\bimport |\bimport\()'((?:#|\.{1,2}\/)[^']+)'/g

/** The file of the project that a module of the package is made of. */
const fileOf = (path: string, { own, generated }: Places): string => {
  const inGenerated = path.startsWith('generated/') ? join(generated, path.slice('generated/'.length)) : undefined
  const candidates = [join(own, 'stand-in', path), join(own, path), ...(inGenerated ? [inGenerated] : []), path]
  const found = candidates.find((file) => existsSync(file))
  if (found === undefined) throw new Error(`the package needs ${path}, which the project doesn't have`)
  return found
}

/** Modules with dependencies, and those of the package that export what is used of them. */
const standIns: Readonly<Record<string, string>> = {
  'platform/http/client.ts': 'transport.ts',
  'platform/stream/bus.ts': 'platform/stream/entry.ts',
}

const targetOf = (from: string, to: string): string => {
  const path = to.startsWith('#') ? to.slice(1) : posix.join(dirname(from), to)
  return standIns[path] ?? path
}

const relativeTo = (from: string, path: string): string => {
  const text = relative(dirname(from), path)
  return text.startsWith('.') ? text : `./${text}`
}

/** Collects the modules that `entries` need, and writes their imports as the package has them. */
export const collectSources = (entries: readonly string[], places: Places): Sources => {
  const sources: Sources = new Map()
  const visit = (path: string): void => {
    if (sources.has(path)) return
    sources.set(path, '') // so that a circle of imports ends
    const text = readFileSync(fileOf(path, places), 'utf8')
    const needed: string[] = []
    const rewritten = text.replaceAll(specifier, (_, before: string, to: string) => {
      const target = targetOf(path, to)
      needed.push(target)
      return `${before}'${relativeTo(path, target)}'`
    })
    sources.set(path, rewritten)
    for (const target of needed) visit(target)
  }
  for (const entry of entries) visit(entry)
  return sources
}

const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** The index with all operations, and every model once: the specifications give a name to one schema only. */
export const addOperations = (sources: Sources, index: string, services: readonly string[]): void => {
  const own = sources.get(index) ?? ''
  const taken = new Set(namesIn(own, /[\s,{](?:type )?(\w+)(?=[,\s}])/g))
  const lines = services.flatMap((service) => {
    const types = sources.get(`generated/${service}/types.ts`) ?? ''
    const models = namesIn(types, /^export type (\w+)/gm).filter((name) => !/(Request|Result)$/.test(name))
    const fresh = models.filter((name) => !taken.has(name))
    for (const name of fresh) taken.add(name)
    return [
      `export * from './generated/${service}/client.ts'`,
      ...(fresh.length === 0 ? [] : [`export type { ${fresh.join(', ')} } from './generated/${service}/types.ts'`]),
    ]
  })
  sources.set(index, `${own}\n${lines.join('\n')}\n`)
}
