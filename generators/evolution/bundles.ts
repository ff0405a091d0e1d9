import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { bundle } from '../openapi/bundle.ts'
import { readYaml } from '../shared/read-yaml.ts'
import { SpecError } from '../shared/spec-error.ts'
import { isNode, type Node, rootOf, targetOf } from './core/located.ts'

export const foldersOfDocuments = ['openapi', 'asyncapi', 'arazzo'] as const

/** Parses a document. @throws SpecError if the file doesn't contain a mapping */
export const readBundled = (file: string): Node => {
  const document = readYaml(file)
  if (isNode(document)) return document
  throw new SpecError(file, 'the file is empty or not a mapping\n  expected: an OpenAPI, AsyncAPI or Arazzo document')
}

const isOutside = (ref: unknown): ref is string => typeof ref === 'string' && !/^(#|\w+:)/.test(ref)

/** Inlines references to other files that Redocly doesn't resolve, such as those in extensions. */
const inlined = (value: unknown, file: string, root: unknown, isOwn: boolean): unknown => {
  if (Array.isArray(value)) return value.map((one) => inlined(one, file, root, isOwn))
  if (!isNode(value)) return value
  const { $ref } = value
  if (isOutside($ref)) {
    const [path = '', pointer = ''] = $ref.split('#')
    const other = resolve(dirname(file), path)
    const otherRoot = readBundled(other)
    const target = targetOf(otherRoot, rootOf(otherRoot), `#${pointer}`)
    if (!target) throw new SpecError(file, `${$ref} points to nothing\n  expected: an existing place in ${path}`)
    return inlined(target.value, other, otherRoot, false)
  }
  const target = isOwn ? undefined : targetOf(root, rootOf(root), $ref)
  if (target) return inlined(target.value, file, root, false)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inlined(member, file, root, isOwn)]))
}

/** Bundles documents into `folder`. The results contain no references to other files. */
export const bundleInto = async (sources: readonly string[], folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  await bundle(sources, folder)
  for (const source of sources) {
    const file = join(folder, basename(source))
    const document = readBundled(file)
    const whole = inlined(document, resolve(source), document, true)
    if (JSON.stringify(whole) !== JSON.stringify(document)) writeFileSync(file, stringify(whole))
  }
}

/** Bundles every document under `specs`. */
export const bundleAll = async (specs: string, folder: string): Promise<void> => {
  for (const kind of foldersOfDocuments) {
    const sources = globSync(join(specs, kind, '*.yaml')).sort()
    if (sources.length > 0) await bundleInto(sources, join(folder, kind))
    // Redocly names every output .yaml when it bundles several documents in one call.
    for (const source of globSync(join(specs, kind, '*.{yml,json}')).sort())
      await bundleInto([source], join(folder, kind))
  }
}

export const documentsIn = (folder: string): string[] =>
  globSync('*/*.{yaml,yml,json}', { cwd: folder })
    .filter((file) => foldersOfDocuments.some((kind) => kind === dirname(file)))
    .sort()
