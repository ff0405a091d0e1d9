import { placeOf, SpecError } from '../shared/spec-error.ts'
import { type Located, operationsOf, type Parameter, resolveRef, type Schema, type Specification } from './document.ts'
import { tokenRuleOf } from './roles.ts'

const silent = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'discriminator',
  'readOnly',
  'writeOnly',
])

export const constantName = (schemaName: string): string => schemaName.charAt(0).toLowerCase() + schemaName.slice(1)

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref

/** Renders a schema as a TypeScript expression. A `$ref` becomes the constant of its schema. */
export const expression = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const schema = value as Schema
  if (typeof schema.$ref === 'string') return constantName(nameOf(schema.$ref))
  const members = Object.entries(schema).filter(([keyword]) => !silent.has(keyword) && !keyword.startsWith('x-'))
  const written = members.map(([keyword, member]) =>
    keyword === 'properties'
      ? `properties: ${properties(member as Record<string, Schema>)}`
      : `${JSON.stringify(keyword)}: ${expression(member)}`,
  )
  return `{ ${[...written, ...integerBounds(schema)].join(', ')} }`
}

/** Bounds an integer without limits to the range in which numbers are exact. */
const integerBounds = (schema: Schema): string[] => {
  if (![schema.type].flat().includes('integer') || schema.enum !== undefined) return []
  return [
    ...(schema.minimum === undefined && schema.exclusiveMinimum === undefined
      ? [`minimum: ${Number.MIN_SAFE_INTEGER}`]
      : []),
    ...(schema.maximum === undefined && schema.exclusiveMaximum === undefined
      ? [`maximum: ${Number.MAX_SAFE_INTEGER}`]
      : []),
  ]
}

const properties = (members: Record<string, Schema>): string =>
  `{ ${Object.entries(members)
    .map(([name, member]) => `${JSON.stringify(name)}: ${expression(member)}`)
    .join(', ')} }`

export const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  const ref = (value as Schema).$ref
  return typeof ref === 'string' ? [nameOf(ref)] : Object.values(value).flatMap(refsIn)
}

/** The names of schemas and of those they reference, each after its references. */
const inOrder = (specification: Specification, roots: readonly string[]): string[] => {
  const schemas = specification.document.components.schemas ?? {}
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name))
      throw new SpecError(
        placeOf(specification.source, ['components', 'schemas', name]),
        `schema ${name} is recursive (${[...path, name].join(' → ')}); messages must have a bounded depth`,
      )
    if (done.has(name)) return
    for (const ref of refsIn(schemas[name])) visit(ref, [...path, name])
    done.add(name)
  }
  for (const root of roots) visit(root, [])
  return [...done]
}

/** Every object in a request body must set additionalProperties, or unknown fields would be accepted by accident. */
const checkClosed = (
  specification: Specification,
  schema: Schema,
  where: readonly (string | number)[],
  seen = new Set<string>(),
): void => {
  if (typeof schema.$ref === 'string') {
    if (seen.has(schema.$ref)) return
    seen.add(schema.$ref)
    checkClosed(
      specification,
      resolveRef<Schema>(specification.document, schema as Schema & { $ref: string }),
      where,
      seen,
    )
    return
  }
  if ([schema.type].flat().includes('object') && schema.additionalProperties === undefined)
    throw new SpecError(
      placeOf(specification.source, where),
      `${schema.title ?? 'an object'} in a request body accepts unknown fields; add additionalProperties: false`,
    )
  for (const [name, member] of Object.entries((schema.properties ?? {}) as Record<string, Schema>))
    checkClosed(specification, member, [...where, 'properties', name], seen)
  if (typeof schema.items === 'object' && schema.items !== null)
    checkClosed(specification, schema.items as Schema, [...where, 'items'], seen)
}

