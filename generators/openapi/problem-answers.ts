import { nearest } from '#platform/base/nearest.ts'
import { isTechnical } from '#platform/http/failure.ts'
import type { JsonSchema } from '../shared/json-schema-type.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'
import { type Located, operationsOf, type Response, resolveRef, type Schema, type Specification } from './document.ts'
import { type ProblemList, slugOfSchema } from './problems.ts'
import { refsIn } from './schemas.ts'

export const problemMedia = 'application/problem+json'

type ProblemSchema = { choice: Schema; resolved: Schema; slug: string | undefined }

/** The schemas of a response's problems: its own or each of its `anyOf`, with the slug if a schema is for a single problem. */
export const problemSchemas = ({ document }: Specification, schema: Schema): ProblemSchema[] =>
  ((schema.anyOf ?? [schema]) as (Schema & { $ref: string })[]).map((choice) => {
    const resolved = resolveRef<Schema>(document, choice)
    return { choice, resolved, slug: slugOfSchema(resolved as JsonSchema) }
  })

type Checked = { specification: Specification; problems: ProblemList; status: string; located: Located }

/** Checks that the listed problems exist and match the schema of the response. @throws SpecError */
const checkResponse = (response: Response, { specification, problems, status, located }: Checked): void => {
  const { source } = specification
  const schema = response.content?.[problemMedia]?.schema
  if (schema === undefined) return
  const { operation, pointer } = located
  const refuse = (message: string, ...deeper: string[]): never => {
    throw new SpecError(
      placeOf(source, [...pointer, 'responses', status, ...deeper]),
      `${operation.operationId} ${status}: ${message}`,
    )
  }
  const listed = (response['x-problems'] ?? []) as string[]
  if (listed.length === 0) refuse('x-problems is missing; list the slugs of its problems')
  for (const slug of listed) {
    const entry = problems.entries[slug]
    const meant = nearest(slug, Object.keys(problems.entries))
    if (entry === undefined)
      refuse(`problem ${slug} is not in ${problems.source}${meant ? `; did you mean ${meant}?` : ''}`, 'x-problems')
    if (String(entry?.status) !== status)
      refuse(`problem ${slug} has status ${entry?.status}, so it can't be listed under ${status}`, 'x-problems')
  }
  const schemas = problemSchemas(specification, schema)
  const described = schemas.map(({ slug }) => slug)
  for (const slug of listed)
    if (!described.includes(problems.own.has(slug) ? slug : undefined))
      refuse(`the schema does not cover ${slug}; add a reference to its schema in problem.yaml`)
  for (const slug of described)
    if (slug === undefined ? listed.every((one) => problems.own.has(one)) : !listed.includes(slug))
      refuse(`the schema covers ${slug ?? 'problems without own members'}, which x-problems does not list`)
}

const unionOf = (slugs: readonly string[]): string => slugs.map((slug) => `'${slug}'`).join(' | ')

/** Checks the problems of every response, and adds extensions for the templates and response checks. @throws SpecError */
export const annotateProblems = (specification: Specification, problems: ProblemList): void => {
  for (const located of operationsOf(specification.document)) {
    const outcomes: string[] = []
    for (const [status, response] of Object.entries(located.operation.responses)) {
      checkResponse(response, { specification, problems, status, located })
      const slugs = (response['x-problems'] ?? []) as string[]
      if (slugs.length === 0) continue
      const isFailure = response['x-failure'] !== undefined
      const own = isFailure ? [] : slugs.filter((slug) => !isTechnical(slug))
      const thrown = slugs.filter((slug) => !own.includes(slug))
      if (own.length > 0) response['x-outcome-union'] = unionOf(own)
      if (thrown.length > 0) response['x-thrown-union'] = unionOf(thrown)
      outcomes.push(...own)
    }
    located.operation['x-outcome-problems'] = [...new Set(outcomes)].map((slug) => `'${slug}'`).join(', ')
  }
}

/** The document for openapi-generator, without the schemas of problems: the templates use the types of problems.ts instead. */
export const withoutProblemSchemas = (specification: Specification): Specification['document'] => {
  const document = structuredClone(specification.document)
  const names = new Set<string>()
  for (const { operation } of operationsOf(document))
    for (const { content = {} } of Object.values(operation.responses)) {
      const media = content[problemMedia]
      if (media === undefined) continue
      for (const name of refsIn(media.schema)) names.add(name)
      media.schema = { type: 'object' }
    }
  delete document.components.responses // every operation has its own copy by now
  for (const name of names) delete document.components.schemas?.[name]
  return document
}
