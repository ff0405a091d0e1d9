import { isTechnical } from '#platform/http/failure.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'
import {
  alternativesOf,
  callersOfScheme,
  isSafe,
  type Located,
  operationsOf,
  type Parameter,
  resolveRef,
  rolesByScheme,
  type Schema,
  type Specification,
} from './document.ts'

const streamType = 'text/event-stream'
const schemes = ['gatewayKey', ...Object.keys(rolesByScheme)]

const parametersOf = (specification: Specification, { operation }: Located): Parameter[] =>
  (operation.parameters ?? []).map((parameter) => resolveRef<Parameter>(specification.document, parameter))

/** Absent, or a list of at least one name. */
const isCallers = (callers: unknown): boolean =>
  callers === undefined ||
  (Array.isArray(callers) && callers.length > 0 && callers.every((name) => typeof name === 'string'))

/** Refuses what the templates could not turn into a right program, with the place and what would be right. */
const check = (specification: Specification, located: Located): void => {
  const { operation, method, pointer } = located
  const refuse = (message: string, ...deeper: (string | number)[]): never => {
    throw new SpecError(placeOf(specification.source, [...pointer, ...deeper]), `${operation.operationId}: ${message}`)
  }
  const parameters = parametersOf(specification, located)
  const isKeyed = parameters.some(({ name, required }) => name === 'Idempotency-Key' && required === true)
  if (!isSafe(located) && !isKeyed)
    refuse(
      `${method.toUpperCase()} has an effect; add the required header parameter Idempotency-Key, or x-effect: none`,
    )
  if (!isCallers(operation['x-callers']))
    refuse('x-callers must be a list of at least one gateway consumer', 'x-callers')
  const owner = operation['x-owner']
  if (owner !== undefined && !parameters.some(({ name, in: where }) => where === 'path' && name === owner))
    refuse(`x-owner must name a path parameter of the operation, not ${owner}`, 'x-owner')
  for (const scheme of alternativesOf(specification, located).flat())
    if (!schemes.includes(scheme))
      refuse(`security scheme ${scheme} is not known; use ${schemes.join(', ')}`, 'security')
    else if (!isCallers(callersOfScheme(specification, scheme)))
      throw new SpecError(
        placeOf(specification.source, ['components', 'securitySchemes', scheme, 'x-callers']),
        `${scheme}: x-callers must be a list of at least one gateway consumer`,
      )
  for (const [index, { name, in: where, schema, explode }] of parameters.entries())
    if (where === 'query' && resolveRef(specification.document, schema).type === 'array' && explode !== false)
      refuse(`query parameter ${name} is a list; write style: form and explode: false (a,b,c)`, 'parameters', index)
}

/** Facts that mustache can't work out, as extensions on the operations and responses of the bundled document. */
const annotate = (specification: Specification, located: Located): void => {
  const { operation } = located
  const parameters = parametersOf(specification, located)
  const isAlwaysNeeded = parameters.some(
    ({ in: where, required }) => where === 'path' || (where === 'query' && required === true),
  )
  operation['x-safe'] = isSafe(located)
  operation['x-query-required'] = parameters.some(({ in: where, required }) => where === 'query' && required === true)
  operation.parameters = parameters.map((parameter) => {
    const { default: value } = resolveRef<Schema>(specification.document, parameter.schema)
    return value === undefined ? parameter : { ...parameter, 'x-defaulted': true }
  })
  operation['x-request-optional'] = !isAlwaysNeeded && operation.requestBody?.required !== true
  operation['x-rate-class'] ??= isSafe(located) ? 'read' : 'write'
  operation.responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, answer]) => {
      const response = structuredClone(resolveRef(specification.document, answer))
      if (response.content?.[streamType] !== undefined) {
        response['x-stream'] = true
        operation['x-stream'] = true
      }
      const told = ((response['x-problems'] ?? []) as string[]).filter((slug) => !isTechnical(slug))
      if (told.length > 0) response['x-problem-union'] = told.map((slug) => `'${slug}'`).join(' | ')
      return [status, response]
    }),
  )
}

/** Block scalars in YAML end with a line break, which comments must not. */
const trimDescriptions = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  if (typeof node.description === 'string') node.description = node.description.trim()
  for (const member of Object.values(node)) trimDescriptions(member)
}

/** Checks a bundled document and adds what the templates read; changes the document in place. */
export const prepare = (specification: Specification): void => {
  const status = specification.document['x-status']
  if (status !== undefined && status !== 'planned')
    throw new SpecError(
      placeOf(specification.source, ['x-status']),
      `x-status is ${JSON.stringify(status)}; write planned, or leave it out`,
    )
  trimDescriptions(specification.document)
  for (const located of operationsOf(specification.document)) {
    check(specification, located)
    annotate(specification, located)
  }
}

/** Refuses an operationId that two services use: clients, k6 and the gateway name operations without their service. */
export const checkUnique = (specifications: readonly Specification[]): void => {
  const known = new Map<string, string>()
  for (const { service, source, document } of specifications)
    for (const { operation, pointer } of operationsOf(document)) {
      const other = known.get(operation.operationId)
      if (other !== undefined)
        throw new SpecError(
          placeOf(source, [...pointer, 'operationId']),
          `operationId ${operation.operationId} is taken by ${other}; choose one that no other service uses`,
        )
      known.set(operation.operationId, service)
    }
}
