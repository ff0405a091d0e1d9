import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { npmBinary, run } from '../shared/run.ts'
import { bundle } from './bundle.ts'
import { pascalCase, type Specification } from './document.ts'
import { describeFailure } from './failure.ts'
import { pathWithJava } from './java.ts'
import { checkUnique, prepare } from './prepare.ts'
import { withoutProblemSchemas } from './problem-answers.ts'
import type { ProblemList } from './problems.ts'
import { renderResponses } from './responses.ts'
import { renderSchemas } from './schemas.ts'

const templates = resolve(import.meta.dirname, 'templates')
const files = {
  types: 'types.ts',
  client: 'client.ts',
  server: 'server.ts',
  k6: 'k6.ts',
  routes: 'routes.json',
} as const

/** The list of problems, and the files to generate for a service. `sdk`: for the published SDK. */
export type Output = { problems: ProblemList; files?: readonly string[]; sdk?: true }

type Job = { specification: Specification; configuration: string; output: string }

const wanted = ({ files: names = Object.keys(files) }: Pick<Output, 'files'>): [string, string][] =>
  Object.entries(files).filter(([name]) => names.includes(name))

const specPath = ({ source }: Specification): string => relative(process.cwd(), source)

/** The configuration of openapi-generator for one service. Of its output, only the files listed here are kept. */
const configuration = (specification: Specification, inputSpec: string, outputDir: string, output: Output): object => ({
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
    ...(output.sdk ? { sdk: true } : {}),
  },
  languageSpecificPrimitives: ['unknown'],
  typeMappings: { set: 'Array', AnyType: 'unknown' },
  files: Object.fromEntries(
    wanted(output).map(([template, destinationFilename]) => [
      `${template}.mustache`,
      { destinationFilename, templateType: 'SupportingFiles' },
    ]),
  ),
})

const writeJob = (specification: Specification, work: string, kind: Output): Job => {
  const inputSpec = join(work, `${specification.service}.json`)
  const output = join(work, 'out', specification.service)
  const configurationFile = join(work, `${specification.service}.config.json`)
  writeFileSync(inputSpec, JSON.stringify(withoutProblemSchemas(specification)))
  writeFileSync(configurationFile, JSON.stringify(configuration(specification, inputSpec, output, kind)))
  return { specification, configuration: configurationFile, output }
}

const runGenerator = async (jobs: readonly Job[]): Promise<void> => {
  const configurations = jobs.map((job) => job.configuration)
  const { exitCode, output } = await run(
    npmBinary('openapi-generator-cli'),
    ['batch', '--fail-fast', '--threads', '2', ...configurations],
    // Only the first-tier JIT compiler: this halves the time of such a short run.
    { PATH: await pathWithJava(), JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' },
  )
  if (exitCode !== 0) throw new Error(describeFailure(exitCode, output))
}

const header = (specification: Specification, file: string): string =>
  `// Generated from ${specPath(specification)} by generators/openapi/${file}. Do not edit.`

/**
 * Generates `<target>/<service>/{types,client,server,k6,schemas,responses}.ts` and routes.json for each OpenAPI document,
 * or only the files listed in `kind`, unformatted. @throws SpecError for a mistake in a document
 */
export const generateServices = async (
  sources: readonly string[],
  target: string,
  kind: Output,
): Promise<Specification[]> => {
  mkdirSync('.sagabench', { recursive: true })
  const work = mkdtempSync(resolve('.sagabench/generate-openapi-'))
  try {
    const specifications = await bundle(sources, join(work, 'bundled'))
    checkUnique(specifications)
    for (const specification of specifications) prepare(specification, kind.problems)
    const schemas = specifications.map((one) => renderSchemas(one, header(one, 'schemas.ts')))
    const responses = specifications.map((one) => renderResponses(one, header(one, 'responses.ts')))
    const jobs = specifications.map((specification) => writeJob(specification, work, kind))
    await runGenerator(jobs)
    for (const [index, { specification, output }] of jobs.entries()) {
      const folder = join(target, specification.service)
      mkdirSync(folder, { recursive: true })
      for (const [, file] of wanted(kind)) cpSync(join(output, file), join(folder, file))
      if (kind.files !== undefined) continue
      writeFileSync(join(folder, 'schemas.ts'), schemas[index] ?? '')
      writeFileSync(join(folder, 'responses.ts'), responses[index] ?? '')
    }
    return specifications
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
