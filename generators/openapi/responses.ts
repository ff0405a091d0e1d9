import { operationsOf, type Response, type Specification } from './document.ts'
import { expression, refsIn, renderConstants } from './schemas.ts'

const statusExpression = ([status, { content = {} }]: [string, Response]): string => {
  const types = Object.entries(content).map(([type, { schema }]) => `${JSON.stringify(type)}: ${expression(schema)}`)
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
      `${operation.operationId}: { ${Object.entries(operation.responses).map(statusExpression).join(', ')} },\n`,
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
