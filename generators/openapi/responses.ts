import { problemType } from '#platform/http/problem.ts'
import { operationsOf, type Response, type Schema, type Specification } from './document.ts'
import { problemMedia, problemSchemas } from './problem-answers.ts'
import { constantName, expression, refsIn, renderConstants } from './schemas.ts'

/** The constants of shared problem schemas, by their slugs: many operations have the same ones. */
type Limited = { readonly bySlugs: Map<string, { name: string; text: string }>; readonly taken: Set<string> }

const camelCase = (slug: string): string => slug.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** A name that no schema has: `onlyNotFound`, `onlyUnavailableOrInterrupted`. */
const nameOf = (slugs: readonly string[], taken: ReadonlySet<string>): string => {
  const parts = slugs.map((slug) => camelCase(`-${slug}`))
  let name = `only${parts.join('Or')}`
  while (taken.has(name)) name += '_'
  return name
}

/** The shared schema allows any type; the constant limits it to the types of these problems. */
const limitedTo = (slugs: readonly string[], choice: Schema, { bySlugs, taken }: Limited): string => {
  const key = JSON.stringify([slugs, choice])
  const known = bySlugs.get(key)
  if (known !== undefined) return known.name
  const name = nameOf(slugs, taken)
  const types = slugs.map((slug) => `'${problemType(slug)}'`).join(', ')
  const shared = `{ type: 'object', properties: { type: { enum: [${types}] } } }`
  taken.add(name)
  bySlugs.set(key, { name, text: `const ${name}: JsonSchema = { allOf: [${expression(choice)}, ${shared}] }\n` })
  return name
}

type Scope = { specification: Specification; limited: Limited }

/** A problem's own schema fixes its type. The shared schema is limited to the listed problems without own schemas. */
const problemExpression = ({ specification, limited }: Scope, schema: Schema, slugs: readonly string[]): string => {
  const choices = problemSchemas(specification, schema)
  const own = choices.map(({ slug }) => slug)
  const others = slugs.filter((slug) => !own.includes(slug))
  const branches = choices.map(({ choice, slug }) =>
    slug === undefined ? limitedTo(others, choice, limited) : expression(choice),
  )
  return branches.length === 1 ? (branches[0] ?? '') : `{ anyOf: [${branches.join(', ')}] }`
}

const statusExpression = (scope: Scope, [status, response]: [string, Response]): string => {
  const slugs = (response['x-problems'] ?? []) as string[]
  const types = Object.entries(response.content ?? {}).map(([type, { schema }]) => {
    const text = type === problemMedia ? problemExpression(scope, schema, slugs) : expression(schema)
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
  const schemaNames = Object.keys(specification.document.components.schemas ?? {}).map(constantName)
  const limited: Limited = { bySlugs: new Map(), taken: new Set(schemaNames) }
  const operations = located.map(
    ({ operation }) =>
      `${operation.operationId}: { ${Object.entries(operation.responses)
        .map((entry) => statusExpression({ specification, limited }, entry))
        .join(', ')} },\n`,
  )
  return `${header}
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

${[...renderConstants(specification, roots), ...[...limited.bySlugs.values()].map(({ text }) => text)].join('\n')}
/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
${operations.join('\n')}}
`
}
