import { problemType } from '#platform/http/problem.ts'
import { operationsOf, type Response, type Schema, type Specification } from './document.ts'
import { problemMedia, problemSchemas } from './problem-answers.ts'
import { expression, refsIn, renderConstants } from './schemas.ts'

/** A problem's own schema fixes its type. The shared schema allows any type, so it is limited to the listed ones without own schemas. */
const problemExpression = (specification: Specification, schema: Schema, slugs: readonly string[]): string => {
  const choices = problemSchemas(specification, schema)
  const own = choices.map(({ slug }) => slug)
  const types = slugs.filter((slug) => !own.includes(slug)).map((slug) => `'${problemType(slug)}'`)
  const shared = `{ type: 'object', properties: { type: { enum: [${types.join(', ')}] } } }`
  const branches = choices.map(({ choice, slug }) =>
    slug === undefined ? `{ allOf: [${expression(choice)}, ${shared}] }` : expression(choice),
  )
  return branches.length === 1 ? (branches[0] ?? '') : `{ anyOf: [${branches.join(', ')}] }`
}

const statusExpression = (specification: Specification, [status, response]: [string, Response]): string => {
  const slugs = (response['x-problems'] ?? []) as string[]
  const types = Object.entries(response.content ?? {}).map(([type, { schema }]) => {
    const text = type === problemMedia ? problemExpression(specification, schema, slugs) : expression(schema)
    return `${JSON.stringify(type)}: ${text}`
  })
  return `${status}: { ${types.join(', ')} }`
}

/** Renders a service's responses.ts: the schema of every declared response. */
export const renderResponses = (specification: Specification, header: string): string => {
  const located = operationsOf(specification.document)
  const roots = located.flatMap(({ operation }) =>
    Object.values(operation.responses).flatMap(({ content = {} }) =>
      Object.values(content).flatMap(({ schema }) => refsIn(schema)),
    ),
  )
  const operations = located.map(
    ({ operation }) =>
      `${operation.operationId}: { ${Object.entries(operation.responses)
        .map((entry) => statusExpression(specification, entry))
        .join(', ')} },\n`,
  )
  return `${header}
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

${renderConstants(specification, roots).join('\n')}
/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
${operations.join('\n')}}
`
}
