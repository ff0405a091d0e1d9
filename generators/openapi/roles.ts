import { placeOf, SpecError } from '../shared/spec-error.ts'
import { alternativesOf, type Located, type Specification, schemeOf } from './document.ts'

/** Whether the value is a list of at least one name. */
export const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && name !== '')

/** The roles of a scheme's tokens; empty for a scheme without tokens. */
export const rolesOfScheme = (specification: Specification, name: string): readonly string[] =>
  (schemeOf(specification, name)?.['x-roles'] as readonly string[] | undefined) ?? []

/** What the specification says about the token of an operation. */
export type TokenRule = {
  /** The accepted roles, in the order of the schemes; empty: tokens are ignored. */
  readonly roles: readonly string[]
  readonly isOptional: boolean
  /** The callers that tokens of some roles are limited to, unless the operation lists its own callers. */
  readonly callersByRole: Readonly<Record<string, readonly string[]>>
  /** The roles that may only reach data of their token's subject. */
  readonly owners: readonly string[]
}

/** Reads the rule of a checked operation. */
export const tokenRuleOf = (specification: Specification, located: Located): TokenRule => {
  const alternatives = alternativesOf(specification, located)
  const accepted = new Set((located.operation['x-roles'] ?? []) as readonly string[])
  const schemes = [...new Set(alternatives.flat())].map((name) => ({
    scheme: schemeOf(specification, name),
    roles: rolesOfScheme(specification, name).filter((role) => accepted.has(role)),
  }))
  const restricted = located.operation['x-callers'] === undefined ? schemes : []
  return {
    roles: schemes.flatMap(({ roles }) => roles),
    isOptional: alternatives.some((names) => names.every((name) => rolesOfScheme(specification, name).length === 0)),
    callersByRole: Object.fromEntries(
      restricted.flatMap(({ scheme, roles }) => {
        const callers = scheme?.['x-callers'] as readonly string[] | undefined
        return callers === undefined ? [] : roles.map((role) => [role, callers])
      }),
    ),
    owners: schemes.flatMap(({ scheme, roles }) => (scheme?.['x-owner'] === true ? roles : [])),
  }
}

const checkScheme = (specification: Specification, name: string): void => {
  const scheme = schemeOf(specification, name)
  const refuse = (member: string, message: string): never => {
    throw new SpecError(
      placeOf(specification.source, ['components', 'securitySchemes', name, member]),
      `${name}: ${message}`,
    )
  }
  if (scheme?.['x-callers'] !== undefined && !isNames(scheme['x-callers']))
    refuse('x-callers', 'x-callers must be a list of at least one gateway consumer')
  if (scheme?.['x-roles'] !== undefined && !isNames(scheme['x-roles']))
    refuse('x-roles', 'x-roles must be a list of at least one role')
  if (scheme?.['x-owner'] !== undefined && scheme['x-owner'] !== true)
    refuse('x-owner', 'x-owner of a security scheme can only be true; omit it otherwise')
}

/** What is wrong with the `x-roles` of an operation whose schemes are `used`; undefined if nothing is. */
const mistakeIn = (specification: Specification, listed: unknown, used: readonly string[]): string | undefined => {
  const possible = used.flatMap((name) => rolesOfScheme(specification, name))
  if (possible.length === 0)
    return listed === undefined ? undefined : 'x-roles needs a security scheme whose tokens have roles'
  if (!isNames(listed)) return `x-roles must list the accepted roles, some of: ${possible.join(', ')}`
  const unknown = listed.find((role) => !possible.includes(role))
  if (unknown !== undefined)
    return `no token of this operation has the role ${unknown}; expected some of: ${possible.join(', ')}`
  const useless = used.find((name) => {
    const roles = rolesOfScheme(specification, name)
    return roles.length > 0 && !roles.some((role) => listed.includes(role))
  })
  return useless && `x-roles lists no role of ${useless}, so its tokens are never accepted; remove it from security`
}

/**
 * Checks an operation's security schemes and roles: every operation that takes a token lists the roles that it accepts, so that
 * no role is admitted by omission. @throws SpecError with file, line and a fix
 */
export const checkRoles = (specification: Specification, located: Located): void => {
  const { operation, pointer } = located
  const refuse = (member: string, message: string): never => {
    const at = operation[member as `x-${string}`] === undefined ? [] : [member]
    throw new SpecError(placeOf(specification.source, [...pointer, ...at]), `${operation.operationId}: ${message}`)
  }
  const defined = Object.keys(specification.document.components.securitySchemes ?? {})
  const used = [...new Set(alternativesOf(specification, located).flat())]
  const unknown = used.find((name) => !defined.includes(name))
  if (unknown !== undefined)
    refuse('security', `unknown security scheme ${unknown}; expected one of: ${defined.join(', ')}`)
  for (const name of used) checkScheme(specification, name)
  const mistake = mistakeIn(specification, operation['x-roles'], used)
  if (mistake !== undefined) refuse('x-roles', mistake)
}
