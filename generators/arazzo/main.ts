import { readFileSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { format } from '../shared/format.ts'
import { inline, readYaml } from '../shared/references.ts'
import { type Pointer, placeOf, SpecError } from '../shared/spec-error.ts'
import { checkChoreography, checkSteps, mustBeKnown, type Wrong } from './checks.ts'
import { statesOf, writeDerived } from './derived.ts'
import type { ArazzoDocument, Workflow } from './document.ts'
import { buildModel, type Model } from './model.ts'
import { render, renderDiagram } from './render.ts'
import { readSources } from './sources.ts'

const root = resolve(import.meta.dirname, '../..')
const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'x-saga.schema.json'), 'utf8'))

/** Validates x-saga of the workflow and of its steps against its JSON Schema. */
const checkShape = (workflow: Workflow, base: Pointer, wrong: Wrong): void => {
  const ajv = new Ajv2020({ allErrors: false, strict: false }).addSchema(schema)
  const check = (part: string, value: unknown, at: Pointer): void => {
    const validate = ajv.getSchema(`${schema.$id}#/$defs/${part}`)
    if (!validate) throw new Error(`x-saga.schema.json has no ${part}`)
    if (value === undefined)
      wrong(at.slice(0, -1), `x-saga is missing; see $defs/${part} in generators/arazzo/x-saga.schema.json`)
    if (validate(value)) return
    const { instancePath = '', message = '', params = {} } = validate.errors?.[0] ?? {}
    const detail = Object.values(params).flat().join(', ')
    wrong([...at, ...instancePath.split('/').filter(Boolean)], `x-saga${instancePath} ${message} (${detail})`)
  }
  check('workflow', workflow['x-saga'], [...base, 'x-saga'])
  for (const [index, step] of workflow.steps.entries())
    check('step', step['x-saga'], [...base, 'steps', index, 'x-saga'])
}

type Read = { document: ArazzoDocument; workflow: Workflow; base: Pointer; wrong: Wrong }

/** Reads the workflow of a document and checks it without its source documents. @throws SpecError */
const readWorkflow = async (spec: string): Promise<Read> => {
  const wrong = (at: Pointer, message: string): never => {
    throw new SpecError(placeOf(spec, at), message)
  }
  const document = (await readYaml(spec)) as unknown as ArazzoDocument
  const base: Pointer = ['workflows', 0]
  const workflow = document.workflows[0]
  if (!workflow || document.workflows.length !== 1)
    return wrong(['workflows'], `the document has ${document.workflows.length} workflows; expected exactly one`)
  checkShape(workflow, base, wrong)
  checkSteps(workflow, base, wrong)
  return { document, workflow, base, wrong }
}

/** Reads an Arazzo document and its sources, and checks them. @throws SpecError */
export const readModel = async (spec: string): Promise<Model> => {
  const { document, workflow, base, wrong } = await readWorkflow(spec)
  workflow.inputs = (await inline(spec, workflow.inputs)) as Workflow['inputs']
  const sources = await readSources(spec, document)
  const model = buildModel(spec, document, sources, statesOf(workflow), wrong)
  const choreography = workflow['x-saga'].choreography
  if (choreography) {
    const at = [...base, 'x-saga', 'choreography', 'events']
    mustBeKnown(wrong, at, 'AsyncAPI source', choreography.events, sources.events.keys())
    const events = sources.events.get(choreography.events)
    if (events) checkChoreography(workflow, base, events, wrong)
  }
  return model
}

/** The generated files: name → unformatted text. */
export const sagaFiles = (model: Model): Record<string, string> => {
  const { workflowId } = model.workflow
  return { [`${workflowId}.ts`]: render(model), [`${workflowId}.mmd`]: renderDiagram(model) }
}

export type GenerateSagaOptions = { spec: string; out: string }

/** The first of several documents that uses a name, and the place of the second. */
type Named = { readonly name: string; readonly spec: string; readonly at: Pointer }

/** Rejects a name that two documents use, because their generated files or schemas would overwrite each other. */
const mustDiffer = (what: string, names: readonly Named[]): void => {
  const first = new Map<string, string>()
  for (const { name, spec, at } of names) {
    const other = first.get(name)
    if (other !== undefined)
      throw new SpecError(placeOf(spec, at), `${what} ${name} is also in ${other}; each document needs its own`)
    first.set(name, spec)
  }
}

/** Every process of a folder, checked on its own and against the others. @throws SpecError */
const readProcesses = async (folder: string): Promise<(Read & { spec: string })[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  if (names.length === 0) throw new Error(`${folder} has no .yaml document; a process is expected there`)
  const specs = names.map((name) => join(folder, name))
  const all = await Promise.all(specs.map(async (spec) => ({ ...(await readWorkflow(spec)), spec })))
  mustDiffer(
    'workflowId',
    all.map(({ workflow, base, spec }) => ({ name: workflow.workflowId, spec, at: [...base, 'workflowId'] })),
  )
  const schemas = all.flatMap(({ workflow, base, spec }) =>
    Object.entries(workflow['x-saga'].schemas ?? {}).map(([part, name]) => ({
      name,
      spec,
      at: [...base, 'x-saga', 'schemas', part],
    })),
  )
  mustDiffer('schema', schemas)
  return all
}

/** The folder of this project's processes. */
const ownFolder = join(root, 'specs/arazzo')

/** Writes the schemas derived from each process of a folder to derived/ beside it, for other documents to reference. @throws SpecError */
export const deriveSchemas = async (folder = ownFolder): Promise<void> => {
  for (const { workflow, spec } of await readProcesses(folder)) await writeDerived(workflow, spec)
}

/** Generates code for every process of a folder, each into files of its own. @throws SpecError */
export const generateSaga = async (folder = ownFolder, out = join(root, 'generated/saga')): Promise<void> => {
  for (const { spec } of await readProcesses(folder)) await generateSagaFrom({ spec, out })
}

/**
 * Generates the saga's table, calls and reactions from an Arazzo document with x-saga, and a diagram of its states.
 * The output depends only on the documents. @throws SpecError with file and line.
 */
export const generateSagaFrom = async ({ spec, out }: GenerateSagaOptions): Promise<void> => {
  const model = await readModel(spec)
  await mkdir(out, { recursive: true })
  for (const [name, text] of Object.entries(sagaFiles(model))) await writeFile(join(out, name), text)
  await format(join(out, `${model.workflow.workflowId}.ts`))
}

if (import.meta.main) {
  try {
    await generateSaga()
  } catch (error) {
    if (!(error instanceof SpecError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 65
  }
}