const parameterSchema = (specification: Specification, parameter: Parameter): string => {
  const schema = resolveRef<Schema>(specification.document, parameter.schema)
  return schema.type === 'array'
    ? `{ 'x-list': true, ${expression(parameter.schema.$ref ? schema : parameter.schema).slice(1)}`
    : expression(parameter.schema)
}

const parametersSchema = (specification: Specification, parameters: readonly Parameter[], isOpen: boolean): string => {
  const name = (parameter: Parameter): string =>
    JSON.stringify(parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name)
  const required = parameters.filter((parameter) => parameter.required === true).map(name)
  const members = parameters.map((parameter) => `${name(parameter)}: ${parameterSchema(specification, parameter)}`)
  return `{ type: 'object', required: [${required.join(', ')}], additionalProperties: ${isOpen}, properties: { ${members.join(', ')} } }`
}

/** The accepted roles, their callers and owners, and whether one security alternative needs no token. */
const tokenMembers = (specification: Specification, located: Located): string[] => {
  const { roles, isOptional, callersByRole, owners } = tokenRuleOf(specification, located)
  if (roles.length === 0) return []
  return [
    `roles: ${JSON.stringify(roles)}`,
    ...(Object.keys(callersByRole).length === 0 ? [] : [`roleCallers: ${JSON.stringify(callersByRole)}`]),
    ...(isOptional ? ['tokenOptional: true'] : []),
    ...(owners.length === 0 || located.operation['x-owner'] === undefined
      ? []
      : [`owner: ${JSON.stringify(located.operation['x-owner'])}`, `ownerRoles: ${JSON.stringify(owners)}`]),
  ]
}

const operationExpression = (specification: Specification, located: Located): string => {
  const { method, path, operation, pointer } = located
  const parameters = (operation.parameters ?? []).map((parameter) =>
    resolveRef<Parameter>(specification.document, parameter),
  )
  const part = (name: Parameter['in'], key: string, isOpen: boolean): string[] => {
    const own = parameters.filter((parameter) => parameter.in === name)
    return own.length === 0 ? [] : [`${key}: ${parametersSchema(specification, own, isOpen)}`]
  }
  const body = operation.requestBody?.content['application/json']?.schema
  if (body) checkClosed(specification, body, [...pointer, 'requestBody', 'content', 'application/json', 'schema'])
  const members = [
    `operationId: '${operation.operationId}'`,
    `method: '${method.toUpperCase()}'`,
    `url: '${path.replaceAll(/\{(\w+)\}/g, ':$1')}'`,
    ...(operation['x-callers'] ? [`callers: ${JSON.stringify(operation['x-callers'])}`] : []),
    ...tokenMembers(specification, located),
    ...part('path', 'path', false),
    ...part('query', 'query', false),
    ...part('header', 'headers', true),
    ...(body ? [`body: ${expression(body)}`] : []),
    ...(body && operation.requestBody?.required !== true ? ['bodyOptional: true'] : []),
  ]
  return `${operation.operationId}: { ${members.join(', ')} }`
}

/** Renders a constant for each of these schemas and of those they reference. */
export const renderConstants = (specification: Specification, roots: readonly string[]): string[] =>
  inOrder(specification, roots).map(
    (name) =>
      `const ${constantName(name)}: JsonSchema = ${expression(specification.document.components.schemas?.[name])}\n`,
  )

/** Renders a service's schemas.ts: everything its server validates. */
export const renderSchemas = (specification: Specification, header: string): string => {
  const { document } = specification
  const located = operationsOf(document)
  const roots = located.flatMap(({ operation }) => [
    ...refsIn(operation.requestBody?.content['application/json']?.schema),
    ...(operation.parameters ?? []).flatMap((parameter) => refsIn(resolveRef<Parameter>(document, parameter).schema)),
  ])
  const constants = renderConstants(specification, roots)
  return `${header}
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

${constants.join('\n')}
/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
${located.map((operation) => `${operationExpression(specification, operation)},\n`).join('\n')}}
`
}
