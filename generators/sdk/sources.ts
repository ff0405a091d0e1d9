import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'

/** The package's modules: path in the package → source with relative imports. */
export type Sources = Map<string, string>

/** Folders to read modules from. */
export type Places = {
  /** Hand-written modules of the package. `stand-in/<path>` in it replaces `<path>` of the project. */
  own: string
  /** Code generated for the package, used instead of the project's generated/. */
  generated: string
}

const specifier = /(\bfrom |\bimport |\bimport\()'((?:#|\.{1,2}\/)[^']+)'/g

/** The source file of a module of the package. */
const fileOf = (path: string, importer: string, { own, generated }: Places): string => {
  const inGenerated = path.startsWith('generated/') ? join(generated, path.slice('generated/'.length)) : undefined
  const candidates = [join(own, 'stand-in', path), join(own, path), ...(inGenerated ? [inGenerated] : []), path]
  const found = candidates.find((file) => existsSync(file))
  if (found === undefined)
    throw new Error(`${importer} imports ${path}: no such file (looked for ${candidates.join(', ')})`)
  return found
}

/** Modules with dependencies, and the modules of the package that replace them. */
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

/** Collects the modules that `entries` import, and rewrites their imports for the package. */
export const collectSources = (entries: readonly string[], places: Places): Sources => {
  const sources: Sources = new Map()
  const visit = (path: string, importer: string): void => {
    if (sources.has(path)) return
    sources.set(path, '') // ends cycles of imports
    const text = readFileSync(fileOf(path, importer, places), 'utf8')
    const needed: string[] = []
    const rewritten = text.replaceAll(specifier, (_, before: string, to: string) => {
      const target = targetOf(path, to)
      needed.push(target)
      return `${before}'${relativeTo(path, target)}'`
    })
    sources.set(path, rewritten)
    for (const target of needed) visit(target, path)
  }
  for (const entry of entries) visit(entry, 'the package')
  return sources
}

const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

/** Adds exports of all operations, and of each model once, to the index. A name means the same schema in all services. */
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
