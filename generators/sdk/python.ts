import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { bundle } from '../openapi/bundle.ts'
import type { Specification } from '../openapi/document.ts'
import { pathWithJava } from '../openapi/java.ts'
import { npmBinary, run } from '../shared/run.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'

type Members = Record<string, Record<string, unknown>>

/** Adds the members of `more` to `all`. Members of the same name must be equal. */
const addMembers = (all: Members, more: Members, { source }: Specification): void => {
  for (const [kind, entries] of Object.entries(more))
    for (const [name, value] of Object.entries(entries)) {
      const known = all[kind]?.[name]
      if (known !== undefined && !isDeepStrictEqual(known, value))
        throw new SpecError(
          placeOf(source, [kind, name]),
          `${name} differs from the definition in another service; make them equal, or rename one`,
        )
      all[kind] = { ...all[kind], [name]: value }
    }
}

/** Merges all services into one OpenAPI document, with each shared schema once. */
export const mergeDocuments = (specifications: readonly Specification[], title: string, version: string): object => {
  const paths: Members = {}
  const components: Members = {}
  const tags: unknown[] = []
  for (const specification of specifications) {
    const document = specification.document as unknown as { paths: Members; components: Members; tags: unknown[] }
    addMembers(paths, document.paths, specification)
    addMembers(components, document.components, specification)
    tags.push(...document.tags)
  }
  return { openapi: '3.1.0', info: { title, version }, security: [{ gatewayKey: [] }], tags, paths, components }
}

/**
 * Generates a Python client, installable with pip, into `target`, with openapi-generator's own templates.
 * @throws SpecError for a mistake in a specification
 */
export const generatePython = async (work: string, target: string): Promise<string> => {
  const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>
  const specifications = await bundle(globSync('specs/openapi/*.yaml').sort(), work)
  mkdirSync(work, { recursive: true })
  const merged = join(work, 'all.json')
  writeFileSync(merged, JSON.stringify(mergeDocuments(specifications, `${name}`, `${version}`)))
  rmSync(target, { recursive: true, force: true })
  const { exitCode, output } = await run(
    npmBinary('openapi-generator-cli'),
    [
      'generate',
      ...['--generator-name', 'python', '--input-spec', merged, '--output', target],
      '--additional-properties',
      `packageName=${name}_client,projectName=${name}-client,packageVersion=${version},hideGenerationTimestamp=true,licenseInfo=${license}`,
    ],
    { PATH: await pathWithJava(), JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' },
  )
  if (exitCode !== 0) throw new Error(`openapi-generator failed (${exitCode}):\n${output}`)
  for (const leftover of ['git_push.sh', '.github', '.gitlab-ci.yml', '.travis.yml', 'tox.ini', 'test'])
    rmSync(join(target, leftover), { recursive: true, force: true })
  return target
}
