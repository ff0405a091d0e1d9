import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { format } from '../shared/format.ts'
import { SpecError } from '../shared/spec-error.ts'
import { type Model, readModel } from './model.ts'
import { readDocument } from './read-document.ts'
import { checkUpcasters } from './upcasters.ts'
import { renderValidators } from './validators.ts'

const root = resolve(import.meta.dirname, '../..')
const templateFolder = join(import.meta.dirname, 'template')
const require = createRequire(import.meta.url)

type Generator = { generate: (document: unknown) => Promise<void> }
type GeneratorClass = new (template: string, target: string, options: object) => Generator

/**
 * On loading, the generator looks for npm, to install templates, and fails if Node has none. Our template is a local
 * folder, so the lookup falls back to the bare name.
 */
const loadGenerator = (): GeneratorClass => {
  const requireg = createRequire(require.resolve('@asyncapi/generator'))('requireg') as {
    resolve: (name: string) => string | undefined
  }
  const resolveGlobally = requireg.resolve
  requireg.resolve = (name) => resolveGlobally(name) ?? name
  try {
    return require('@asyncapi/generator') as GeneratorClass
  } finally {
    requireg.resolve = resolveGlobally
  }
}

/** The generator writes into the template's folder, so it gets a copy in a place from which packages resolve. */
const withTemplateCopy = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'asyncapi-'))
  try {
    await cp(templateFolder, folder, { recursive: true })
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const render = async (
  document: unknown,
  model: Model & { upcasters: string | undefined },
  out: string,
): Promise<void> => {
  const Generator = loadGenerator()
  const validatorCode = renderValidators(Object.fromEntries(model.events.map(({ camel, schema }) => [camel, schema])))
  await withTemplateCopy((folder) =>
    new Generator(folder, out, { forceWrite: true, templateParams: { model: { ...model, validatorCode } } }).generate(
      document,
    ),
  )
  await format(out)
}

const onlySpec = async (): Promise<string> => {
  const folder = join(root, 'specs/asyncapi')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'))
  const [name] = names
  if (name === undefined || names.length > 1) {
    throw new SpecError('specs/asyncapi', `found ${names.length} documents; expected exactly one .yaml file`)
  }
  return join(folder, name)
}

/** Defaults: `spec` is the only document in specs/asyncapi, `out` is generated/events. */
export type GenerateEventsOptions = { spec?: string; out?: string }

/**
 * Generates types, validators, and the publishers and consumers of each application from an AsyncAPI 3 document.
 * Removes files of former applications. The output depends only on the document.
 * @throws SpecError with file, line and the expected value
 */
export const generateEvents = async (options: GenerateEventsOptions = {}): Promise<void> => {
  const { spec = await onlySpec(), out = join(root, 'generated/events') } = options
  const document = await readDocument(spec)
  const model = readModel(document, spec, relative(root, resolve(spec)))
  const upcasters = await checkUpcasters(model, resolve(spec))
  await rm(out, { recursive: true, force: true })
  await render(document, { ...model, upcasters: upcasters && relative(resolve(out), upcasters) }, out)
}
