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
 * The generator looks for npm when it is loaded, to install templates from a registry, and fails where Node came
 * without npm. Our template is a folder: the name will do.
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

/** The generator compiles a template inside the template's folder, so it gets a copy, where packages are found too. */
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
    throw new SpecError('specs/asyncapi', `${names.length} documents; right: exactly one .yaml file`)
  }
  return join(folder, name)
}

/** `spec`: the only document in specs/asyncapi unless given; `out`: generated/events. */
export type GenerateEventsOptions = { spec?: string; out?: string }

/**
 * Generates types, validators, and publishers and consumers for each application from an AsyncAPI 3 document.
 * Files of applications that are gone are removed. The output depends on nothing but the document.
 * @throws SpecError naming file, place and what would be right
 */
export const generateEvents = async (options: GenerateEventsOptions = {}): Promise<void> => {
  const { spec = await onlySpec(), out = join(root, 'generated/events') } = options
  const document = await readDocument(spec)
  const model = readModel(document, spec, relative(root, resolve(spec)))
  const upcasters = await checkUpcasters(model, resolve(spec))
  await rm(out, { recursive: true, force: true })
  await render(document, { ...model, upcasters: upcasters && relative(resolve(out), upcasters) }, out)
}
