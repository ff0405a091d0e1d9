import { placeOf, SpecError } from '../shared/spec-error.ts'
import {
  isSafe,
  type Located,
  operationsOf,
  type Parameter,
  resolveRef,
  type Schema,
  type Specification,
} from './document.ts'
import { checkNames } from './names.ts'
import { annotateProblems } from './problem-answers.ts'
import type { ProblemList } from './problems.ts'
import { checkRoles, isNames } from './roles.ts'

const streamType = 'text/event-stream'
const problemOfOthers = 'not-found'

const parametersOf = (specification: Specification, { operation }: Located): Parameter[] =>
  (operation.parameters ?? []).map((parameter) => resolveRef<Parameter>(specification.document, parameter))

type Refuse = (message: string, ...deeper: (string | number)[]) => never

/** Refuses an operation, at the line of a place within it. */
const refusalOf =
  ({ source }: Specification, { operation, pointer }: Located): Refuse =>
  (message, ...deeper) => {
    throw new SpecError(placeOf(source, [...pointer, ...deeper]), `${operation.operationId}: ${message}`)
  }

/** An owner must be a path parameter. The server answers 404 not-found to everyone else, so the operation must declare it. */
const checkOwner = (specification: Specification, located: Located, refuse: Refuse): void => {
  const { 'x-owner': owner, responses } = located.operation
  if (owner === undefined) return
  if (!parametersOf(specification, located).some(({ name, in: where }) => where === 'path' && name === owner))
    refuse(`x-owner must name a path parameter of the operation, not ${owner}`, 'x-owner')
  const declared = responses['404'] && resolveRef(specification.document, responses['404'])
  const undeclared = `x-owner: whoever is not the owner gets 404 ${problemOfOthers}, which is not declared`
  if (declared === undefined)
    refuse(`${undeclared}; add a 404 response with ${problemOfOthers} in its x-problems`, 'responses')
  if (![declared?.['x-problems']].flat().includes(problemOfOthers))
    refuse(
      `${undeclared}; add ${problemOfOthers} to the x-problems of its 404 response`,
      'responses',
      '404',
      'x-problems',
    )
}

/** Checks what the templates rely on. @throws SpecError with file, line and a fix */
const check = (specification: Specification, located: Located): void => {
  const { operation, method } = located
  const refuse: Refuse = refusalOf(specification, located)
  const parameters = parametersOf(specification, located)
  const isKeyed = parameters.some(({ name, required }) => name === 'Idempotency-Key' && required === true)
  if (!isSafe(located) && !isKeyed)
    refuse(
      `${method.toUpperCase()} has an effect, so it needs the required header parameter Idempotency-Key (or x-effect: none)`,
    )
  if (operation['x-callers'] !== undefined && !isNames(operation['x-callers']))
    refuse('x-callers must be a list of at least one gateway consumer', 'x-callers')
  checkOwner(specification, located, refuse)
  checkRoles(specification, located)
  for (const [index, { name, in: where, schema, explode }] of parameters.entries())
    if (where === 'query' && resolveRef(specification.document, schema).type === 'array' && explode !== false)
      refuse(`query parameter ${name} is a list; write style: form and explode: false (a,b,c)`, 'parameters', index)
}

/** Adds values that mustache can't compute, as extensions on operations and responses of the bundled document. */
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
      return [status, response]
    }),
  )
}

/** Removes the line break that YAML block scalars end with, which would break comments. */
const trimDescriptions = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  if (typeof node.description === 'string') node.description = node.description.trim()
  for (const member of Object.values(node)) trimDescriptions(member)
}

/** Checks a bundled document and adds extensions for the templates, in place. */
export const prepare = (specification: Specification, problems: ProblemList): void => {
  const status = specification.document['x-status']
  if (status !== undefined && status !== 'planned')
    throw new SpecError(
      placeOf(specification.source, ['x-status']),
      `x-status is ${JSON.stringify(status)}; the only valid value is planned`,
    )
  checkNames(specification)
  trimDescriptions(specification.document)
  for (const located of operationsOf(specification.document)) {
    check(specification, located)
    annotate(specification, located)
  }
  annotateProblems(specification, problems)
}

/** Rejects a duplicate operationId: clients, k6 and the gateway identify operations without their service. */
export const checkUnique = (specifications: readonly Specification[]): void => {
  const known = new Map<string, string>()
  for (const { service, source, document } of specifications)
    for (const { operation, pointer } of operationsOf(document)) {
      const other = known.get(operation.operationId)
      if (other !== undefined)
        throw new SpecError(
          placeOf(source, [...pointer, 'operationId']),
          `operationId ${operation.operationId} is already used by ${other}; choose another`,
        )
      known.set(operation.operationId, service)
    }
}
