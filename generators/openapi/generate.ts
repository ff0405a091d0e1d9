import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { npmBinary, run } from '../shared/run.ts'
import { bundle } from './bundle.ts'
import { pascalCase, type Specification } from './document.ts'
import { pathWithJava } from './java.ts'
import { checkUnique, prepare } from './prepare.ts'
import { renderSchemas } from './schemas.ts'

const templates = resolve(import.meta.dirname, 'templates')
const files = {
  types: 'types.ts',
  client: 'client.ts',
  server: 'server.ts',
  k6: 'k6.ts',
  routes: 'routes.json',
} as const

type Job = { specification: Specification; configuration: string; output: string }

const specPath = ({ source }: Specification): string => relative(process.cwd(), source)

/** What one service's run of openapi-generator is told; only our own files are kept of what it writes. */
const configuration = (specification: Specification, inputSpec: string, outputDir: string): object => ({
  generatorName: 'typescript-fetch',
  inputSpec,
  outputDir,
  templateDir: templates,
  additionalProperties: {
    modelPropertyNaming: 'original',
    paramNaming: 'original',
    dateLibrary: 'string',
    sortModelPropertiesByRequiredFlag: false,
    service: specification.service,
    specPath: specPath(specification),
    registerName: pascalCase(specification.service),
  },
  languageSpecificPrimitives: ['unknown'],
  typeMappings: { set: 'Array', AnyType: 'unknown' },
  files: Object.fromEntries(
    Object.entries(files).map(([template, destinationFilename]) => [
      `${template}.mustache`,
      { destinationFilename, templateType: 'SupportingFiles' },
    ]),
  ),
})

const writeJob = (specification: Specification, work: string): Job => {
  const inputSpec = join(work, `${specification.service}.json`)
  const output = join(work, 'out', specification.service)
  const configurationFile = join(work, `${specification.service}.config.json`)
  writeFileSync(inputSpec, JSON.stringify(specification.document))
  writeFileSync(configurationFile, JSON.stringify(configuration(specification, inputSpec, output)))
  return { specification, configuration: configurationFile, output }
}

const runGenerator = async (jobs: readonly Job[]): Promise<void> => {
  const configurations = jobs.map((job) => job.configuration)
  const { exitCode, output } = await run(
    npmBinary('openapi-generator-cli'),
    ['batch', '--fail-fast', '--threads', '2', ...configurations],
    // The first compiler alone halves the time of so short a run.
    { PATH: await pathWithJava(), JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' },
  )
  if (exitCode !== 0) throw new Error(`openapi-generator failed (${exitCode}):\n${output}`)
}

const header = (specification: Specification): string =>
  `// Generated from ${specPath(specification)} by generators/openapi/schemas.ts. Do not edit.`

/**
 * Generates `<target>/<service>/{types,client,server,k6,schemas}.ts` and routes.json for each OpenAPI document, not yet
 * formatted. Throws `SpecError` for a mistake in a document.
 */
export const generateServices = async (sources: readonly string[], target: string): Promise<Specification[]> => {
  mkdirSync('.sagabench', { recursive: true })
  const work = mkdtempSync(resolve('.sagabench/generate-openapi-'))
  try {
    const specifications = await bundle(sources, join(work, 'bundled'))
    checkUnique(specifications)
    for (const specification of specifications) prepare(specification)
    const schemas = specifications.map((specification) => renderSchemas(specification, header(specification)))
    const jobs = specifications.map((specification) => writeJob(specification, work))
    await runGenerator(jobs)
    for (const [index, { specification, output }] of jobs.entries()) {
      const folder = join(target, specification.service)
      mkdirSync(folder, { recursive: true })
      for (const file of Object.values(files)) cpSync(join(output, file), join(folder, file))
      writeFileSync(join(folder, 'schemas.ts'), schemas[index] ?? '')
    }
    return specifications
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
