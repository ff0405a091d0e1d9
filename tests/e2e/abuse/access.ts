import { documents, members, type Node, resolved } from '../../../specs/documents.ts'

/** Who may use an operation, read directly from its specification: nothing here comes from generated code. */
export type Rule = {
  service: string
  operationId: string
  method: string
  path: string
  hasBody: boolean
  /** No service implements it yet: the gateway has no such route. */
  planned: boolean
  /** Gateway consumers; undefined: any. */
  callers: readonly string[] | undefined
  /** The accepted roles, each with the consumers through which its token is valid. */
  accepted: readonly Accepted[]
  /** Whether a request without a token is accepted. */
  isTokenOptional: boolean
  /** Path parameter that must be the subject of an owner's token. */
  owner: string | undefined
}
type Accepted = { role: string; isOwner: boolean; through: readonly string[] | undefined }
/** The token of a request: none, an invalid one, or one of a role; `owns` if the path names its subject. */
export type Token =
  | { name: string; kind: 'none' }
  | { name: string; kind: 'invalid' }
  | { name: string; kind: 'valid'; role: string; owns: boolean }

const methods = new Set(['get', 'put', 'post', 'delete', 'patch'])

/** The schemes of each security alternative, resolved. */
const alternativesOf = (file: string, document: Node, operation: Node): Node[][] => {
  const listed = (operation.security ?? document.security ?? []) as Record<string, unknown>[]
  const components = document.components as { securitySchemes: Record<string, unknown> }
  return listed.map((names) => Object.keys(names).map((name) => resolved(file, components.securitySchemes[name])))
}

const rolesIn = (scheme: Node): readonly string[] => (scheme['x-roles'] ?? []) as string[]

const acceptedIn = (operation: Node, schemes: readonly Node[]): Accepted[] =>
  schemes.flatMap((scheme) =>
    rolesIn(scheme)
      .filter((role) => (operation['x-roles'] as string[]).includes(role))
      .map((role) => ({
        role,
        isOwner: scheme['x-owner'] === true,
        through: scheme['x-callers'] as string[] | undefined,
      })),
  )

/** The rules of every operation of every OpenAPI document. */
export const rules: readonly Rule[] = [...documents]
  .filter(([file]) => file.startsWith('openapi/'))
  .flatMap(([file, document]) =>
    members(document.paths).flatMap(([path, item]) =>
      members(item)
        .filter(([method]) => methods.has(method))
        .map(([method, operation]) => ({
          service: file.slice('openapi/'.length, -'.yaml'.length),
          operationId: String(operation.operationId),
          method: method.toUpperCase(),
          path,
          hasBody: operation.requestBody !== undefined,
          planned: document['x-status'] === 'planned',
          callers: operation['x-callers'] as string[] | undefined,
          accepted: acceptedIn(operation, alternativesOf(file, document, operation).flat()),
          isTokenOptional: alternativesOf(file, document, operation).some((schemes) =>
            schemes.every((scheme) => rolesIn(scheme).length === 0),
          ),
          owner: operation['x-owner'] as string | undefined,
        })),
    ),
  )

/** The status that an unauthorised caller must get, or `allowed`. `consumer` is undefined for an unknown key. */
export const expected = (rule: Rule, consumer: string | undefined, token: Token): 401 | 403 | 404 | 'allowed' => {
  if (rule.planned) return 404
  if (consumer === undefined) return 401
  if (rule.callers !== undefined && !rule.callers.includes(consumer)) return 403
  if (rule.accepted.length === 0) return 'allowed'
  if (token.kind === 'invalid') return 401
  if (token.kind === 'none') return rule.isTokenOptional ? 'allowed' : 401
  const own = rule.accepted.find(({ role }) => role === token.role)
  if (own === undefined) return 403
  // If an operation names its callers, they take precedence over those of the token.
  if (rule.callers === undefined && own.through !== undefined && !own.through.includes(consumer)) return 403
  return rule.owner !== undefined && own.isOwner && !token.owns ? 404 : 'allowed'
}
